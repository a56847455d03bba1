"""A sound report of 和光县 and its faces: HTML as pages have it, JSON, a .docx; all made from the form."""

from __future__ import annotations

import io
from dataclasses import replace

from docx import Document

from zwgk.domain.annualreports import Report, printed
from zwgk.law import load
from zwgk.law.annualform_model import FormDef

FORMS = load().annual_forms
KINDS = ("natural", "business", "research", "welfare", "legal_service", "other")
TEXTS = {
    "overview": "2024年，我县共收到政府信息公开申请43件，上年结转2件，办结41件，其中予以公开20件，部分公开9件，不予公开5件，无法提供4件，不予处理2件，其他处理1件，结转下年度4件。"
    "因政府信息公开引起的行政复议3件、行政诉讼3件。制发行政规范性文件6件，废止2件。",
    "problems": "解读形式还不够丰富，将在2025年改进。",
    "others": "2024年没有收取信息处理费。",
}


def sound(year: int = 2024) -> Report:
    """A report in which everything holds; of 2019 in the older form."""
    form = FORMS["2021" if year >= 2021 else "2019"]
    cells = {cell: 0 for *_, cell in form.cells()}
    sixth = {"R3.6.1": (1,)} if form.id == "2021" else {"R3.6": (1,)}
    rows = {
        "R1": (36, 4, 1, 0, 2), "R2": (2,), "R3.1": (16, 2, 1, 0, 1), "R3.2": (8, 1), "R3.3.4": (3, 1), "R3.3.6": (1,), "R3.4.1": (4,),
        "R3.5.2": (2,), **sixth, "R3.7": (35, 4, 1, 0, 1), "R4": (3, 0, 0, 0, 1),
    }  # fmt: skip
    for row, values in rows.items():
        cells.update({f"{row}:{kind}": value for kind, value in zip(KINDS, values, strict=False)})
        cells[f"{row}:total"] = sum(values)
    for block, values in {"review": (1, 1, 0, 1, 3), "direct": (1, 0, 0, 0, 1), "after": (1, 0, 1, 0, 2)}.items():
        cells.update({f"{block}:{name}": value for name, value in zip(("upheld", "corrected", "other", "pending", "total"), values, strict=True)})
    if form.id == "2021":
        cells |= {"normative:made": 6, "normative:repealed": 2, "normative:valid": 54, "licence:decided": 4529, "penalty:decided": 110, "charge:amount": 1865}
    else:
        cells |= {"normative:made": 6, "normative:published": 6, "normative:valid": 54}
    return Report(form.id, year, "和光县", f"和光县{year}年政府信息公开工作年度报告", cells, texts={key: text.replace("2024", str(year)) for key, text in TEXTS.items()})


def changed(report: Report, **cells: object) -> Report:
    """One cell different; `R3_3_4__natural=5` names R3.3.4:natural."""
    named = {f"{row.replace('_', '.')}:{column}": value for key, value in cells.items() for row, _, column in [key.partition("__")]}
    return replace(report, cells={**report.cells, **named})


def form_of(report: Report) -> FormDef:
    """Its form."""
    return FORMS[report.form]


def html(report: Report) -> bytes:
    """A county's page."""
    form, parts = form_of(report), [f"<html><head><meta charset='utf-8'><title>{report.title}</title></head><body><h1>{report.title}</h1><div class='content'>"]
    tables = printed(form, report)
    for section in form.sections:
        parts.append(f"<p><strong>{section.title}</strong></p><p>{report.texts.get(section.id, '')}</p>")
        if section.id in tables:
            rows = ["".join(f"<td colspan='{box.wide}' rowspan='{box.high}'><p>{box.text}</p></td>" for box in line) for line in tables[section.id]]
            parts.append("<table border='1'><tbody>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>")
    return ("".join(parts) + "</div></body></html>").encode()


def docx(report: Report) -> bytes:
    """A document with merged cells."""
    form, document = form_of(report), Document()
    document.add_heading(report.title, 0)
    tables = printed(form, report)
    for section in form.sections:
        document.add_paragraph(section.title)
        document.add_paragraph(report.texts.get(section.id, ""))
        if section.id in tables:
            _table(document, tables[section.id])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table(document: Document, lines: list) -> None:
    wide = sum(box.wide for box in lines[0])
    table = document.add_table(len(lines), wide)
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(lines):
        column = 0
        for box in line:
            while (row, column) in taken:
                column += 1
            taken |= {(row + down, column + right) for down in range(box.high) for right in range(box.wide)}
            first = table.cell(row, column)
            if box.wide > 1 or box.high > 1:
                first = first.merge(table.cell(row + box.high - 1, column + box.wide - 1))
            first.text = box.text
            column += box.wide
