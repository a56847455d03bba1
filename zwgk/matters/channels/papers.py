"""登记表 of an account as .docx: what stands on it, what changes, room for stamp and answer."""

from __future__ import annotations

import io

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from .models import Filing


def filing_sheet(filing: Filing) -> bytes:
    """One page; empty fields stay to be written by hand."""
    paper = docx.Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "仿宋", Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    head = paper.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = head.add_run(f"政务新媒体{filing.get_step_display()}登记表")
    run.font.size, run.bold = Pt(20), True
    run.font.name = "宋体"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    table = paper.add_table(rows=0, cols=2, style="Table Grid")
    rows = [*filing.sheet.get("now", {}).items()]
    rows += [(f"变更后的{label}", told) for label, told in filing.sheet.get("changed", {}).items()]
    rows += [("办理理由", filing.reason), ("报备单位和日期", f"{filing.channel.organ.name}　{filing.filed_on.year}年{filing.filed_on.month}月{filing.filed_on.day}日")]
    rows += [("主办单位意见", "\n\n（盖章）　　　　年　　月　　日"), (f"{filing.filed_with}意见", filing.answer or "\n\n（盖章）　　　　年　　月　　日"), ("备案号", filing.number)]
    for label, told in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, str(told)
        cells[0].width, cells[1].width = Cm(4.6), Cm(11.4)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()
