/* On a page of the portal: the day, the menu of a phone, print, copy, share. Without this file the links still lead everywhere. */
(function () {
  "use strict";
  function list(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }

  /* A kept page may be from yesterday */
  list("[data-today]").forEach(function (place) {
    var now = new Date(Date.now() + 8 * 3600000), day = now.toISOString().slice(0, 10);  /* the day in Beijing, wherever the reader is */
    if (place.getAttribute("datetime") === day) return;
    place.setAttribute("datetime", day);
    place.textContent = now.getUTCFullYear() + "年" + (now.getUTCMonth() + 1) + "月" + now.getUTCDate() + "日 星期" + "日一二三四五六".charAt(now.getUTCDay());
  });

  list("[data-menu]").forEach(function (button) {
    var menu = document.getElementById("menu");
    button.setAttribute("role", "button");
    button.setAttribute("aria-controls", "menu");
    button.setAttribute("aria-expanded", "false");
    function turn(event) {
      event.preventDefault();
      button.setAttribute("aria-expanded", String(menu.classList.toggle("open")));
    }
    button.addEventListener("click", turn);
    button.addEventListener("keydown", function (event) { if (event.key === " ") turn(event); });
  });

  list("[data-copy-address]").forEach(function (button) {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(button.dataset.copyAddress).then(function () { button.textContent = button.dataset.said; });
    });
  });

  list("[data-share]").forEach(function (button) {
    if (!navigator.share) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.share({ title: button.dataset.share, url: location.href }).catch(function () { /* thought better of it */ });
    });
  });

  /* A box that is open closes with Escape and with a click beside it */
  function close(beside) {
    list("details.share[open], details.site-accounts[open]").forEach(function (box) {
      if (beside && box.contains(beside)) return;
      if (!beside && box.contains(document.activeElement)) box.querySelector("summary").focus();
      box.removeAttribute("open");
    });
  }
  document.addEventListener("click", function (event) { close(event.target); });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") close(null); });

  /* What scrolls sideways is a stop of the keyboard; what fits is none */
  function reachable() {
    list(".table-scroll, .plot-scroll, .tabs, .prose table").forEach(function (box) {
      var wide = box.scrollWidth > box.clientWidth + 1;
      if (wide && !box.hasAttribute("tabindex")) box.tabIndex = 0;
      else if (!wide && box.hasAttribute("data-wide")) box.removeAttribute("tabindex");
    });
  }
  reachable();
  window.addEventListener("load", reachable);
})();
