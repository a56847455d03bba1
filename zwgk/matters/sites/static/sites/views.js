/* One more reading: says what was opened, gets back how often it was read. No cookie goes along, and a kept page never holds the number. */
(function () {
  "use strict";
  if (!window.fetch) return;
  Array.prototype.forEach.call(document.querySelectorAll("[data-views]"), function (place) {
    fetch("/views/", { method: "POST", body: place.dataset.views, credentials: "omit", keepalive: true }).then(function (answer) {
      return answer.ok ? answer.json() : {};
    }).then(function (told) {
      if (!told.views) return; /* nothing counted yet: no number is better than “0” in front of a reader */
      place.textContent = "浏览 " + told.views + " 次";
      place.hidden = false;
    }).catch(function () { /* the page is whole without the number */ });
  });
})();
