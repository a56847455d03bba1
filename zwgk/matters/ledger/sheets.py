"""Sheets as offices know them: title row, 填报单位/填表人/日期, frozen head, A4 landscape. One table, three formats, no loss.

The task table is the four-column 重点任务/贯彻举措/牵头单位/责任单位; what is written here, the reader of documents reads back.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from zwgk.domain.errors import BadInput
from zwgk.foundation.clocks.queries import light

from . import queries
from .models import Plan, Report, Task

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its head."""

    title: str
    columns: tuple[tuple[str, int], ...]  # name, width in characters
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[int, ...] = ()  # columns in which equal neighbours are one cell
    organ: str = ""
    numbered: bool = False
    notes: tuple[str, ...] = field(default=())


def tasks(plan: Plan) -> Sheet:
    """任务分工表: chapter and section in one column each time they change, measure, lead, responsible."""
    rows = [(_key_task(task), _measure(task), "、".join(task.lead_names), "、".join(task.responsible_names)) for task in plan.tasks.filter(cancelled="")]
    columns = (("重点任务", 24), ("贯彻举措", 60), ("牵头单位", 18), ("责任单位", 26))
    return Sheet(plan.title, columns, tuple(rows), merged=(0,), organ=plan.organ.name)


def ledger(plan: Plan, organ_ids: Iterable[int] | None, at: datetime) -> Sheet:
    """工作台账: one row per item."""
    rows, entered = [], queries.entered_reports(plan)
    for number, line in enumerate(queries.lines(list(queries.items(plan, organ_ids)), at), start=1):
        item, duty = line.item, line.item.duty
        last = item.reports.first()
        rows.append(
            (
                str(number), duty.organ.label, duty.get_part_display(), duty.task.path, duty.task.text, item.label,
                line.clock.due_on.isoformat() if line.clock and line.clock.due_on else "", light(line.clock, at).words,
                item.get_state_display(), f"{item.percent}%", str(duty.person or ""), _latest(last, entered),
                str(item.evidence.count()),
            )
        )  # fmt: skip
    columns = (
        ("序号", 5), ("单位", 14), ("职责", 6), ("条款", 10), ("任务", 46), ("事项", 14), ("期限", 11), ("时限状态", 16),
        ("办理状态", 9), ("进度", 6), ("经办人", 9), ("最近进展", 40), ("佐证", 6),
    )  # fmt: skip
    return Sheet(f"{plan.title}工作台账", columns, tuple(rows), organ=plan.organ.name)


def _latest(last: Report | None, entered: dict[int, str]) -> str:
    """The last words of the unit, and whether the office entered them from stamped paper."""
    if last is None:
        return ""
    return f"{last.text}（{entered[last.pk]}）" if last.pk in entered else last.text


def write(sheet: Sheet, form: str, *, filler: str, day: date) -> tuple[bytes, str]:
    """The sheet as bytes with its media type; `form` is xlsx, docx or csv."""
    match form:
        case "xlsx":
            return _xlsx(sheet, filler, day), XLSX
        case "docx":
            return _docx(sheet, filler, day), DOCX
        case "csv":
            return _csv(sheet), "text/csv; charset=utf-8"
        case _:
            raise BadInput(f"不支持导出为“{form}”。", remedy="可以选 xlsx、docx 或 csv。")


def _key_task(task: Task) -> str:
    marks = task.path.split("/")
    heads = [head for head in (task.chapter, task.section) if head]
    return "\n".join(f"{_marker(mark)}{head}" for mark, head in zip(marks, heads, strict=False))


def _measure(task: Task) -> str:
    mark = task.path.split("/")[-1]
    return f"{_marker(mark)}{task.text}" if mark.isdigit() else task.text


def _marker(mark: str) -> str:
    if mark.startswith("("):
        return f"（{mark[1:-1]}）"
    if mark.isdigit():
        return f"{mark}．"
    return f"{mark}、" if mark and mark[0] in "一二三四五六七八九十" and not mark.endswith("是") else ""


def _head_line(sheet: Sheet, filler: str, day: date) -> str:
    return f"填报单位：{sheet.organ}　　填表人：{filler}　　日期：{day.year}年{day.month}月{day.day}日"


def _csv(sheet: Sheet) -> bytes:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow([name for name, _ in sheet.columns])
    rows.writerows([_safe(cell) for cell in row] for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    """A cell that a spreadsheet program would take for a formula is quoted."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _xlsx(sheet: Sheet, filler: str, day: date) -> bytes:
    book = Workbook()
    page = book.active
    page.title = "台账"
    last = len(sheet.columns)
    page.append([sheet.title])
    page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=last)
    page["A1"].font, page["A1"].alignment = Font(size=16, bold=True), Alignment(horizontal="center", vertical="center", wrap_text=True)
    page.append([_head_line(sheet, filler, day)])
    page.merge_cells(start_row=2, end_row=2, start_column=1, end_column=last)
    page.append([name for name, _ in sheet.columns])
    thin = Side(style="thin", color="888888")
    for row in sheet.rows:
        page.append([_safe(cell) for cell in row])
    for cells in page.iter_rows(min_row=3, max_col=last):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center" if cell.row == 3 else None)
            cell.border = Border(thin, thin, thin, thin)
            cell.font = Font(bold=cell.row == 3)
    for number, (_, width) in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    for column in sheet.merged:
        for first, end in _runs(sheet, column):
            page.merge_cells(start_row=4 + first, end_row=4 + end, start_column=column + 1, end_column=column + 1)
    page.freeze_panes = "A4"
    page.row_dimensions[1].height = 30
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", (9 if last < 8 else 8)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "3:3"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _runs(sheet: Sheet, column: int) -> list[tuple[int, int]]:
    """First and last row of each run of equal cells longer than one."""
    runs, start = [], 0
    for number in range(1, len(sheet.rows) + 1):
        if number == len(sheet.rows) or sheet.rows[number][column] != sheet.rows[start][column]:
            if number - 1 > start and sheet.rows[start][column]:
                runs.append((start, number - 1))
            start = number
    return runs


def _docx(sheet: Sheet, filler: str, day: date) -> bytes:
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if len(sheet.columns) < 8 else (Cm(42), Cm(29.7))
    section.left_margin = section.right_margin = Cm(2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "仿宋_GB2312", Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
    title = document.add_paragraph()
    title.alignment = 1
    run = title.add_run(sheet.title)
    run.font.size, run.font.name = Pt(22), "方正小标宋简体"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), "方正小标宋简体")
    document.add_paragraph(_head_line(sheet, filler, day))
    table = document.add_table(rows=1, cols=len(sheet.columns))
    table.style = "Table Grid"
    for cell, (name, _) in zip(table.rows[0].cells, sheet.columns, strict=True):
        cell.text = name
    _repeat_head(table.rows[0])
    for row in sheet.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for column in sheet.merged:
        for first, end in _runs(sheet, column):
            text = sheet.rows[first][column]
            merged = table.cell(first + 1, column).merge(table.cell(end + 1, column))
            merged.text = text
    whole = sum(width for _, width in sheet.columns)
    inner = section.page_width - section.left_margin - section.right_margin
    for number, (_, width) in enumerate(sheet.columns):
        for cell in table.columns[number].cells:
            cell.width = int(inner * width / whole)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _repeat_head(row: object) -> None:
    """The head row stands again on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # type: ignore[attr-defined]


