/* Another question, without loading the page. It works without this file. */
(function () {
  "use strict";
  var box = document.querySelector("[data-question]");
  if (!box) return;
  box.querySelector("[data-captcha-renew]").addEventListener("click", function (event) {
    event.preventDefault();
    fetch(box.dataset.question, { credentials: "same-origin" }).then(function (answer) { return answer.json(); }).then(function (told) {
      box.querySelector("[data-captcha-mark]").value = told.mark;
      box.querySelector("[data-captcha-words]").textContent = told.words;
      Array.prototype.forEach.call(box.querySelectorAll("[data-captcha-picture]"), function (picture) { picture.src = told.picture; });
      var answer = box.querySelector("#id_answer");
      answer.value = "";
      answer.focus();
    });
  });
})();
