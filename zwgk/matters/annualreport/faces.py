"""The faces of a report: HTML with intact tables, .docx, PDF, JSON. No database; rendered outside every transaction."""

from __future__ import annotations

import io
import json
from html import escape
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from zwgk.domain.annualreports import Report, as_json, printed
from zwgk.domain.annualreports.layout import WIDTH, Line, head_rows
from zwgk.foundation.files.queries import printed as pdf_of
from zwgk.law.annualform_model import FormDef

WIDTHS = {7: [3.4, *[2.1] * 6], 10: [1.3, 1.7, 4.9, *[1.15] * 7], 15: [1.06] * 15}  # centimetres, by the number of columns
BODY, HEAD = "FangSong", "SimHei"  # the typefaces of official papers; absent ones are replaced by the reader's
_STYLE = """
@page { size: A4; margin: 28mm 24mm 26mm 26mm; @bottom-center { content: counter(page); font-size: 10pt } }
body { font-family: "FangSong", "仿宋", "Noto Serif CJK SC", "Source Han Serif SC", serif; font-size: 13pt; line-height: 1.75 }
h1 { font-family: "SimSun", "Noto Serif CJK SC", serif; font-size: 20pt; text-align: center; line-height: 1.4; margin: 0 0 8mm }
h2 { font-family: "SimHei", "Noto Sans CJK SC", sans-serif; font-size: 14pt; margin: 6mm 0 2mm; break-after: avoid }
p { text-indent: 2em; margin: 0; text-align: justify }
table { border-collapse: collapse; width: 100%; font-size: 8.5pt; line-height: 1.3; margin: 3mm 0 }
th, td { border: .5pt solid #222; padding: 1.2mm 1mm; text-align: center; vertical-align: middle; font-weight: normal }
td { font-variant-numeric: tabular-nums } tr { break-inside: avoid }
"""


def html(report: Report, form: FormDef) -> str:
    """The body of the published page: headings, text, tables with all their spans."""
    tables = printed(form, report)
    parts = []
    for section in form.sections:
        parts.append(f"<h2>{escape(section.title)}</h2>")
        parts += [f"<p>{escape(line.strip())}</p>" for line in report.texts.get(section.id, "").splitlines() if line.strip()]
        if section.id in tables:
            parts.append(table_html(tables[section.id]))
    return "".join(parts)


def table_html(lines: list[Line]) -> str:
    """One table."""
    heads = head_rows(lines)
    rows = ["<tr>" + "".join(_cell_html(box.text, box.wide, box.high, "th" if box.head else "td") for box in line) + "</tr>" for line in lines]
    top = f"<thead>{''.join(rows[:heads])}</thead>" if heads > 1 else ""
    return f"<table>{top}<tbody>{''.join(rows[heads if top else 0 :])}</tbody></table>"


def _cell_html(text: str, wide: int, high: int, tag: str) -> str:
    spans = (f' colspan="{wide}"' if wide > 1 else "") + (f' rowspan="{high}"' if high > 1 else "")
    return f"<{tag}{spans}>{escape(text)}</{tag}>"


def pdf(report: Report, form: FormDef) -> bytes:
    """For the printer; the text can be selected."""
    title = escape(report.title)
    return pdf_of(f"<!doctype html><html lang='zh'><head><meta charset='utf-8'><title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>{html(report, form)}</body></html>")


def json_of(report: Report, form: FormDef) -> str:
    """Machine-readable; `zwgk annualreport check` reads it back."""
    return json.dumps(as_json(report, form), ensure_ascii=False, indent=1)


def docx(report: Report, form: FormDef) -> bytes:
    """For the file: merged cells, typefaces of official papers."""
    document = Document()
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.PORTRAIT, Cm(21), Cm(29.7)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Cm(2.6), Cm(2.4), Cm(3), Cm(2.8)
    _paragraph(document, report.title, "SimSun", 20, centre=True)
    tables = printed(form, report)
    for section in form.sections:
        _paragraph(document, section.title, HEAD, 15, indent=True)
        for line in report.texts.get(section.id, "").splitlines():
            if line.strip():
                _paragraph(document, line.strip(), BODY, 14, indent=True)
        if section.id in tables:
            _table(document, tables[section.id])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraph(place: Any, text: str, face: str, size: int, *, centre: bool = False, indent: bool = False) -> None:
    paragraph = place.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(8 if face == HEAD else 0), Pt(12 if centre else 2)
    paragraph.paragraph_format.line_spacing = 1.5
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(size * 2)
    _run(paragraph, text, face, size)


def _run(paragraph: Any, text: str, face: str, size: float) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = face, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), {"FangSong": "仿宋", "SimHei": "黑体", "SimSun": "宋体"}[face])


def _table(document: Any, lines: list[Line]) -> None:
    wide = sum(box.wide for box in lines[0])
    table = document.add_table(len(lines), wide)
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, WIDTHS[wide], strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for row in table.rows[: head_rows(lines) if wide > WIDTH + 1 else 0]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    grid = [[None] * wide for _ in lines]
    cells = [list(row.cells) for row in table.rows]  # asked once: python-docx walks the whole row each time
    for row, line in enumerate(lines):
        column = 0
        for box in line:
            while grid[row][column] is not None:
                column += 1
            for down in range(box.high):
                for right in range(box.wide):
                    grid[row + down][column + right] = True  # type: ignore[call-overload]
            first, last = cells[row][column], cells[row + box.high - 1][column + box.wide - 1]
            place = first if first is last else first.merge(last)
            place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = place.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _run(paragraph, box.text, BODY, 9)
            column += box.wide
