// The frame takes the height of its text; Y goes to 通过, N to the opinion for 退回; J and K walk the queue.
(function () {
  "use strict";
  document.querySelectorAll("iframe[data-grow]").forEach(function (frame) {
    function grow() {
      try {
        var height = frame.contentDocument.documentElement.scrollHeight;
        if (height > 40) { frame.style.height = Math.min(height + 24, 20000) + "px"; }
      } catch (error) { /* keeps the height of the style sheet */ }
    }
    frame.addEventListener("load", grow);
    grow();
  });
  function typing(target) {
    return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable;
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) { return; }
    var form = document.querySelector("[data-decide]");
    var key = event.key.toLowerCase();
    if (form && key === "y") { form.querySelector("[data-key=y]").focus(); event.preventDefault(); }
    if (form && key === "n") { form.querySelector("textarea").focus(); event.preventDefault(); }
    if (key === "j" || key === "k") {
      var lines = Array.prototype.slice.call(document.querySelectorAll(".review-line"));
      if (!lines.length) { return; }
      var at = lines.indexOf(document.activeElement) + (key === "j" ? 1 : -1);
      lines[Math.max(0, Math.min(at, lines.length - 1))].focus();
    }
  });
})();
