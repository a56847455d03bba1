"""《栏目检查报告》 of a month as .docx and .xlsx."""

from __future__ import annotations

import io
from datetime import date

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from zwgk.foundation.files.queries import workbook

from . import rules
from .queries import Figures, problem_rows

HEADS = [
    ("单位", 18), ("栏目", 20), ("类别", 14), ("规则", 18), ("程度", 8), ("问题", 50), ("位置", 36), ("页面", 40), ("状态", 10), ("发现", 16), ("结束", 16), ("整改期限", 12), ("任务编号", 14),
    ("复查记录", 40),
]  # fmt: skip


def words(found: Figures) -> list[str]:
    """The sentences of the report."""
    month = f"{found.start:%Y年%-m月}"
    usual = f"，从发现到修复一般用 {found.usual:g} 个工作日" if found.usual is not None else ""
    lines = [
        f"{month}共检查 {found.runs} 次，打开页面 {found.pages} 个次；最近一次检查时公开页面 {found.public} 个。",
        f"本月新发现问题 {found.found} 个，已修复 {found.mended} 个{usual}；截至目前待修复 {found.open} 个，其中超过整改期限的 {found.late} 个。",
    ]
    if found.dismissed:
        lines.append(f"经核对认定不是问题的 {found.dismissed} 个，理由已登记。")
    worst = [f"{unit.organ.label}（{unit.open} 个）" for unit in found.units if unit.open][:5]
    if worst:
        lines.append(f"待修复较多的单位：{'、'.join(worst)}。")
    return lines


def docx(found: Figures, issuer: str, day: date) -> bytes:
    """A4, in the types of official papers."""
    page = Document()
    section = page.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    style = page.styles["Normal"]
    style.font.name, style.font.size = "FangSong", Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
    _line(page, f"{found.start:%Y年%-m月}政府信息公开栏目检查报告", "方正小标宋简体", 22, center=True)
    for said in words(found):
        _line(page, said, indent=True)
    _line(page, "一、按问题类别", "黑体", indent=True)
    _table(page, ("类别", "新发现", "已修复", "待修复"), [(title, new, mended, left) for _, title, new, mended, left in found.groups])
    _line(page, "二、按单位", "黑体", indent=True)
    _table(page, ("单位", "新发现", "已修复", "待修复", "超期", "修复用时（工作日）"), [
        (unit.organ.label, unit.found, unit.mended, unit.open, unit.late, f"{unit.usual:g}" if unit.usual is not None else "—") for unit in found.units
    ])  # fmt: skip
    _line(page, "每个问题的页面、位置和依据见同月的清单（.xlsx）。修复用时为从发现到复查不再发现的工作日数的中位数；提示类不计入。", size=12)
    foot = page.add_paragraph(f"{issuer}\n{day:%Y年%-m月%-d日}")
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def _line(page: Document, text: str, font: str = "", size: int = 16, *, center: bool = False, indent: bool = False) -> None:
    made = page.add_paragraph()
    run = made.add_run(text)
    run.font.size = Pt(size)
    if font:
        run.font.name = font
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if center:
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if indent:
        made.paragraph_format.first_line_indent = Pt(size * 2)


def _table(page: Document, heads: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    table = page.add_table(rows=1, cols=len(heads), style="Table Grid")
    for cells, told in [(table.rows[0].cells, heads), *((table.add_row().cells, row) for row in rows)]:
        for cell, word in zip(cells, told, strict=True):
            cell.text = ""
            cell.paragraphs[0].add_run(str(word)).font.size = Pt(12)


def xlsx(found: Figures, day: date) -> bytes:
    """Every problem of the month."""
    rows = (
        [
            each.organ.label, each.column.title if each.column else "", rules.GROUPS.get(row.rule.group, ""), row.rule.title, row.weight, each.what, each.where, each.address, each.get_state_display(),
            each.found_at, each.ended_at, each.finding.order_due if each.finding else "", each.finding.number if each.finding else "", each.proof or each.reason,
        ]
        for row in problem_rows(found.rows) for each in [row.problem]
    )  # fmt: skip
    return workbook(f"{found.start:%Y年%-m月}栏目检查", HEADS, rows, "".join(words(found)) + f"　导出时间：{day}")
