"""Workbooks: per visible sheet the lines above the table as paragraphs, then one Table with its merged cells.

Reads: .xlsx/.xlsm (older formats arrive here through LibreOffice). Writes: `Extracted`.
Values appear as a person sees them in the cell; formulas give the result that was saved with the file.
"""

from __future__ import annotations

import contextlib
import io
import re
import warnings
import zipfile
from collections.abc import Sequence
from typing import NamedTuple

import openpyxl
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zwgk.domain.documents import Cell, Extracted, Paragraph, Table

from . import limits, refusals, xmlsafe, zips
from .office_meta import core_properties
from .sheet_format import shown

WHAT = " .xlsx "
_RANGE = re.compile(rb'<(?:\w+:)?(?:mergeCell|hyperlink) [^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_UNSAVED = re.compile(rb"(?:</f>|<f[^<>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_CELL_FACTOR = 5  # formatted but empty cells are common; so many times the limit of filled ones may exist


def read(data: bytes) -> Extracted:
    with zips.opened(data, WHAT) as archive:
        unsaved = survey(archive)
        images = sum(1 for name in archive.names if name.startswith("xl/media/"))
        macros = any(name.endswith("vbaProject.bin") for name in archive.names)
        meta = core_properties(archive)
    book = _load(data)
    blocks: list[Paragraph | Table] = []
    notes: list[str] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            notes.append(f"工作表「{sheet.title}」是隐藏的，未读取。")
            continue
        blocks += _sheet(sheet, notes)
    if not blocks:
        raise refusals.no_text("工作簿")
    if unsaved:
        notes.append(f"有 {unsaved} 个公式没有保存计算结果，读出来是空的；请在 WPS 或 Excel 中打开、保存后再上传。")
    if images:
        notes.append(f"文件中有 {images} 张图片未读取。")
    if macros:
        notes.append("文件含宏，未执行，只读取了文字。")
    return Extracted(tuple(blocks), "xlsx", meta=meta, notes=tuple(notes))


def survey(archive: zips.Archive) -> int:
    """Look at the raw sheets before anything unfolds them; return how many formulas lack a saved result."""
    cells = merged = unsaved = 0
    for name in archive.names:
        if name.endswith((".bin", ".png", ".jpeg", ".jpg", ".gif", ".emf", ".wmf")):
            continue
        content = archive.read(name)
        xmlsafe.refuse_entities(content, WHAT)
        cells += content.count(b"<c ") + content.count(b":c ") + content.count(b"<row")
        merged += sum(_area(hit) for hit in _RANGE.finditer(content))
        unsaved += sum(1 for _ in _UNSAVED.finditer(content))
    if cells > limits.CELLS * _CELL_FACTOR:
        raise refusals.too_big("单元格", cells, limits.CELLS * _CELL_FACTOR, "个")
    if merged > limits.CELLS * _CELL_FACTOR:
        raise refusals.too_big("合并单元格占用的格子", merged, limits.CELLS * _CELL_FACTOR, "个")
    return unsaved


def _area(hit: re.Match[bytes]) -> int:
    left, top, right, bottom = (part.decode() for part in hit.groups())
    return (_column(right) - _column(left) + 1) * (int(bottom) - int(top) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _load(data: bytes) -> openpyxl.Workbook:
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")  # openpyxl warns, and even prints, about parts that do not concern the text
            return openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise refusals.damaged(WHAT) from error


def _sheet(sheet: Worksheet, notes: list[str]) -> list[Paragraph | Table]:
    rows = _filled_rows(sheet)
    if not rows:
        return []
    spans = {(area.min_row, area.min_col): (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1) for area in sheet.merged_cells.ranges}
    hidden = sum(1 for at in rows if at in sheet.row_dimensions and sheet.row_dimensions[at].hidden)
    if hidden:
        notes.append(f"工作表「{sheet.title}」有 {hidden} 行被隐藏（如筛选），已一并读取。")
    numbers = sorted(rows)
    widest = max(len(cells) for cells in rows.values())
    first = next((at for at in numbers if len(rows[at]) >= max(2, (widest + 1) // 2)), None)
    if first is None:
        return [_line(sheet, rows[at], spans) for at in numbers]
    last = max(at for at in numbers if len(rows[at]) >= 2 or at == first)
    last = max(at + spans.get((at, filled.column), (1, 1))[0] - 1 for at in numbers if first <= at <= last for filled in rows[at])
    head = [_line(sheet, rows[at], spans) for at in numbers if at < first]
    tail = [_line(sheet, rows[at], spans) for at in numbers if at > last]
    body = {at: rows[at] for at in numbers if first <= at <= last}
    return [*head, _table(sheet, body, spans), *tail]


class Filled(NamedTuple):
    """A cell that shows something, and what it shows."""

    cell: SheetCell
    text: str
    column: int


def _filled_rows(sheet: Worksheet) -> dict[int, list[Filled]]:
    """Row number → its cells with a visible value, left to right."""
    rows: dict[int, list[Filled]] = {}
    for (row, column), cell in sorted(sheet._cells.items()):  # iter_rows would walk a million empty rows
        if isinstance(cell, SheetCell) and (text := shown(cell).strip()):
            rows.setdefault(row, []).append(Filled(cell, text, column))
    return rows


def _line(sheet: Worksheet, cells: Sequence[Filled], spans: dict[tuple[int, int], tuple[int, int]]) -> Paragraph:
    """A title, the reporting unit, a remark: cells beside each other become one line."""
    first = cells[0].cell
    centred = (first.alignment.horizontal or "") in ("center", "centerContinuous") or spans.get((first.row, first.column), (1, 1))[1] > 2
    style = "center" if len(cells) == 1 and centred and first.alignment.horizontal not in ("left", "right") else ""
    return Paragraph("　".join(filled.text for filled in cells), place=f"工作表「{sheet.title}」{first.coordinate}", style=style)


def _table(sheet: Worksheet, rows: dict[int, list[Filled]], spans: dict[tuple[int, int], tuple[int, int]]) -> Table:
    top, left = min(rows), min(cells[0].column for cells in rows.values())
    found = []
    bottom, right, title = max(rows), left, sheet.title
    for row, cells in rows.items():
        for _, text, column in cells:
            down, across = spans.get((row, column), (1, 1))
            bottom, right = max(bottom, row + down - 1), max(right, column + across - 1)
            found.append(Cell(text, row - top, column - left, down, across, f"工作表「{title}」{get_column_letter(column)}{row}"))
    return Table(tuple(found), rows=bottom - top + 1, columns=right - left + 1, title=title)
