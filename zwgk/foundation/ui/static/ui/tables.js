/* Tables: filter on this page, choose columns, select all, labels for the cards of a phone. */
(function () {
  "use strict";
  function list(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
  function words(cell) { return cell.textContent.replace(/[↑↓]/g, "").trim(); }

  function label(table) {
    var heads = list("thead th", table).map(words);
    list("tbody tr", table).forEach(function (row) {
      Array.prototype.forEach.call(row.children, function (cell, n) {
        if (cell.tagName === "TD" && heads[n] && !cell.classList.contains("tick") && !cell.hasAttribute("data-label")) cell.setAttribute("data-label", heads[n]);
      });
    });
    table.classList.add("cards");
  }

  function filter(box, table) {
    var input = box.querySelector("[data-table-filter]");
    if (!input) return;
    input.closest("label").hidden = false;
    input.addEventListener("input", function () {
      var wanted = input.value.trim().toLowerCase().split(/\s+/);
      list("tbody tr", table).forEach(function (row) {
        var text = row.textContent.toLowerCase();
        row.hidden = !wanted.every(function (word) { return text.indexOf(word) >= 0; });
      });
    });
  }

  function choose(box, table) {
    var place = box.querySelector("[data-table-choose]"), heads = list("thead th", table);
    if (!place || heads.length < 4) return;
    var key = "zwgk_columns:" + location.pathname + ":" + box.id, hidden = [];
    try { hidden = JSON.parse(localStorage.getItem(key) || "[]"); } catch (error) { hidden = []; }
    function apply() {
      list("tr", table).forEach(function (row) {
        Array.prototype.forEach.call(row.children, function (cell, n) { if (cell.colSpan === 1) cell.hidden = hidden.indexOf(n) >= 0; });
      });
    }
    heads.forEach(function (head, n) {
      if (!words(head) || head.classList.contains("tick") || head.hasAttribute("data-always")) return;
      var line = document.createElement("label"), tick = document.createElement("input");
      tick.type = "checkbox"; tick.checked = hidden.indexOf(n) < 0;
      tick.addEventListener("change", function () {
        hidden = hidden.filter(function (each) { return each !== n; });
        if (!tick.checked) hidden.push(n);
        try { localStorage.setItem(key, JSON.stringify(hidden)); } catch (error) { /* only for this visit */ }
        apply();
      });
      line.appendChild(tick); line.appendChild(document.createTextNode(words(head))); place.appendChild(line);
    });
    box.querySelector(".table-choose").hidden = false;
    apply();
  }

  function bulk(box, table) {
    var ticks = list("tbody .tick input", table), all = table.querySelector("[data-select-all]"), bar = box.querySelector("[data-bulk]");
    if (!ticks.length) return;
    function count() {
      var chosen = ticks.filter(function (tick) { return tick.checked; }).length;
      ticks.forEach(function (tick) { tick.closest("tr").classList.toggle("chosen", tick.checked); });
      if (all) { all.checked = chosen === ticks.length; all.indeterminate = chosen > 0 && chosen < ticks.length; }
      if (!bar) return;
      bar.querySelector("[data-bulk-count]").textContent = chosen;
      list("button", bar).forEach(function (button) { button.disabled = chosen === 0; });
    }
    if (all) {
      all.hidden = false;
      all.addEventListener("change", function () {
        ticks.forEach(function (tick) { if (!tick.closest("tr").hidden) tick.checked = all.checked; });
        count();
      });
    }
    table.addEventListener("change", count);
    count();
  }

  function ready(within) {
    list("table.data", within).filter(function (table) { return !table.closest(".explain-days"); }).forEach(label);
    list("[data-table]", within).forEach(function (box) {
      var table = box.querySelector("table");
      if (!table) return;
      filter(box, table); choose(box, table); bulk(box, table);
    });
    document.addEventListener("click", function (event) {
      list(".table-choose[open]").forEach(function (open) { if (!open.contains(event.target)) open.removeAttribute("open"); });
    });
  }
  ready(document);
  document.addEventListener("htmx:load", function (event) { if (event.detail.elt !== document.body) ready(event.detail.elt); });
})();
