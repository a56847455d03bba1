"""《证据清单》: number, name, what it proves, pages; for the court as .docx and as PDF."""

from __future__ import annotations

import io
from datetime import datetime

from django.template.loader import render_to_string
from django.utils.timezone import localtime
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from zwgk.foundation.files import queries as files

from .binding import Bound

WIDTHS = (Mm(14), Mm(58), Mm(66), Mm(22))
HEADS = ("序号", "证据名称", "证明目的", "页码")
BODY, HEI, TITLE = "仿宋_GB2312", "黑体", "方正小标宋简体"


def evidence_pdf(done: Bound, at: datetime) -> bytes:
    """The list as it is printed."""
    section = render_to_string("inforequests/file/_evidence.html", {"case": done.case, "placed": done.placed, "at": localtime(at)})
    return files.printed(render_to_string("inforequests/file/_base.html", {"sections": [("evidence", section)]}))


def evidence_docx(done: Bound, at: datetime) -> bytes:
    """The list as the lawyer works on it."""
    page = Document()
    section = page.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    _said(page.add_paragraph(), "证据清单", TITLE, 22).alignment = ALIGN.CENTER
    _said(page.add_paragraph(), f"提交单位：{done.case.organ.name}　　案由：政府信息公开申请（{done.case.number}）", BODY, 12)
    table = page.add_table(rows=1, cols=4, style="Table Grid")
    table.autofit = False
    for cell, head in zip(table.rows[0].cells, HEADS, strict=True):
        _said(cell.paragraphs[0], head, HEI, 12).alignment = ALIGN.CENTER
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for each in done.placed:
        for cell, text in zip(table.add_row().cells, (str(each.number), each.piece.title, each.piece.proves, each.pages), strict=True):
            _said(cell.paragraphs[0], text, BODY, 12)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = width
    day = localtime(at)
    _said(page.add_paragraph(), f"{done.case.organ.name}　{day.year}年{day.month}月{day.day}日", BODY, 12).alignment = ALIGN.RIGHT
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def _said(line: Paragraph, text: str, font: str, size: float) -> Paragraph:
    run = line.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return line
