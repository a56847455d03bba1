"""One piece in the shapes that other places take: fields to copy, a text of n characters, a package of Word, Excel and attachments."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from selectolax.lexbor import LexborHTMLParser, LexborNode

from zwgk.foundation.files import queries as files

from .models import Channel, FormColumn, Piece

OWN: Mapping[str, str] = {
    "title": "标题", "text": "正文（纯文字）", "html": "正文（带格式）", "summary": "摘要", "published_on": "发布日期", "organ": "发布机构", "address": "本平台地址",
}  # fmt: skip
META = ("索引号", "文号", "主题分类", "体裁分类", "成文日期", "生成日期", "公开方式", "有效性", "关键词", "责任部门")
STANDARD = ("title", "索引号", "文号", "organ", "published_on", "主题分类", "体裁分类", "关键词", "summary", "text")  # without a form of theirs
SUMMARY = 120
_BAD_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_STOPS = "。！？；\n"


@dataclass(frozen=True, slots=True)
class Filled:
    """One field of the superior's form, ready to be copied."""

    label: str
    value: str
    rich: bool = False  # formatted text

    @property
    def long(self) -> bool:
        """More than a line."""
        return len(self.value) > 60 or "\n" in self.value


def sources() -> list[tuple[str, str]]:
    """From where a field may be filled, for the form of the mapping."""
    return [*OWN.items(), *((name, name) for name in META)]


def filled(piece: Piece, channel: Channel) -> list[Filled]:
    """The superior's fields in their order; the usual ones where nobody has set them up."""
    columns: Iterable[FormColumn] = channel.columns.all()
    rows = [Filled(column.label, column.fixed or value(piece, column.source), column.source == "html") for column in columns]
    return rows or [Filled(OWN.get(name, name).removesuffix("（纯文字）"), value(piece, name)) for name in STANDARD if value(piece, name)]


def value(piece: Piece, source: str) -> str:
    """One of our fields as text."""
    match source:
        case "title" | "text" | "address":
            return str(getattr(piece, source))
        case "html":
            return piece.html or "".join(f"<p>{line}</p>" for line in piece.text.splitlines() if line.strip())
        case "summary":
            return summary(piece)
        case "published_on":
            return piece.published_on.isoformat()
        case "organ":
            return piece.organ.name
        case _:
            return str(piece.fields.get(source, ""))


def summary(piece: Piece, room: int = SUMMARY) -> str:
    """The 内容概述 of the metadata, else the beginning of the text, ended at a sentence where one ends."""
    told = str(piece.fields.get("内容概述", "")).strip()
    text = told or " ".join(line.strip() for line in piece.text.splitlines() if line.strip() and line.strip() != piece.title)
    return cut(text, room)


def cut(text: str, room: int) -> str:
    """At most so many characters, ended at a sentence where one ends in the second half, else with …"""
    if len(text) <= room:
        return text
    if room < 2:
        return ""
    head = text[: room - 1]
    stop = max(head.rfind(sign) for sign in _STOPS)
    return head[: stop + 1].strip() if stop >= room // 2 else f"{head.strip()}…"


def plain_text(piece: Piece, limit: int) -> str:
    """For groups: title, what fits of the text, link, who and when; never more than `limit` characters."""
    head = f"【{cut(piece.title, max(20, limit // 3))}】"
    tail = f"\n全文：{piece.address}" if piece.address else ""
    tail += f"\n（{piece.organ.label} {piece.published_on.year}年{piece.published_on.month}月{piece.published_on.day}日）"
    room = limit - len(head) - len(tail) - 1
    body = summary(piece, room) if room >= 20 else ""
    return (f"{head}\n{body}" if body else head) + tail if len(head) + len(tail) <= limit else cut(f"{head}{tail.strip()}", limit)


def package(piece: Piece, channel: Channel) -> bytes:
    """报送包: the text as Word, the metadata as Excel in the superior's column names, the attachments."""
    out, stem = io.BytesIO(), file_name(piece.title)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(f"{stem}.docx", word(piece))
        packed.writestr("元数据.xlsx", metadata([piece], channel))
        used: set[str] = set()
        for file in piece.files.order_by("pk"):
            packed.writestr(f"附件/{_once(file_name(file.name), used)}", files.content(file))
    return out.getvalue()


def metadata(pieces: Iterable[Piece], channel: Channel) -> bytes:
    """A sheet whose first row are their names; what people typed stays text."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "元数据"
    for n, piece in enumerate(pieces):
        row = filled(piece, channel)
        if n == 0:
            sheet.append([each.label for each in row])
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", each.value)[:32_000] for each in row])
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if cell.row == 1:
                cell.font = Font(bold=True)
            if cell.data_type == "f":  # “=…” typed by somebody is text, never a formula
                cell.data_type, cell.quotePrefix = "s", True
    for column in sheet.columns:
        sheet.column_dimensions[column[0].column_letter].width = 24
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def word(piece: Piece) -> bytes:
    """The text as .docx: title, paragraphs, tables, in the usual fonts."""
    paper = docx.Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "仿宋", Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    title = paper.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(_clean(piece.title))
    run.font.size, run.bold = Pt(22), True
    run.font.name = "宋体"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    body = LexborHTMLParser(piece.html).body if piece.html else None
    if body is None:
        for line in piece.text.splitlines():
            if line.strip() and line.strip() != piece.title:
                _paragraph(paper, line.strip())
    else:
        _blocks(paper, body)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _blocks(paper: docx.document.Document, node: LexborNode) -> None:
    for child in node.iter(include_text=True):
        match child.tag:
            case "table":
                _table(paper, child)
            case "div" | "section" | "article" | "ul" | "ol" | "blockquote":
                _blocks(paper, child)
            case "script" | "style":
                continue
            case _:
                text = " ".join(child.text(deep=True).split())
                if text:
                    _paragraph(paper, text)


def _table(paper: docx.document.Document, node: LexborNode) -> None:
    rows = [[" ".join(cell.text(deep=True).split()) for cell in row.css("td, th")] for row in node.css("tr")]
    width = max((len(row) for row in rows), default=0)
    if not width:
        return
    table = paper.add_table(rows=0, cols=width, style="Table Grid")
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=False):
            cell.text = _clean(text)


def _paragraph(paper: docx.document.Document, text: str) -> None:
    line = paper.add_paragraph(_clean(text))
    line.paragraph_format.first_line_indent = Pt(32)
    line.paragraph_format.line_spacing = Pt(28)
    line.paragraph_format.space_after = Pt(0)


def _clean(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def file_name(text: str) -> str:
    """A name that Windows takes."""
    return _BAD_IN_NAMES.sub(" ", text).strip(" .")[:80] or "未命名"


def _once(name: str, used: set[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    n, given = 1, name
    while given.lower() in used:
        n += 1
        given = f"{stem or ending}（{n}）{dot}{ending if stem else ''}"
    used.add(given.lower())
    return given
