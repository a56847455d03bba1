/* Reading modes without loading the page again: size, colours, pointer, line. Kept in the cookie that the server reads. */
(function () {
  "use strict";
  var root = document.documentElement, AT_ONCE = /^(scale|theme|pointer|guide)$/;  /* the others are other pages, made on the server */

  function chosen() {
    var found = document.cookie.match(/(?:^|; )zwgk_modes=([^;]*)/);
    var values = {};
    decodeURIComponent(found ? found[1] : "").replace(/"/g, "").split("&").forEach(function (pair) {
      var parts = pair.split("=");
      if (parts[1]) values[parts[0]] = parts[1];
    });
    return values;
  }

  function keep(values) {
    var text = Object.keys(values).map(function (key) { return key + "=" + values[key]; }).join("&");
    document.cookie = "zwgk_modes=" + encodeURIComponent(text) + "; path=/; max-age=31536000; samesite=lax";
  }

  function show(values) {
    Array.prototype.slice.call(root.classList).forEach(function (name) {
      if (/^(scale|theme|elder|access|pointer|guide|kiosk)-/.test(name)) root.classList.remove(name);
    });
    Object.keys(values).forEach(function (key) { root.classList.add(key + "-" + values[key]); });
    document.querySelectorAll("[data-mode]").forEach(function (link) {
      if ((values[link.dataset.mode] || "") === link.dataset.value) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-mode]");
    if (!link || !AT_ONCE.test(link.dataset.mode)) return;
    event.preventDefault();
    var values = chosen(), group = link.dataset.mode, value = link.dataset.value;
    if (values[group] === value || !value) delete values[group];
    else values[group] = value;
    keep(values);
    show(values);
  });
})();
