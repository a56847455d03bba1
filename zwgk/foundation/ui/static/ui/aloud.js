/* Reading aloud by the browser's own voice: the whole page, or the paragraph under the pointer or with the focus; the reading line. */
(function () {
  "use strict";
  var voice = window.speechSynthesis, root = document.documentElement;
  var BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, th, td, figcaption, summary, label, caption";
  var SILENT = ".page-tools, .crumbs, .pages, [hidden], script, style, .visually-hidden";
  function list(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }

  /* Only the innermost blocks, so that nothing is said twice */
  function blocks() {
    return list(BLOCKS, document.getElementById("content")).filter(function (block) {
      return !block.closest(SILENT) && !block.querySelector(BLOCKS) && block.textContent.trim() && block.getClientRects().length;
    });
  }

  var queue = [], at = -1;
  function mark(block) {
    list(".spoken").forEach(function (each) { each.classList.remove("spoken"); });
    if (block) { block.classList.add("spoken"); block.scrollIntoView({ block: "nearest" }); }
  }
  function say(block, then) {
    var words = new SpeechSynthesisUtterance(block.textContent.replace(/\s+/g, " ").trim());
    words.lang = "zh-CN";
    words.rate = root.classList.contains("elder-on") ? 0.85 : 1;
    words.onend = then;
    mark(block);
    voice.speak(words);
  }
  function next() {
    at += 1;
    if (at >= queue.length) return stop();
    say(queue[at], function () { if (at >= 0) next(); });
  }
  function stop() {
    at = -1; queue = [];
    voice.cancel();
    mark(null);
    buttons(false);
  }
  function buttons(on) {
    list("[data-aloud]").forEach(function (button) {
      button.dataset.words = button.dataset.words || button.textContent;
      button.textContent = on ? "停止朗读" : button.dataset.words;
      button.setAttribute("aria-pressed", String(on));
    });
  }
  function start() {
    stop();
    var every = blocks(), first = document.activeElement && document.activeElement.closest && every.indexOf(document.activeElement.closest(BLOCKS));
    queue = first > 0 ? every.slice(first) : every;
    buttons(true);
    next();
  }

  var pointing = false, told = null;
  function point(event) {
    if (!pointing || at >= 0) return;
    var block = event.target.closest && event.target.closest(BLOCKS + ", a, button");
    if (!block || block === told || !block.textContent.trim()) return;
    told = block;
    voice.cancel();
    say(block, function () { mark(null); });
  }

  if (voice && window.SpeechSynthesisUtterance) {
    list("[data-aloud]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { if (at >= 0) stop(); else start(); });
    });
    list("[data-aloud-point]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        pointing = !pointing;
        button.setAttribute("aria-pressed", String(pointing));
        if (!pointing) { voice.cancel(); mark(null); told = null; }
      });
    });
    document.addEventListener("mouseover", point);
    document.addEventListener("focusin", point);
    document.addEventListener("keydown", function (event) { if (event.key === "Escape") stop(); });
    window.addEventListener("pagehide", function () { voice.cancel(); });
  }

  /* The line follows the pointer, or what has the focus */
  var line = document.createElement("div");
  line.className = "guide-line";
  line.setAttribute("aria-hidden", "true");
  document.body.appendChild(line);
  document.addEventListener("mousemove", function (event) { line.style.top = event.clientY + "px"; }, { passive: true });
  document.addEventListener("focusin", function (event) { line.style.top = event.target.getBoundingClientRect().bottom + "px"; });
})();
