// The text editor of a record. The bundle is loaded from our own static files; without it the plain text field stays as it is.
// Old Chromium (86 and later): two functions that the bundle expects are younger than that.
if (!Object.hasOwn) Object.hasOwn = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
for (const kind of [Array, String]) {
  if (!kind.prototype.at) {
    Object.defineProperty(kind.prototype, "at", { configurable: true, writable: true, value(place) { const index = Math.trunc(place) || 0; return this[index < 0 ? this.length + index : index]; } });
  }
}

const WORDS = {
  paragraph: "正文", heading2: "一级标题", heading3: "二级标题", heading4: "三级标题", bulletList: "项目符号", orderedList: "编号", orderedListProperties: "编号方式",
  blockquote: "引用", horizontalRule: "分隔线", bold: "加粗", italic: "倾斜", underline: "下划线", strike: "删除线", subscript: "下标", superscript: "上标",
  link: "链接", unlink: "去掉链接", "textAlign:left": "左对齐", "textAlign:center": "居中", "textAlign:right": "右对齐", "textAlign:justify": "两端对齐",
  table: "插入表格", "table:addColumnAfter": "右边加一列", "table:deleteColumn": "删除这一列", "table:addRowAfter": "下面加一行", "table:deleteRow": "删除这一行",
  "table:mergeCells": "合并单元格", "table:splitCell": "拆分单元格", "table:toggleHeaderCell": "表头单元格", "table:deleteTable": "删除表格",
  "history:undo": "撤销", "history:redo": "重做",
};

// What Word and WPS put on the clipboard besides the text: comments, their own tags, style sheets, line ends of the source, lists as
// paragraphs with marks. Of the looks only the alignment stays: signature and date stand at the right.
const BLOCK = "p|h[1-6]|ul|ol|li|table|caption|colgroup|col|thead|tbody|tfoot|tr|td|th|div|blockquote|html|head|body|hr|br";
export function tidy(html) {
  return html
    .replace(/<!--[\s\S]*?-->|<!\[[^\]]*\]>/g, "")
    .replace(/<(style|script|xml|title)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<(meta|link)\b[^>]*>|<\/?(o|w|v|m|st1):[^>]*>/gi, "")
    .replace(/<h1\b/gi, "<h2").replace(/<\/h1>/gi, "</h2>")
    .replace(/<(p|h[2-6])\b([^>]*)>/gi, (tag, name, rest) => aligned(name, /(?:text-align:|\salign=["']?)\s*(center|right)/i.exec(rest)))
    .replace(/\s(class|lang|width|height|align|valign|bgcolor|face|size|color)=("[^"]*"|'[^']*'|[^\s>]+)/gi, "")
    .replace(/(<(?!p |h\d )[a-z][^>]*?)\sstyle=("[^"]*"|'[^']*')/gi, "$1")
    .replace(/([!-;=?-~])\s*\n\s*(?=[!-;=?-~])/g, "$1 ").replace(/\s*\n\s*/g, "") // a line end is a blank only between Latin letters
    .replace(new RegExp(`\\s*(</?(?:${BLOCK})\\b[^>]*>)\\s*`, "gi"), "$1")
    .replace(/<p[^>]*>(\s|&nbsp;)*<\/p>/gi, "");
}

function aligned(name, found) {
  return found ? `<${name} style="text-align: ${found[1].toLowerCase()}">` : `<${name}>`;
}

async function begin(textarea) {
  const e = await import(textarea.dataset.bundle);
  const extensions = [
    e.Document, e.Dropcursor, e.Gapcursor, e.Paragraph, e.HardBreak, e.Text, e.History, e.Menu, e.Blockquote, e.Bold, e.BulletList,
    e.Heading.configure({ levels: [2, 3, 4] }), e.HorizontalRule, e.Italic, e.Link, e.ListItem, e.OrderedList, e.Strike, e.Subscript, e.Superscript,
    e.Underline, e.TextAlign.configure({ types: ["heading", "paragraph"], alignments: ["left", "center", "right"] }), e.Table, e.TableRow, e.TableHeader, e.TableCell,
  ].filter(Boolean);
  const editor = e.createTextareaEditor(textarea, extensions);
  if (!editor) return;
  editor.setOptions({ editorProps: { ...editor.options.editorProps, transformPastedHTML: tidy, attributes: { "aria-label": "正文", lang: "zh-CN" } } });
  const box = textarea.closest(".prose-editor");
  label(box);
  editor.on("create", () => label(box));
  editor.on("update", () => textarea.dispatchEvent(new Event("input", { bubbles: true })));
  textarea.dataset.ready = "yes";
}

// The bundle names its buttons in English, and only after it has drawn them.
function label(box) {
  for (const button of box.querySelectorAll(".prose-menubar button")) {
    const words = WORDS[button.dataset.name || button.title];
    if (!words) continue;
    button.title = words;
    button.setAttribute("aria-label", words);
    if (button.firstElementChild && button.classList.contains("prose-menubar__option")) button.firstElementChild.textContent = words;
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
