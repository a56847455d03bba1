// The text editor of a record. The bundle is loaded from our own static files; without it the plain text field stays as it is.
// Old Chromium (86 and later): two functions that the bundle expects are younger than that.
if (!Object.hasOwn) Object.hasOwn = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
for (const kind of [Array, String]) {
  if (!kind.prototype.at) {
    Object.defineProperty(kind.prototype, "at", { configurable: true, writable: true, value(place) { const index = Math.trunc(place) || 0; return this[index < 0 ? this.length + index : index]; } });
  }
}

const WORDS = {
  bold: "加粗", italic: "倾斜", underline: "下划线", strike: "删除线", subscript: "下标", superscript: "上标", bulletList: "项目符号", orderedList: "编号",
  blockquote: "引用", heading: "标题", link: "链接", table: "表格", undo: "撤销", redo: "重做", html: "源代码", horizontalRule: "分隔线",
};

// What Word and WPS put on the clipboard besides the text: comments, their own tags, lists as paragraphs with marks.
export function tidy(html) {
  return html
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<(style|script|xml|title|meta|link)\b[\s\S]*?(<\/\1>|\/?>)/gi, "")
    .replace(/<\/?(o|w|v|m|st1):[^>]*>/gi, "")
    .replace(/<h1\b/gi, "<h2").replace(/<\/h1>/gi, "</h2>")
    .replace(/\s(class|lang|style|width|height|align|valign|bgcolor|face|size|color)=("[^"]*"|'[^']*'|[^\s>]+)/gi, "")
    .replace(/<p>(\s|&nbsp;)*<\/p>/gi, "");
}

async function begin(textarea) {
  const e = await import(textarea.dataset.bundle);
  const extensions = [
    e.Document, e.Dropcursor, e.Gapcursor, e.Paragraph, e.HardBreak, e.Text, e.History, e.Menu, e.Blockquote, e.Bold, e.BulletList,
    e.Heading.configure({ levels: [2, 3, 4] }), e.HorizontalRule, e.Italic, e.Link, e.ListItem, e.OrderedList, e.Strike, e.Subscript, e.Superscript,
    e.Underline, e.Table, e.TableRow, e.TableHeader, e.TableCell,
  ].filter(Boolean);
  const editor = e.createTextareaEditor(textarea, extensions);
  if (!editor) return;
  editor.setOptions({ editorProps: { ...editor.options.editorProps, transformPastedHTML: tidy, attributes: { "aria-label": "正文", lang: "zh-CN" } } });
  label(textarea.closest(".prose-editor"));
  editor.on("update", () => textarea.dispatchEvent(new Event("input", { bubbles: true })));
  textarea.dataset.ready = "yes";
}

function label(box) {
  if (!box) return;
  for (const button of box.querySelectorAll(".prose-menubar__button, .prose-menubar button")) {
    const name = button.dataset.name || button.title || button.textContent.trim();
    for (const [key, words] of Object.entries(WORDS)) {
      if (name && name.toLowerCase().startsWith(key.toLowerCase())) button.title = words;
    }
    if (button.title) button.setAttribute("aria-label", button.title);
    const option = /^(heading|paragraph)(\d?)$/.exec(button.dataset.name || "");
    if (option && button.firstElementChild) button.firstElementChild.textContent = option[1] === "paragraph" ? "正文" : `${"一二三四"[option[2] - 2] || ""}级标题`;
  }
}

// What is being typed goes to the server every few seconds, so that a closed window loses nothing.
function keep(form) {
  let last = "", waiting = null;
  const note = form.querySelector("[data-kept]");
  const send = async () => {
    waiting = null;
    const data = new FormData(form);
    for (const [name, value] of [...data.entries()]) if (value instanceof File) data.delete(name);
    const now = new URLSearchParams(data).toString();
    if (now === last) return;
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: data, headers: { "X-Background": "1", "X-CSRFToken": data.get("csrfmiddlewaretoken") } });
      if (answer.ok) { last = now; if (note) note.textContent = (await answer.json()).said; }
    } catch (error) { if (note) note.textContent = "暂时连不上服务器，内容还在本页，请不要关闭。"; }
  };
  form.addEventListener("input", () => { if (!waiting) waiting = setTimeout(send, 4000); });
}

for (const textarea of document.querySelectorAll("textarea[data-bundle]")) begin(textarea).catch((error) => console.warn("编辑器没有载入，可以直接输入。", error));
for (const form of document.querySelectorAll("form[data-keep]")) keep(form);

// A finding is shown in the text: the first place where its words stand.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-find]");
  if (!button) return;
  const within = document.querySelector(".prose-editor .tiptap, .record-text");
  if (!within) return;
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const place = walker.currentNode.data.indexOf(button.dataset.find);
    if (place < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, place);
    range.setEnd(walker.currentNode, place + button.dataset.find.length);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    walker.currentNode.parentElement.scrollIntoView({ block: "center" });
    return;
  }
});
