/* The unit's form: drafts kept on the server while typing (and here until it has answered), more rows, rows pasted from Excel.
   Without this file the form is sent as it stands and “存草稿” keeps it. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-fill]");
  if (!form || !form.querySelector("[data-saved]")) return;
  var said = form.querySelector("[data-saved]"), packed = form.querySelector('[name="rows"]'), token = form.querySelector('[name="csrfmiddlewaretoken"]').value;
  var url = form.dataset.fill + location.search, key = "zwgk_fill:" + (document.body.dataset.person || "") + ":" + location.pathname, timer = 0, dirty = false, leaving = false;
  function all(selector, within) { return Array.prototype.slice.call((within || form).querySelectorAll(selector)); }
  function collect() {
    var rows = {};
    all("[data-sheet]").forEach(function (sheet) {
      rows[sheet.dataset.sheet] = all("[data-row]", sheet).map(function (row) {
        var line = {};
        all("[data-key]", row).forEach(function (control) { if (control.value) line[control.dataset.key] = control.value; });
        return line;
      });
    });
    return rows;
  }
  function hold(text) { try { if (text) localStorage.setItem(key, text); else localStorage.removeItem(key); } catch (e) { /* private or full */ } }
  function save() {
    var body = JSON.stringify(collect());
    dirty = false;
    hold(body);
    fetch(url, { method: "POST", body: body, credentials: "same-origin", headers: { "Content-Type": "application/json", "X-CSRFToken": token } })
      .then(function (answer) { return answer.json().then(function (told) { said.textContent = told.said; if (answer.ok && !dirty) hold(""); }); })
      .catch(function () { dirty = true; said.textContent = "网络不通，内容先存在这台设备上，连上后自动保存。"; clearTimeout(timer); timer = setTimeout(save, 8000); });
  }
  function changed() { dirty = true; said.textContent = "正在保存……"; clearTimeout(timer); timer = setTimeout(save, 900); }

  function renumber(body) {
    all("[data-row]", body).forEach(function (row, at) {
      var shown = row.querySelector("[data-number]");
      if (shown) shown.textContent = at + 1;
      all("[data-key]", row).forEach(function (control) { control.name = control.id = body.dataset.prefix + "-" + at + "-" + control.dataset.key; });
      all("[data-drop]", row).forEach(function (button) { button.hidden = false; });
    });
  }
  function add(body) {
    var rows = all("[data-row]", body), made = rows[rows.length - 1].cloneNode(true);
    all("[data-key]", made).forEach(function (control) { control.value = ""; control.removeAttribute("aria-invalid"); });
    all(".cell-error", made).forEach(function (node) { node.remove(); });
    all(".cell-wrong", made).forEach(function (node) { node.classList.remove("cell-wrong"); });
    body.appendChild(made);
    renumber(body);
    return made;
  }
  function put(control, text) {
    if (control.tagName === "SELECT") {
      var fits = Array.prototype.some.call(control.options, function (option) { return option.value === text || option.text === text; });
      if (!fits && text) { var option = document.createElement("option"); option.text = text; control.add(option); }
    }
    control.value = text;
  }
  function paste(event) {
    var start = event.target.closest("[data-key]"), body = start && start.closest("tbody"), text = event.clipboardData && event.clipboardData.getData("text/plain");
    if (!body || !text || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    var rows = all("[data-row]", body), at = rows.indexOf(start.closest("[data-row]")), first = all("[data-key]", rows[at]).indexOf(start);
    text.replace(/\r/g, "").replace(/\n$/, "").split("\n").forEach(function (line, n) {
      var row = rows[at + n];
      if (!row) { if (!body.hasAttribute("data-grows")) return; row = add(body); rows.push(row); }
      var controls = all("[data-key]", row);
      line.split("\t").forEach(function (value, m) { if (controls[first + m]) put(controls[first + m], value.trim()); });
    });
    changed();
  }

  all("tbody[data-grows]").forEach(renumber);
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("paste", paste);
  form.addEventListener("click", function (event) {
    var more = event.target.closest("[data-add]"), drop = event.target.closest("[data-drop]");
    if (more) { event.preventDefault(); add(form.querySelector('[data-prefix="' + more.dataset.add + '"]')).querySelector("[data-key]").focus(); }
    if (drop) {
      var row = drop.closest("[data-row]"), body = row.closest("tbody");
      if (all("[data-row]", body).length > 1) { row.remove(); renumber(body); } else all("[data-key]", row).forEach(function (control) { control.value = ""; });
      changed();
    }
  });
  form.addEventListener("submit", function () {
    clearTimeout(timer);
    leaving = true;
    packed.disabled = false;
    packed.value = JSON.stringify(collect());
    all("[data-key]").forEach(function (control) { control.removeAttribute("name"); });
    hold(packed.value);
  });
  window.addEventListener("beforeunload", function (event) { if (dirty && !leaving) { event.preventDefault(); event.returnValue = ""; } });

  /* Something was typed here that the server never acknowledged: offer it back. */
  var kept = null;
  try { kept = localStorage.getItem(key); } catch (e) { /* private */ }
  if (kept && kept !== JSON.stringify(collect()) && !document.querySelector(".error-summary, .alert-success")) {
    said.textContent = "这台设备上有没来得及保存的内容。";
    var button = document.createElement("button");
    button.type = "button"; button.className = "linklike"; button.textContent = "恢复";
    button.addEventListener("click", function () { restore(JSON.parse(kept)); button.remove(); changed(); });
    said.appendChild(button);
  } else hold("");
  function restore(rows) {
    all("[data-sheet]").forEach(function (sheet) {
      var body = sheet.querySelector("tbody");
      (rows[sheet.dataset.sheet] || []).forEach(function (line, at) {
        var row = all("[data-row]", sheet)[at] || (body && body.hasAttribute("data-grows") ? add(body) : null);
        if (row) all("[data-key]", row).forEach(function (control) { put(control, line[control.dataset.key] || ""); });
      });
    });
  }
})();
