"""A .docx as paragraphs and tables, with automatic numbers as they are printed.

Reads: the zip's document, styles, numbering, notes, headers. Writes: `Extracted`.
Macros and links are never followed; what is left out is named in the notes.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter

from zwgk.domain.documents import Extracted, Paragraph, Table

from . import refusals, zips
from .docx_parts import Numbering, Style, ancestry, read_numbering, read_styles
from .docx_tables import read_table
from .docx_text import Line, mark_deleted, read_line
from .office_meta import core_properties
from .xmlsafe import Node, attribute, child, children, descendants, local, parse

WHAT = " .docx "
_ALIGN = {"center": "center", "right": "right", "end": "right", "both": "", "left": "", "start": "", "distribute": ""}
_PAGE_NUMBER = re.compile(r"[\s\d\-—－–/第共页]*")
_CONTAINERS = ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")


def read(data: bytes) -> Extracted:
    with zips.opened(data, WHAT) as archive:
        main = _main_part(archive)
        root = parse(archive.read(main), WHAT, main)
        folder = posixpath.dirname(main)
        reader = Reader(_part(archive, folder, "styles.xml"), _part(archive, folder, "numbering.xml"))
        reader.body(child(root, "body"))
        reader.footnotes(_part(archive, folder, "footnotes.xml"), "脚注")
        reader.footnotes(_part(archive, folder, "endnotes.xml"), "尾注")
        notes = [*_margins(archive, folder), *reader.notes()]
        if any(name.endswith("vbaProject.bin") for name in archive.names):
            notes.append("文件含宏，未执行，只读取了文字。")
        meta = core_properties(archive)
    if not any(isinstance(block, Table) or block.text.strip() for block in reader.blocks):
        raise refusals.no_text(WHAT + "文件")
    return Extracted(tuple(reader.blocks), "docx", meta=meta, notes=tuple(notes))


def _main_part(archive: zips.Archive) -> str:
    links = archive.read("_rels/.rels")
    for node in children(parse(links, WHAT), "Relationship") if links else []:
        target = attribute(node, "Target").lstrip("/")
        if attribute(node, "Type").endswith("/officeDocument") and target in archive.names:
            return target
    if "word/document.xml" in archive.names:
        return "word/document.xml"
    raise refusals.damaged(WHAT, "里面没有正文")


def _part(archive: zips.Archive, folder: str, name: str) -> Node | None:
    content = archive.read(f"{folder}/{name}")
    return parse(content, WHAT, name) if content else None


def _margins(archive: zips.Archive, folder: str) -> list[str]:
    """Notes with the words of headers and footers; bare page numbers are not worth a note."""
    found: dict[str, list[str]] = {"页眉": [], "页脚": []}
    for name in sorted(archive.names):
        kind = {"header": "页眉", "footer": "页脚"}.get(re.sub(r"\d*\.xml$", "", posixpath.basename(name)))
        if kind is None or posixpath.dirname(name) != folder:
            continue
        for paragraph in descendants(parse(archive.read(name), WHAT, name), "p"):
            words = " ".join(read_line(paragraph, Counter()).lines).strip()
            if not _PAGE_NUMBER.fullmatch(words) and words not in found[kind]:
                found[kind].append(words)
    return [f"{kind}文字未列入正文：{'；'.join(lines)[:200]}" for kind, lines in found.items() if lines]


class Reader:
    """Walks the body in order; counts what it leaves out."""

    def __init__(self, styles: Node | None, numbering: Node | None) -> None:
        self.blocks: list[Paragraph | Table] = []
        self.seen: Counter[str] = Counter()
        self._styles: dict[str, Style] = read_styles(styles)
        self._numbering: Numbering = read_numbering(numbering)
        self._tables = 0
        self._pending: Line | None = None  # a paragraph whose mark was deleted

    def body(self, container: Node | None, place: str = "") -> None:
        for node in container if container is not None else ():
            name = local(node)
            if name == "p":
                self._paragraph(node, place)
            elif name == "tbl":
                self._table(node)
            elif name == "AlternateContent":
                self.body(child(node, "Choice") if child(node, "Choice") is not None else child(node, "Fallback"), place)
            elif name in _CONTAINERS:
                if attribute(child(node, "sdtPr", "docPartObj", "docPartGallery"), "val") == "Table of Contents":
                    self.seen["contents"] += 1
                else:
                    self.body(node, place)
            elif name == "altChunk":
                self.seen["chunks"] += 1

    def _paragraph(self, node: Node, place: str) -> None:
        line = read_line(node, self.seen)
        if self._pending is not None:
            line.pieces[:0] = self._pending.pieces
            line.boxes[:0] = self._pending.boxes
            self._pending = None
        if mark_deleted(node):
            self._pending = line
            return
        styles = ancestry(self._styles, self._style_id(node))
        if any(style.name.startswith("toc ") for style in styles[:1]):
            self.seen["contents"] += 1
            return
        number = self.number(node, styles) if line.lines else ""
        for text in line.lines:
            at = place or f"第{len(self.blocks) + 1}段"
            self.blocks.append(Paragraph(text, at, self._hint(node, styles, number), number))
            number = ""
        for box in line.boxes:
            self.body(box, "文本框")

    @staticmethod
    def _style_id(node: Node) -> str:
        return attribute(child(node, "pPr", "pStyle"), "val", "")

    def number(self, node: Node, styles: list[Style] | None = None) -> str:
        """The automatic marker of a paragraph, from itself or from its style."""
        styles = ancestry(self._styles, self._style_id(node)) if styles is None else styles
        own = child(node, "pPr", "numPr")
        num_id = attribute(child(own, "numId"), "val")
        level = attribute(child(own, "ilvl"), "val")
        styled = next((style for style in styles if style.num_id), None)
        if not num_id and styled is not None:
            num_id = styled.num_id
            level = level or str(self._level_of(num_id, self._style_id(node), styled.level))
        return self._numbering.marker(num_id, int(level) if level.isdecimal() else 0) if num_id not in ("", "0") else ""

    def _level_of(self, num_id: str, style_id: str, default: int) -> int:
        levels = self._numbering.lists.get(num_id, {})
        return next((at for at, level in levels.items() if level.paragraph_style == style_id), default)

    def _hint(self, node: Node, styles: list[Style], number: str) -> str:
        if any(style.name in ("title", "标题") for style in styles):
            return "title"
        outline = attribute(child(node, "pPr", "outlineLvl"), "val")
        level = int(outline) if outline.isdecimal() else next((style.outline for style in styles if style.outline >= 0), -1)
        if 0 <= level <= 5:
            return f"h{level + 1}"
        own = attribute(child(node, "pPr", "jc"), "val")
        align = own or next((style.align for style in styles if style.align), "")
        return _ALIGN.get(align, "") or ("list" if number else "")

    def _table(self, node: Node) -> None:
        self._tables += 1
        table = read_table(node, f"表{self._tables}", self)
        if table.rows == 1 and table.columns <= 2:  # a frame around text, or letterhead and seal side by side
            for cell in table.cells:
                for text in filter(str.strip, cell.text.split("\n")):
                    self.blocks.append(Paragraph(text, cell.place))
            self._tables -= 1
        elif table.cells:
            self.blocks.append(table)

    def footnotes(self, root: Node | None, name: str) -> None:
        kept = [node for node in root if attribute(node, "type") in ("", "normal")] if root is not None else []
        for at, node in enumerate(kept, start=1):
            before = len(self.blocks)
            self.body(node, f"{name}{at}")
            self.seen["footnotes"] += len(self.blocks) > before

    def notes(self) -> list[str]:
        seen = self.seen
        lines = {
            "deleted": f"文件带有修订痕迹：删去的 {seen['deleted']} 处未读取，插入的 {seen['inserted']} 处按已接受读取，请确认是定稿。",
            "hidden": f"有 {seen['hidden']} 处隐藏文字未读取。",
            "footnotes": f"有 {seen['footnotes']} 条脚注或尾注，列在正文之后。",
            "contents": "目录未列入正文。",
            "comments": f"有 {seen['comments']} 条批注未读取。",
            "images": f"文件中有 {seen['images']} 张图片未读取，图片里的文字不在结果中。",
            "objects": f"文件中嵌入了 {seen['objects']} 个对象（如表格、公式），未读取，请核对。",
            "chunks": f"文件中嵌入了 {seen['chunks']} 份外来内容，未读取，请在 WPS 或 Word 中另存后再上传。",
        }
        if seen["inserted"] and not seen["deleted"]:
            lines["inserted"] = f"文件带有修订痕迹：插入的 {seen['inserted']} 处按已接受读取，请确认是定稿。"
        return [lines[key] for key in lines if seen[key]]
