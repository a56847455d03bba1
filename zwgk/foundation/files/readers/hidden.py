"""What a file carries but does not show: for the screening before release, which must miss nothing.

    concealed(data, filename)  paragraphs with their place: hidden sheets, rows and columns told apart, cell comments, deleted and
                               hidden words of .docx, its comments, headers and footers, remarks in a PDF, names of authors
    as_shown(data)             a .docx without its hidden words
Reads: bytes. Writes: paragraphs; an empty tuple for formats that hide nothing. What `extract` shows is not repeated,
except cells of hidden rows and columns, whose place then says so.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import zipfile
from collections.abc import Iterator

import pypdfium2
from lxml import etree
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.worksheet.worksheet import Worksheet

from zwgk.domain.documents import Paragraph

from . import xmlsafe, zips
from .kinds import Kind, sniff
from .office_meta import core_properties
from .sheet_format import shown
from .xlsx import _load, survey

_STORIES = (("word/comments", "批注"), ("word/header", "页眉"), ("word/footer", "页脚"), ("word/footnotes", "脚注"), ("word/endnotes", "尾注"))
_BODY = "word/document.xml"
_DRAWN = ("xl/drawings/", "xl/comments", "xl/threadedComments")
_AUTHORS = {"creator": "作者", "lastModifiedBy": "最后修改人", "manager": "经理"}


def concealed(data: bytes, filename: str = "") -> tuple[Paragraph, ...]:
    """The words nobody sees, each with its place; BadInput like `extract` when the file is damaged."""
    kind = sniff(data, filename)
    if kind is Kind.XLSX:
        return tuple(_workbook(data))
    if kind is Kind.DOCX:
        return tuple(_document(data))
    if kind is Kind.PDF:
        return tuple(_pdf(data))
    return ()


def _workbook(data: bytes) -> Iterator[Paragraph]:
    with zips.opened(data, " .xlsx ") as archive:
        survey(archive)
        for name in archive.names:
            if name.startswith(_DRAWN) and name.endswith(".xml"):
                root = xmlsafe.parse(archive.read(name), " .xlsx ", name)
                text = "".join(node.text or "" for node in xmlsafe.descendants(root, "t", "text"))
                if text.strip():
                    yield Paragraph(text, place="文本框" if "drawings" in name else "单元格批注")
    for sheet in _load(data).worksheets:
        yield from _sheet(sheet)


def _sheet(sheet: Worksheet) -> Iterator[Paragraph]:
    whole = sheet.sheet_state != "visible"
    columns = {name for name, dimension in sheet.column_dimensions.items() if dimension.hidden}
    for cell in list(sheet._cells.values()):
        if not isinstance(cell, SheetCell) or not (text := shown(cell).strip()):
            continue
        row_hidden = cell.row in sheet.row_dimensions and sheet.row_dimensions[cell.row].hidden
        how = "隐藏的工作表" if whole else "隐藏的行" if row_hidden else "隐藏的列" if cell.column_letter in columns else ""
        if how:
            yield Paragraph(text, place=f"工作表「{sheet.title}」{cell.coordinate}（{how}）")


def _document(data: bytes) -> Iterator[Paragraph]:
    with zips.opened(data, " .docx ") as archive:
        for name in archive.names:
            if not name.startswith("word/") or not name.endswith(".xml"):
                continue
            story = next((title for start, title in _STORIES if name.startswith(start)), "")
            if not story and name != _BODY:
                continue
            root = xmlsafe.parse(archive.read(name), " .docx ", name)
            if story:
                yield from _lines(root, story, "t")
            yield from _lines(root, "修订中已删除的文字", "delText")
            yield from _vanished(root)
        for key, title in _AUTHORS.items():
            if said := core_properties(archive).get(key):
                yield Paragraph(said, place=f"文件属性：{title}")


def as_shown(data: bytes) -> bytes:
    """The same .docx without the words that Word hides, for converters that would show them."""
    with zips.opened(data, " .docx ") as archive:
        content = archive.read(_BODY)
        if b"vanish" not in content:
            return data
        root = xmlsafe.parse(content, " .docx ", _BODY)
        for run in list(_hidden_runs(root)):
            run.getparent().remove(run)  # type: ignore[union-attr]
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
            for name in archive.names:
                copy.writestr(name, etree.tostring(root, encoding="UTF-8", xml_declaration=True) if name == _BODY else archive.read(name))
    return made.getvalue()


def _hidden_runs(root: xmlsafe.Node) -> Iterator[xmlsafe.Node]:
    for run in xmlsafe.descendants(root, "r"):
        mark = xmlsafe.child(run, "rPr", "vanish")
        if mark is not None and xmlsafe.attribute(mark, "val", "1") not in ("0", "false"):
            yield run


def _lines(root: xmlsafe.Node, place: str, name: str) -> Iterator[Paragraph]:
    for paragraph in xmlsafe.descendants(root, "p"):
        text = "".join(node.text or "" for node in xmlsafe.descendants(paragraph, name))
        if text.strip():
            yield Paragraph(text, place=place)


def _vanished(root: xmlsafe.Node) -> Iterator[Paragraph]:
    for paragraph in xmlsafe.descendants(root, "p"):
        text = "".join(node.text or "" for run in _hidden_runs(paragraph) for node in xmlsafe.descendants(run, "t"))
        if text.strip():
            yield Paragraph(text, place="隐藏文字")


def _pdf(data: bytes) -> Iterator[Paragraph]:
    with contextlib.closing(pypdfium2.PdfDocument(data)) as document:
        for key, title in (("Author", "作者"), ("Subject", "主题"), ("Keywords", "关键词")):
            if said := str(document.get_metadata_value(key) or "").strip():
                yield Paragraph(said, place=f"文件属性：{title}")
        for number in range(len(document)):
            yield from _remarks(document[number], number + 1)


def _remarks(page: pypdfium2.PdfPage, number: int) -> Iterator[Paragraph]:
    """Contents of the annotations of a page."""
    raw = pypdfium2.raw
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        if not annotation:
            continue
        for key, place in ((b"Contents", "批注"), (b"V", "表单"), (b"DV", "表单"), (b"TU", "表单")):
            if said := _said(annotation, key):
                yield Paragraph(said, place=f"第{number}页{place}")
        if said := _target(page, annotation):
            yield Paragraph(said, place=f"第{number}页链接")
        raw.FPDFPage_CloseAnnot(annotation)


def _said(annotation: object, key: bytes) -> str:
    raw = pypdfium2.raw
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if size <= 2:
        return ""
    buffer = (raw.FPDF_WCHAR * (size // 2))()
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\x00")


def _target(page: pypdfium2.PdfPage, annotation: object) -> str:
    """The address a link leads to."""
    raw = pypdfium2.raw
    link = raw.FPDFAnnot_GetLink(annotation)
    action = raw.FPDFLink_GetAction(link) if link else None
    size = raw.FPDFAction_GetURIPath(page.pdf, action, None, 0) if action else 0
    if size <= 1:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAction_GetURIPath(page.pdf, action, buffer, size)
    return bytes(buffer).rstrip(b"\x00").decode("utf-8", "replace")
