/* Lines of a table in a form: add and remove without a round trip. Without this file “再加几行” asks the server for empty lines. */
(function () {
  "use strict";
  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
  function clear(line) { all("input, select", line).forEach(function (control) { control.value = ""; }); }
  all("[data-line-drop]").forEach(function (button) { button.hidden = false; });
  document.addEventListener("click", function (event) {
    var more = event.target.closest("[data-line-add]"), drop = event.target.closest("[data-line-drop]");
    if (more) {
      event.preventDefault();
      var body = more.closest(".lines").querySelector("tbody"), lines = all("[data-line]", body), made = lines[lines.length - 1].cloneNode(true);
      clear(made);
      all("[aria-label]", made).forEach(function (control) { control.setAttribute("aria-label", control.getAttribute("aria-label").replace(/第\d+行/, "第" + (lines.length + 1) + "行")); });
      body.appendChild(made);
      made.querySelector("input, select").focus();
    }
    if (drop) {
      var line = drop.closest("[data-line]");
      if (all("[data-line]", line.parentNode).length > 1) line.remove(); else clear(line);
    }
  });
})();
