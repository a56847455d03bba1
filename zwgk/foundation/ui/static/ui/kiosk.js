/* 查阅终端: after two minutes without a touch everything typed is gone and the first page stands there again; told twenty seconds before. */
(function () {
  "use strict";
  if (!document.documentElement.classList.contains("kiosk-on")) return;
  var box = document.querySelector("[data-kiosk-idle]"), left = document.querySelector("[data-kiosk-left]"), last = Date.now();
  var seconds = Number(document.body.dataset.kioskSeconds || 120), WARNING = 20;

  function forget() {
    try { localStorage.clear(); sessionStorage.clear(); } catch (error) { /* nothing was kept */ }
  }
  function end() { forget(); location.replace("/kiosk/end/"); }
  function stay() { last = Date.now(); box.hidden = true; }

  forget();
  if (box) {
    ["pointerdown", "keydown", "scroll", "touchstart"].forEach(function (name) {
      document.addEventListener(name, function () { if (box.hidden) last = Date.now(); }, { passive: true, capture: true });
    });
    box.querySelector("[data-kiosk-stay]").addEventListener("click", stay);
    setInterval(function () {
      var rest = Math.ceil(seconds - (Date.now() - last) / 1000);
      if (rest <= 0) return end();
      if (rest <= WARNING && box.hidden) { box.hidden = false; box.querySelector("[data-kiosk-stay]").focus(); }
      left.textContent = rest;
    }, 500);
  }
  if (box && location.pathname === "/kiosk/") { seconds = Infinity; }

  /* Nothing leads out of this site; forms offer nothing that another visitor typed */
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (link && link.host !== location.host) event.preventDefault();
    if (event.target.closest("[data-print-slip]")) {
      document.documentElement.classList.add("print-slip");
      window.print();
      document.documentElement.classList.remove("print-slip");
    }
  }, true);
  Array.prototype.forEach.call(document.forms, function (form) { form.setAttribute("autocomplete", "off"); });
  Array.prototype.forEach.call(document.querySelectorAll("[data-print-slip]"), function (button) { button.hidden = false; });
})();
