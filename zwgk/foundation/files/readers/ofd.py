"""OFD (GB/T 33190), the national format of finished documents: its text, in page and reading order.

Reads: OFD.xml → Document.xml → pages and their templates → TextCode with positions. Writes: `Extracted`.
Drawn glyph positions (DeltaX) are not needed for the text; signatures are named, not verified.
"""

from __future__ import annotations

import posixpath
import re

from zwgk.domain.documents import Extracted

from . import layout, limits, refusals, zips
from .xmlsafe import Node, attribute, child, children, descendants, local, parse

WHAT = " OFD "
_INFO = {"Title": "title", "Author": "creator", "Subject": "subject", "CreationDate": "created", "ModDate": "modified", "Creator": "application", "Abstract": "description"}
Box = tuple[float, float, float, float]  # left, top, width, height in millimetres
_DEFAULT: Box = (0.0, 0.0, 210.0, 297.0)


def read(data: bytes) -> Extracted:
    with zips.opened(data, WHAT) as archive:
        root = parse(archive.read("OFD.xml"), WHAT, "OFD.xml")
        reader = _Reader(archive)
        for body in children(root, "DocBody"):
            reader.document(body)
        if any(name.endswith("encryptions.xml") or name.lower().endswith("decyrptseed.dat") for name in map(str.lower, archive.names)):
            raise refusals.encrypted(WHAT)
    kept, heads = layout.without_furniture(reader.pages, reader.heights)
    lines = [line for page in kept for line in page]
    blocks = layout.paragraphs(lines, layout.frame(lines, max(reader.widths)) if lines else None)
    if not blocks:
        raise refusals.refuse("这份 OFD 里没有文字，可能是扫描件，每页都是图片。", "请上传文字版（.docx、.wps 或文字型 OFD），或导出为 PDF 后上传。")
    return Extracted(tuple(blocks), "ofd", meta=reader.meta, notes=(*reader.notes(), *heads))


class _Reader:
    """Collects lines page by page; all paths are resolved inside the archive."""

    def __init__(self, archive: zips.Archive) -> None:
        self.archive = archive
        self.pages: list[list[layout.Line]] = []
        self.heights: list[float] = []
        self.widths: list[float] = []
        self.meta: dict[str, str] = {}
        self.images = 0
        self.attachments = 0
        self.signed = False
        self._tables = False

    def document(self, body: Node) -> None:
        self._information(child(body, "DocInfo"))
        self.signed = self.signed or bool((_text(child(body, "Signatures"))).strip())
        path = _text(child(body, "DocRoot")).strip().lstrip("/")
        content = self.archive.read(path)
        if not content:
            raise refusals.damaged(WHAT, f"缺少 {path or 'DocRoot'}")
        root, folder = parse(content, WHAT, path), posixpath.dirname(path)
        common = child(root, "CommonData")
        area = _box(_text(child(common, "PageArea", "PhysicalBox")))
        templates = {attribute(node, "ID"): posixpath.join(folder, attribute(node, "BaseLoc")) for node in children(common, "TemplatePage")}
        self.attachments += self._attached(root, folder)
        pages = children(child(root, "Pages"), "Page")
        if len(self.pages) + len(pages) > limits.PAGES:
            raise refusals.too_big("页数", len(self.pages) + len(pages), limits.PAGES, "页")
        for page in pages:
            self._page(_inside(folder, attribute(page, "BaseLoc")), templates, area)

    def _attached(self, root: Node, folder: str) -> int:
        content = self.archive.read(_inside(folder, _text(child(root, "Attachments"))))
        return len(children(parse(content, WHAT), "Attachment")) if content else 0

    def _information(self, info: Node | None) -> None:
        for node in info if info is not None else ():
            value = (node.text or "").strip()
            if local(node) in _INFO and value:
                self.meta[f"core:{_INFO[local(node)]}"] = value[: limits.META_CHARACTERS]
        for node in list(descendants(info, "CustomData"))[: limits.META_ENTRIES]:
            if (node.text or "").strip():
                self.meta[f"ofd:{attribute(node, 'Name')}"] = (node.text or "").strip()[: limits.META_CHARACTERS]

    def _page(self, path: str, templates: dict[str, str], area: Box) -> None:
        content = self.archive.read(path)
        if not content:
            raise refusals.damaged(WHAT, f"缺少页面 {path}")
        root = parse(content, WHAT, path)
        number = len(self.pages) + 1
        pieces = self._pieces(root, number)
        for node in children(root, "Template"):
            template = self.archive.read(_inside("", templates.get(attribute(node, "TemplateID"), "")))
            pieces += self._pieces(parse(template, WHAT), number) if template else []
        self.pages.append(_lines(pieces))
        own = _box(_text(child(root, "Area", "PhysicalBox")))
        self.heights.append(own[3] or area[3] or _DEFAULT[3])
        self.widths.append(own[2] or area[2] or _DEFAULT[2])

    def _pieces(self, root: Node, number: int) -> list[layout.Line]:
        self.images += sum(1 for _ in descendants(root, "ImageObject"))
        found = []
        for node in descendants(root, "TextObject"):
            if attribute(node, "Visible", "true") == "false":
                continue
            left, top, width, height = _box(attribute(node, "Boundary"))
            size = _number(attribute(node, "Size"), height) or 1.0
            for code in children(node, "TextCode"):
                text = re.sub(r"[\r\n]", "", code.text or "")
                if text.strip():
                    x, y = left + _number(attribute(code, "X"), 0), top + _number(attribute(code, "Y"), height)
                    found.append(layout.Line(text, x, max(left + width, x + size * 0.5), y - size, y, size, number))
        return found

    def notes(self) -> list[str]:
        found = []
        if self.signed:
            found.append("文件带有电子签章，这里只读取文字，没有验证签章；请用 OFD 阅读器验章。")
        if self.images:
            found.append(f"文件中有 {self.images} 张图片未读取，图片里的文字不在结果中。")
        if self.attachments:
            found.append(f"文件中附带 {self.attachments} 个附件，未读取，请在 OFD 阅读器中取出后另行上传。")
        return found


def _inside(folder: str, location: str) -> str:
    """A path inside the archive; absolute locations start at its root."""
    location = location.strip()
    return posixpath.normpath(location.lstrip("/") if location.startswith("/") else posixpath.join(folder, location)) if location else ""


def _text(node: Node | None) -> str:
    return (node.text or "") if node is not None else ""


def _number(text: str, default: float) -> float:
    try:
        value = float(text)
    except ValueError:
        return default
    return value if abs(value) < 1e6 else default


def _box(text: str) -> Box:
    parts = [_number(part, 0.0) for part in text.split()[:4]]
    left, top, width, height = (*parts, 0.0, 0.0, 0.0, 0.0)[:4]
    return left, top, width, height


def _lines(pieces: list[layout.Line]) -> list[layout.Line]:
    """Pieces on one base line joined from left to right; a wide gap becomes a blank."""
    rows: list[list[layout.Line]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.bottom, piece.left)):
        if rows and abs(rows[-1][0].bottom - piece.bottom) < 0.4 * max(piece.size, 0.1):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_merge(sorted(row, key=lambda piece: piece.left)) for row in rows]


def _merge(row: list[layout.Line]) -> layout.Line:
    text = row[0].text
    for before, piece in zip(row, row[1:], strict=False):
        gap = piece.left - before.right
        text += ("\u3000" if gap > 1.5 * piece.size else "") + piece.text
    inked = [piece for piece in row if piece.text.strip()] or row
    return layout.Line(
        layout.tidy(text.strip(" \u3000")), inked[0].left, inked[-1].right, min(p.top for p in row), max(p.bottom for p in row), row[0].size, row[0].page
    )
