"""A set as lines of JSON, as CSV, as a workbook with its dictionary and the terms of use."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from .sets import DataSet

MEDIA = {
    "jsonl": "application/x-ndjson; charset=utf-8", "csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
LONGEST_CELL = 32_000  # a cell of a workbook holds 32,767 characters
RISKY = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for a formula
Rows = Iterable[dict[str, Any]]


def lines(found: DataSet, form: str, rows: Rows) -> Iterator[str]:
    """The set as text, line by line."""
    if form == "jsonl":
        for row in rows:
            yield json.dumps({each.id: row.get(each.id) for each in found.columns}, ensure_ascii=False, default=_day) + "\n"
        return
    yield "\ufeff" + _joined(each.label for each in found.columns)  # the mark of UTF-8, so that Excel and WPS read it
    for row in rows:
        yield _joined(_harmless(row.get(each.id)) for each in found.columns)


def workbook(found: DataSet, rows: Rows, terms: Sequence[tuple[str, str]], to: BinaryIO) -> None:
    """Three sheets: the data, the dictionary, the terms; row by row into the file, so that a long table needs no room."""
    book = openpyxl.Workbook(write_only=True)
    data, words, said = (book.create_sheet(title) for title in ("数据", "数据字典", "使用条款"))
    for at, column in enumerate(found.columns):
        data.column_dimensions[openpyxl.utils.get_column_letter(at + 1)].width = max(12, len(column.label) * 2 + 6)
    data.freeze_panes = "A2"
    data.append([_bold(data, each.label) for each in found.columns])
    for row in rows:
        data.append([_cell(data, row.get(each.id)) for each in found.columns])
    for letter, width in (("A", 20), ("B", 20), ("C", 10), ("D", 60)):
        words.column_dimensions[letter].width = width
    words.append([_bold(words, head) for head in ("字段", "名称", "类型", "说明")])
    for each in found.columns:
        words.append([each.id, each.label, each.type, each.says])
    said.column_dimensions["B"].width = 100
    for title, text in terms:
        said.append([_bold(said, title), text])
    book.save(to)


def _bold(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Any) -> Any:
    if value is None or isinstance(value, int):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", _text(value))
    cell = WriteOnlyCell(sheet, value=text if len(text) <= LONGEST_CELL else f"{text[:LONGEST_CELL]}……（全文见网址）")
    if cell.data_type == "f":  # “=…” typed by somebody is text, never a formula
        cell.data_type, cell.quotePrefix = "s", True
    return cell


def _harmless(value: Any) -> str:
    text = _text(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(RISKY) else text


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "；".join(map(str, value))
    return _day(value) if hasattr(value, "isoformat") else str(value)


def _day(value: Any) -> str:
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def _joined(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(list(cells))
    return out.getvalue()
