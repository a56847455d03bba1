/* The application form: fields of organisations only for them, saving on the server while one types. It works without this file. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-save]");
  if (!form) return;

  /* Fields of organisations */
  var organisation = form.querySelector("[data-organisation]");
  function kind() {
    var chosen = form.querySelector("input[name=applicant_kind]:checked");
    organisation.hidden = !!chosen && chosen.value === "natural";
  }
  form.addEventListener("change", kind);
  kind();

  /* Saving on the server, three seconds after the last stroke */
  var box = document.querySelector("[data-saved]"), timer, sending = false;
  function save() {
    var values = new FormData();
    new FormData(form).forEach(function (value, name) { if (typeof value === "string" && !/^(mark|answer|sure)$/.test(name)) values.append(name, value); });
    fetch(form.dataset.save, { method: "POST", body: values, credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.json() : { saved: false }; })
      .then(function (told) { if (!sending) box.textContent = told.saved ? "已自动保存 " + told.at : "暂时没有存到网站上，内容仍在这台设备的浏览器里。"; })
      .catch(function () { box.textContent = "网络不通，内容已存在这台设备的浏览器里，连上后可以继续。"; });
  }
  var shared = document.documentElement.classList.contains("kiosk-on");  /* nothing of a visitor stays on a public screen */
  form.addEventListener("input", function () { clearTimeout(timer); if (!shared) timer = setTimeout(save, 3000); });
  form.addEventListener("submit", function () { clearTimeout(timer); sending = true; });

  /* Clearing also clears the copy in this browser */
  var drop = document.querySelector("form[data-drop]");
  drop.addEventListener("submit", function () {
    try { localStorage.removeItem("zwgk_draft::" + drop.dataset.drop); } catch (error) { /* private */ }
  });
})();
