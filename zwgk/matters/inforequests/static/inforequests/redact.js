// Boxes on the pages and lines in the field are the same thing: “page left top width height” in per cent of the page.
(function () {
  "use strict";
  var field = document.querySelector("textarea[data-boxes]");
  var pages = document.querySelectorAll(".redact-page");
  if (!field || !pages.length) return;
  var STEP = 0.5, SMALLEST = 0.3;

  function lines() {
    return field.value.split("\n").map(function (line) { return line.trim().split(/[\s,，]+/).map(Number); })
      .filter(function (numbers) { return numbers.length === 5 && numbers.every(function (n) { return !isNaN(n); }); });
  }

  function write(boxes) {
    field.value = boxes.map(function (box) { return box.map(function (n, at) { return at ? +n.toFixed(2) : n; }).join(" "); }).join("\n");
    draw();
  }

  function draw(focus) {
    document.querySelectorAll(".redact-box").forEach(function (old) { old.remove(); });
    lines().forEach(function (box, at) {
      var page = document.querySelector('.redact-page[data-page="' + box[0] + '"] .redact-sheet');
      if (!page) return;
      var mark = document.createElement("button");
      mark.type = "button";
      mark.className = "redact-box";
      mark.setAttribute("aria-label", "第 " + box[0] + " 页的方框，方向键移动，按住 Shift 改大小，Delete 删除");
      ["left", "top", "width", "height"].forEach(function (side, n) { mark.style[side] = box[n + 1] + "%"; });
      mark.addEventListener("keydown", function (event) { move(event, at); });
      mark.addEventListener("dblclick", function () { remove(at); });
      page.appendChild(mark);
      if (focus === at) mark.focus();
    });
  }

  function remove(at) {
    write(lines().filter(function (_, n) { return n !== at; }));
  }

  function move(event, at) {
    var boxes = lines(), box = boxes[at], by = { ArrowLeft: [1, -1], ArrowRight: [1, 1], ArrowUp: [2, -1], ArrowDown: [2, 1] }[event.key];
    if (event.key === "Delete" || event.key === "Backspace") { event.preventDefault(); remove(at); return; }
    if (!by) return;
    event.preventDefault();
    var place = event.shiftKey ? by[0] + 2 : by[0];
    box[place] = Math.max(event.shiftKey ? SMALLEST : 0, Math.min(100, box[place] + by[1] * STEP));
    write(boxes);
    draw(at);
  }

  pages.forEach(function (page) {
    var sheet = page.querySelector(".redact-sheet"), start = null, ghost = null;

    function at(event) {
      var room = sheet.getBoundingClientRect();
      return [Math.max(0, Math.min(100, (event.clientX - room.left) / room.width * 100)), Math.max(0, Math.min(100, (event.clientY - room.top) / room.height * 100))];
    }

    function span(event) {
      var now = at(event);
      return [Math.min(start[0], now[0]), Math.min(start[1], now[1]), Math.abs(now[0] - start[0]), Math.abs(now[1] - start[1])];
    }

    sheet.addEventListener("pointerdown", function (event) {
      if (event.target.className === "redact-box" || event.button) return;
      event.preventDefault();
      start = at(event);
      ghost = document.createElement("div");
      ghost.className = "redact-box";
      sheet.appendChild(ghost);
      sheet.setPointerCapture(event.pointerId);
    });
    sheet.addEventListener("pointermove", function (event) {
      if (!start) return;
      span(event).forEach(function (n, side) { ghost.style[["left", "top", "width", "height"][side]] = n + "%"; });
    });
    sheet.addEventListener("pointerup", function (event) {
      if (!start) return;
      var box = span(event);
      start = null;
      ghost.remove();
      if (box[2] > SMALLEST && box[3] > SMALLEST) write(lines().concat([[+page.dataset.page].concat(box)]));
    });
    sheet.addEventListener("pointercancel", function () { start = null; if (ghost) ghost.remove(); });
  });
  field.addEventListener("input", function () { draw(); });
  draw();
})();
