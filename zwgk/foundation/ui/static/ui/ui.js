/* Copying, going back, drafts of forms, idle log-out, keys. Every page works without this file. */
(function () {
  "use strict";
  var store = { get: function (key) { try { return localStorage.getItem(key); } catch (e) { return null; } },
                set: function (key, value) { try { localStorage.setItem(key, value); } catch (e) { /* full or private */ } },
                drop: function (key) { try { localStorage.removeItem(key); } catch (e) { /* private */ } } };
  function each(selector, act, within) { Array.prototype.forEach.call((within || document).querySelectorAll(selector), act); }

  /* Copy-box */
  function copied(box) {
    var said = document.querySelector('[data-copied="' + box.id + '"]');
    if (said) said.textContent = said.dataset.said || "已复制，可以粘贴到群里。";
  }
  function copy(button) {
    var box = document.getElementById(button.dataset.copy);
    box.select();
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(box.value).then(function () { copied(box); });
    else if (document.execCommand("copy")) copied(box);
  }

  /* Drafts: what is typed into <form data-draft="key"> stays in this browser until the server has taken it */
  function draftKey(form) { return "zwgk_draft:" + (document.body.dataset.person || "") + ":" + (form.dataset.draft || location.pathname); }
  function typed(form) {
    var values = {};
    Array.prototype.forEach.call(form.elements, function (control) {
      if (!control.name || /^(password|file|hidden|submit|button)$/.test(control.type)) return;
      if (control.type === "checkbox" || control.type === "radio") { if (control.checked) (values[control.name] = values[control.name] || []).push(control.value); }
      else if (control.type === "select-multiple") values[control.name] = Array.prototype.filter.call(control.options, function (o) { return o.selected; }).map(function (o) { return o.value; });
      else values[control.name] = [control.value];
    });
    return values;
  }
  function fill(form, values) {
    Array.prototype.forEach.call(form.elements, function (control) {
      var kept = values[control.name];
      if (/^(password|file|hidden|submit|button)$/.test(control.type)) return;
      if (control.type === "checkbox" || control.type === "radio") control.checked = !!kept && kept.indexOf(control.value) >= 0;
      else if (!kept) return;
      else if (control.type === "select-multiple") Array.prototype.forEach.call(control.options, function (o) { o.selected = kept.indexOf(o.value) >= 0; });
      else control.value = kept[0];
    });
  }
  function offer(form, key, kept) {
    var bar = document.createElement("div");
    bar.className = "draft-found";
    bar.setAttribute("role", "status");
    var text = document.createElement("p");
    text.textContent = "这里有您 " + kept.when + " 填写、尚未提交的内容。";
    bar.appendChild(text);
    [["恢复", function () { fill(form, kept.values); }], ["不要了", function () { store.drop(key); }]].forEach(function (choice) {
      var button = document.createElement("button");
      button.type = "button"; button.className = "button button-plain button-small"; button.textContent = choice[0];
      button.addEventListener("click", function () { choice[1](); bar.remove(); });
      bar.appendChild(button);
    });
    form.insertBefore(bar, form.firstChild);
  }
  function draft(form) {
    if (document.documentElement.classList.contains("kiosk-on")) return;  /* the next visitor sits at the same screen */
    var key = draftKey(form), kept = JSON.parse(store.get(key) || "null"), timer;
    if (kept && JSON.stringify(kept.values) !== JSON.stringify(typed(form))) offer(form, key, kept);
    form.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        var now = new Date(), clock = ("0" + now.getHours()).slice(-2) + ":" + ("0" + now.getMinutes()).slice(-2);
        store.set(key, JSON.stringify({ when: (now.getMonth() + 1) + "月" + now.getDate() + "日 " + clock, values: typed(form) }));
      }, 400);
    });
    form.addEventListener("submit", function () { clearTimeout(timer); store.set("zwgk_sent", key); });
  }
  /* The page after a sent form: unless it says what is wrong, or asks to sign in, the server has taken the draft */
  function acknowledged() {
    var key = store.get("zwgk_sent");
    if (key && !document.querySelector(".error-summary, .refusal, .entrance")) store.drop(key);
    store.drop("zwgk_sent");
  }

  /* Idle log-out: warn two minutes before; a click renews the session */
  function idle() {
    var seconds = Number(document.body.dataset.idle || 0), box = document.querySelector(".idle-warning"), last = Date.now(), told = Date.now();
    if (!seconds || !box) return;
    function stay() { last = told = Date.now(); box.hidden = true; fetch("/office/alive/", { method: "POST", headers: { "X-CSRFToken": JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"] }, credentials: "same-origin" }); }
    ["keydown", "pointerdown"].forEach(function (name) {
      document.addEventListener(name, function () { if (box.hidden && Date.now() - told > 300000) stay(); last = box.hidden ? Date.now() : last; }, { passive: true });
    });
    box.querySelector("[data-idle-stay]").addEventListener("click", stay);
    setInterval(function () {
      var left = Math.round(seconds - (Date.now() - last) / 1000);
      if (left <= 0) { location.href = "/accounts/login/?idle=1&next=" + encodeURIComponent(location.pathname + location.search); return; }
      box.hidden = left > 120;
      box.querySelector("[data-idle-left]").textContent = left > 60 ? "2 分钟" : left + " 秒";
    }, 5000);
  }

  /* Keys: / search, j and k the next and previous row, Enter opens it */
  function move(step) {
    var rows = Array.prototype.filter.call(document.querySelectorAll(".data tbody tr, .lines > li"), function (row) { return !row.hidden; });
    if (!rows.length) return;
    var at = rows.findIndex(function (row) { return row.classList.contains("at"); });
    if (at >= 0) rows[at].classList.remove("at");
    var row = rows[Math.min(rows.length - 1, Math.max(0, at + step))], link = row.querySelector("a");
    row.classList.add("at");
    row.scrollIntoView({ block: "nearest" });
    if (link) link.focus({ preventScroll: true });
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "/") {
      var search = document.querySelector("[data-key='/'], [data-table-filter], input[type=search]");
      if (search) { event.preventDefault(); search.focus(); }
    }
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copy]");
    if (button) copy(button);
    var back = event.target.closest("[data-back]");
    if (back && history.length > 1) { event.preventDefault(); history.back(); }
    if (event.target.closest("[data-print]")) window.print();
  });

  function ready(within) {
    each("[data-copy], [data-print]", function (button) { button.hidden = false; }, within);
    each("form[data-draft]", draft, within);
    each(".pane, .pane-body, .ticks, .table-scroll", function (box) { /* what scrolls can be reached by the keyboard */
      if (!box.hasAttribute("tabindex") && box.scrollHeight > box.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(box).overflowY)) box.tabIndex = 0;
    }, within);
    each("[data-focus]", function (box) { box.focus(); }, within);
  }
  acknowledged();
  ready(document);
  idle();
  document.addEventListener("htmx:load", function (event) { if (event.detail.elt !== document.body) ready(event.detail.elt); });
})();
