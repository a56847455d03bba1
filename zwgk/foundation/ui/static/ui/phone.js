/* A form on a phone: what is typed stays here until the server has said that it came; what was sent goes out again by itself. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-phone]"), sent = document.querySelector("[data-sent]");
  var key = "zwgk_phone:" + location.pathname, failures = 0, sending = false;
  function read() { try { return JSON.parse(localStorage.getItem(key)) || null; } catch (e) { return null; } }
  function write(value) { try { if (value) localStorage.setItem(key, JSON.stringify(value)); else localStorage.removeItem(key); } catch (e) { /* full or private */ } }
  if (sent) history.replaceState(null, "", location.pathname);
  if (!form) return;

  var state = form.querySelector("[data-state]"), problem = form.querySelector("[data-problem]"), button = form.querySelector("button[type=submit]");
  function say(words) { state.textContent = words; }
  function complain(lines) {
    problem.hidden = !lines.length;
    problem.textContent = "";
    lines.forEach(function (words) { var p = document.createElement("p"); p.textContent = words; problem.appendChild(p); });
    if (lines.length) problem.scrollIntoView();
  }
  function values() {
    var found = {};
    Array.prototype.forEach.call(form.elements, function (control) {
      if (!control.name || /^(file|submit|button)$/.test(control.type) || control.name === "csrfmiddlewaretoken" || /_key$/.test(control.name)) return;
      if (control.type !== "radio" || control.checked) found[control.name] = control.value;
    });
    return found;
  }
  function save(queued) { write({ values: values(), queued: queued }); }
  function restore(kept) {
    Array.prototype.forEach.call(form.elements, function (control) {
      if (!control.name || !(control.name in kept.values)) return;
      if (control.type === "radio") control.checked = control.value === kept.values[control.name];
      else control.value = kept.values[control.name];
    });
  }
  function later() {
    failures += 1;
    var seconds = Math.min(30, Math.pow(2, failures)), timer = setTimeout(go, seconds * 1000);
    say("信号不好，还没有送到。内容已留在手机里，" + seconds + " 秒后自动再试，请不要清除浏览器数据。");
    function go() { clearTimeout(timer); removeEventListener("online", go); post(); }
    addEventListener("online", go);
  }
  function stop(lines) {
    sending = false; button.disabled = false; save(false);
    say("没有提交。写下的内容还在。");
    complain(lines);
  }
  /* Said in place: on this line another page may not come at once. */
  function arrived(address) {
    var said = document.createElement("div"), words = document.createElement("p"), link = document.createElement("a");
    said.className = "alert alert-success"; said.setAttribute("role", "status"); said.setAttribute("data-sent", "");
    words.textContent = "已提交，平台已经收到。";
    link.href = address; link.textContent = "查看办理情况"; link.className = "button button-plain";
    said.appendChild(words); said.appendChild(link);
    form.parentNode.replaceChild(said, form);
    said.scrollIntoView();
  }
  function post() {
    var request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    var watch = setTimeout(function () { request.abort(); }, 45000);
    request.onerror = request.onabort = function () { clearTimeout(watch); later(); };
    request.onload = function () {
      clearTimeout(watch);
      var answer = null;
      try { answer = JSON.parse(request.responseText); } catch (e) { /* a page, not ours */ }
      if (answer && answer.ok) {
        write(null);
        window.zwgkUploads.clear(form).then(function () { arrived(answer.url); });
      } else if (answer) stop(answer.errors);
      else if (request.status === 409 || request.status >= 500) later();
      else stop(["没有提交：链接已失效，或需要重新登录。请重新打开链接，写下的内容还在这台手机里。"]);
    };
    say("正在提交…");
    request.send(new FormData(form));
  }
  function submit() {
    if (sending) return;
    if (!form.querySelector("[name=percent]:checked")) { complain(["请选择办到哪一步。"]); return; }
    sending = true; button.disabled = true; failures = 0;
    complain([]); save(true);
    if (window.zwgkUploads.busy(form)) say("照片还在上传，传完后自动提交。可以等一等，不用守着。");
    window.zwgkUploads.settled(form).then(function () {
      if (window.zwgkUploads.failed(form)) stop(["有文件没有传上去，请删除后重试。"]);
      else post();
    });
  }

  var kept = read();
  if (kept) { restore(kept); say(kept.queued ? "接着提交上次没有送到的内容…" : "已恢复上次写下、还没有提交的内容。"); }
  form.addEventListener("input", function () { if (!sending) save(false); });
  form.addEventListener("submit", function (event) { event.preventDefault(); submit(); });
  if (kept && kept.queued) window.zwgkUploads.restored.then(submit);
})();
