"""Rows → an .xlsx that opens well in Excel and WPS: fixed head, filter, widths, wrapped cells, no formulas from outside."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
from django.utils import timezone
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

A4 = 9
_LINE = Side(style="thin", color="FFBFC5CC")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def workbook(title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]], note: str = "") -> bytes:
    """One sheet: the title over everything, a line of explanation, the heads (word, width), the rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title[:28].translate(str.maketrans("", "", r"[]:*?/\\"))
    sheet.append([title])
    sheet.cell(1, 1).font = Font(size=16, bold=True)
    sheet.append([note])
    sheet.append([word for word, _ in columns])
    for at, (_, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
        head = sheet.cell(3, at)
        head.font, head.fill, head.border = Font(bold=True), PatternFill("solid", fgColor="FFE8EEF7"), _BOX
    for row in rows:
        sheet.append([_plain(value) for value in row])
        for cell in sheet[sheet.max_row]:
            cell.alignment, cell.border = Alignment(wrap_text=True, vertical="top"), _BOX
            if cell.data_type == "f":  # “=…” typed by somebody is text, never a formula
                cell.data_type, cell.quotePrefix = "s", True
    sheet.freeze_panes = "A4"
    sheet.auto_filter.ref = f"A3:{get_column_letter(len(columns))}{max(3, sheet.max_row)}"
    if len(columns) > 1:
        for line in (1, 2):
            sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=len(columns))
    sheet.cell(2, 1).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows, sheet.print_area = "3:3", f"A1:{get_column_letter(len(columns))}{max(3, sheet.max_row)}"
    sheet.oddFooter.center.text = "第 &P 页　共 &N 页"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _plain(value: Any) -> Any:
    """Days and moments as text, in Beijing time."""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return ILLEGAL_CHARACTERS_RE.sub("", value)
    return value
