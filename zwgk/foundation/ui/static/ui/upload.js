/* Files in pieces: <input type=file data-upload="/office/uploads/"> hands in keys instead of files. Pieces that a bad line broke
   are asked for and sent again; what was chosen stays in this browser (IndexedDB) and goes on after the page was closed.
   Photos are made smaller first. Without this file the form sends the files themselves. */
(function () {
  "use strict";
  var EDGE = 1600, SMALL = 400 * 1024, LEAST = 16 * 1024, MOST = 512 * 1024, PATIENCE = 20000;
  var running = [], waiters = [];

  /* What was chosen, kept in this browser. Every call works (and forgets) where IndexedDB is not to be had. */
  function store(mode, act) {
    return new Promise(function (done) {
      var request;
      try { request = indexedDB.open("zwgk-uploads", 1); } catch (e) { done(null); return; }
      request.onupgradeneeded = function () { request.result.createObjectStore("files", { keyPath: "id" }); };
      request.onerror = function () { done(null); };
      request.onsuccess = function () {
        try {
          var answer = act(request.result.transaction("files", mode).objectStore("files"));
          answer.onsuccess = function () { done(answer.result); };
          answer.onerror = function () { done(null); };
        } catch (e) { done(null); }
      };
    });
  }
  function keep(file) { return store("readwrite", function (s) { return s.put({ id: file.id, page: file.page, field: file.field, name: file.name, blob: file.blob, url: file.url, sha: file.sha }); }); }
  function forget(file) { return store("readwrite", function (s) { return s.delete(file.id); }); }
  function wait(ms) {
    return new Promise(function (done) {
      var timer = setTimeout(end, ms);
      function end() { clearTimeout(timer); removeEventListener("online", end); done(); }
      addEventListener("online", end);
    });
  }

  function shrunk(file) {
    if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size <= SMALL) return Promise.resolve(file);
    return new Promise(function (done) {
      var picture = new Image(), address = URL.createObjectURL(file);
      picture.onerror = function () { done(file); };
      picture.onload = function () {
        var share = Math.min(1, EDGE / Math.max(picture.naturalWidth, picture.naturalHeight)), canvas = document.createElement("canvas");
        canvas.width = Math.round(picture.naturalWidth * share); canvas.height = Math.round(picture.naturalHeight * share);
        var pen = canvas.getContext("2d");
        pen.fillStyle = "white"; pen.fillRect(0, 0, canvas.width, canvas.height); pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
        URL.revokeObjectURL(address);
        canvas.toBlob(function (blob) {
          if (!blob || blob.size >= file.size) { done(file); return; }
          blob.shownName = file.name.replace(/\.[^.]*$/, "") + ".jpg";
          done(blob);
        }, "image/jpeg", 0.82);
      };
      picture.src = address;
    });
  }
  function digest(blob) {
    if (!window.crypto || !crypto.subtle || !blob.arrayBuffer) return Promise.resolve("");
    return blob.arrayBuffer().then(function (bytes) { return crypto.subtle.digest("SHA-256", bytes); }).then(function (sum) {
      return Array.prototype.map.call(new Uint8Array(sum), function (n) { return ("0" + n.toString(16)).slice(-2); }).join("");
    }).catch(function () { return ""; });
  }
  function base64(text) { return btoa(unescape(encodeURIComponent(text))); }

  function ask(file, method, url, headers, body, moved) {
    return new Promise(function (done) {
      var request = new XMLHttpRequest(), watch;
      /* A line that died without a word: the browser's own timeout does not always notice. Whatever moves starts the wait anew. */
      function alive() { clearTimeout(watch); watch = setTimeout(function () { request.abort(); }, PATIENCE); }
      function end(answer) { clearTimeout(watch); done(answer); }
      request.open(method, url);
      request.setRequestHeader("Tus-Resumable", "1.0.0");
      request.setRequestHeader("X-CSRFToken", file.form.elements.csrfmiddlewaretoken.value);
      Object.keys(headers).forEach(function (name) { request.setRequestHeader(name, headers[name]); });
      request.onload = function () { end(request); };
      request.onerror = request.onabort = function () { end(null); };
      request.upload.onprogress = function (event) { alive(); if (moved) moved(event.loaded); };
      request.onprogress = alive;
      file.request = request;
      alive();
      request.send(body || null);
    });
  }
  function told(answer) { return answer && answer.getResponseHeader("Tus-Resumable") ? parseInt(answer.getResponseHeader("Upload-Offset"), 10) : NaN; }

  /* One file, until it is there, refused or taken out. */
  function send(file) {
    var offset = -1, size = 64 * 1024, failures = 0;
    function again(said) {
      failures += 1; offset = -1; size = Math.max(LEAST, size / 2);
      show(file, said || "信号不好，稍后接着传");
      return wait(Math.min(20000, 500 * Math.pow(2, Math.min(failures, 6)))).then(step);
    }
    function step() {
      if (file.gone) return null;
      if (!file.url) {
        return ask(file, "POST", file.endpoint, { "Upload-Length": file.blob.size, "Upload-Metadata": "filename " + base64(file.name) + (file.sha ? ",sha256 " + base64(file.sha) : "") }).then(function (answer) {
          if (!answer || answer.status >= 500) return again();
          if (answer.status !== 201) return refuse(file, answer);
          file.url = answer.getResponseHeader("Location"); offset = 0;
          return keep(file).then(step);
        });
      }
      if (offset < 0) {
        return ask(file, "HEAD", file.url, {}).then(function (answer) {
          if (!answer || answer.status >= 500) return again();
          if (answer.status === 404) { file.url = ""; return step(); }
          offset = told(answer);
          return isNaN(offset) ? refuse(file, answer) : step();
        });
      }
      if (offset >= file.blob.size) { arrived(file); return null; }
      var began = Date.now();
      return ask(file, "PATCH", file.url, { "Upload-Offset": offset, "Content-Type": "application/offset+octet-stream" }, file.blob.slice(offset, offset + size), function (more) { bar(file, offset + more); }).then(function (answer) {
        if (!answer || answer.status >= 500 || answer.status === 409 && !file.gone) return again();
        if (answer.status !== 204) return refuse(file, answer);
        offset = told(answer); failures = 0; bar(file, offset);
        if (Date.now() - began < 1500) size = Math.min(MOST, size * 2);
        show(file, "正在上传");
        return step();
      });
    }
    return step();
  }
  function refuse(file, answer) {
    var plain = /^text\/plain/.test(answer.getResponseHeader("Content-Type") || "");
    show(file, plain && answer.responseText ? answer.responseText : "上传没有被接受，请重新打开链接后再试。");
    file.failed = true;
    settle();
  }
  function arrived(file) {
    var input = document.createElement("input");
    input.type = "hidden"; input.name = file.field + "_key"; input.value = file.url.replace(/\?.*/, "").replace(/\/$/, "").split("/").pop();
    file.form.appendChild(input);
    file.input = input; file.there = true;
    bar(file, file.blob.size); show(file, "已上传");
    settle();
  }

  /* What the person sees */
  function before(form, list) {  /* above the buttons, wherever they stand */
    var button = form.querySelector(".buttons") || form.querySelector("[type=submit]");
    if (button) button.parentNode.insertBefore(list, button); else form.appendChild(list);
  }
  function demand(form) {  /* a field that must be filled is filled by what was chosen before, too */
    Array.prototype.forEach.call(form.querySelectorAll("input[type=file][data-must]"), function (input) {
      input.required = !of(form).some(function (file) { return file.field === input.name && !file.failed; });
    });
  }
  function line(file) {
    var list = file.form.querySelector("[data-uploads]");
    if (!list) { list = document.createElement("ul"); list.className = "sent"; list.setAttribute("data-uploads", ""); list.setAttribute("aria-live", "polite"); before(file.form, list); }
    file.line = document.createElement("li");
    file.words = document.createElement("span");
    file.progress = document.createElement("progress");
    file.progress.max = file.blob.size; file.progress.value = 0;
    var out = document.createElement("button");
    out.type = "button"; out.className = "button button-plain button-small"; out.textContent = "删除"; out.setAttribute("aria-label", "删除" + file.name);
    out.addEventListener("click", function () { remove(file); });
    [file.words, file.progress, out].forEach(function (part) { file.line.appendChild(part); });
    list.appendChild(file.line);
    show(file, "准备上传");
  }
  function show(file, said) { if (file.words) file.words.textContent = file.name + "（" + Math.max(1, Math.round(file.blob.size / 1024)) + " KB）：" + said; }
  function bar(file, value) { if (file.progress) file.progress.value = value; }
  function remove(file) {
    file.gone = true;
    if (file.request) file.request.abort();
    if (file.input) file.input.remove();
    file.line.remove();
    running.splice(running.indexOf(file), 1);
    forget(file);
    if (file.url) ask(file, "DELETE", file.url, {});
    settle();
  }
  function of(form) { return running.filter(function (file) { return file.form === form; }); }
  function busy(form) { return of(form).some(function (file) { return !file.there && !file.failed; }); }
  function settle() {
    forms.forEach(demand);
    waiters = waiters.filter(function (waiter) { if (busy(waiter.form)) return true; waiter.done(); return false; });
  }

  function take(input, chosen) {
    var form = input.form;
    Array.prototype.forEach.call(chosen, function (original) {
      var file = { id: Date.now() + "-" + Math.random().toString(36).slice(2), page: location.pathname, form: form, field: input.name, endpoint: input.dataset.upload, name: original.name, blob: original, url: "" };
      running.push(file);
      line(file); demand(form);
      shrunk(original).then(function (blob) {
        file.blob = blob; file.name = blob.shownName || original.name; file.progress.max = blob.size;
        return digest(blob);
      }).then(function (sum) { file.sha = sum; return keep(file); }).then(function () { return send(file); });
    });
  }
  function resume(form) {
    return store("readonly", function (s) { return s.getAll(); }).then(function (kept) {
      (kept || []).forEach(function (file) {
        var input = form.querySelector('input[type=file][name="' + file.field + '"]');
        if (file.page !== location.pathname || !input) return;
        file.form = form; file.endpoint = input.dataset.upload;
        running.push(file); line(file); demand(form); send(file);
      });
    });
  }

  var forms = [];
  Array.prototype.forEach.call(document.querySelectorAll("input[type=file][data-upload]"), function (input) {
    if (forms.indexOf(input.form) < 0) forms.push(input.form);
    if (input.required) input.setAttribute("data-must", "");
    input.addEventListener("change", function () { take(input, Array.prototype.slice.call(input.files)); input.value = ""; });
  });
  var api = window.zwgkUploads = {
    /* resolves when every file of the form is there or refused */
    settled: function (form) { return new Promise(function (done) { waiters.push({ form: form, done: done }); settle(); }); },
    failed: function (form) { return of(form).some(function (file) { return file.failed; }); },
    busy: busy,
    clear: function (form) { return Promise.all(of(form).map(forget)); },
    restored: Promise.all(forms.map(resume))
  };
  forms.forEach(function (form) {
    if (form.dataset.phone) return;  /* phone.js sends it */
    form.addEventListener("submit", function (event) {
      if (!busy(form)) { api.clear(form); return; }
      event.preventDefault();
      api.settled(form).then(function () { if (!api.failed(form)) form.requestSubmit ? form.requestSubmit() : form.submit(); });
    });
  });
})();
