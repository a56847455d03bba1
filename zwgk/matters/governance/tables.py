"""A workbook of staff and funds as offices keep it → rows of words. No database."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from zwgk.domain.errors import BadInput

# field → the words that a heading may begin with, the first being ours
HEADINGS = {
    "organ": ("单位",), "body": ("承担机构", "机构", "科室"), "full_time": ("专职人数", "专职"), "part_time": ("兼职人数", "兼职"),
    "funds": ("经费（万元）", "经费", "资金"), "note": ("说明", "备注"),
}  # fmt: skip
HEADING_WITHIN, MAX_ROWS = 10, 2000
NEEDED = {"organ", "full_time", "part_time", "funds"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number as the person sees it, its words by field."""

    number: int
    words: dict[str, str] = field(default_factory=dict)


def read_resources(data: bytes) -> list[Line]:
    """The lines under the first heading that names 单位, 专职, 兼职 and 经费."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise BadInput("文件打不开，可能不是 Excel 工作簿。", field="file", remedy="请另存为 .xlsx 后再上传。") from error
    rows = [[_text(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)] if book.worksheets else []
    book.close()
    for start, row in enumerate(rows[:HEADING_WITHIN]):
        columns = _heading(row)
        if columns.keys() >= NEEDED:
            return _lines(rows, start + 1, columns)
    raise BadInput("没有找到表头。", field="file", remedy="第一张表要有“单位、承担机构、专职人数、兼职人数、经费（万元）、说明”等列。")


def _lines(rows: Sequence[Sequence[str]], start: int, columns: dict[str, int]) -> list[Line]:
    found = []
    for number, row in enumerate(rows[start:], start + 1):
        words = {name: row[at] for name, at in columns.items() if at < len(row) and row[at]}
        if words:
            found.append(Line(number, words))
    if not found:
        raise BadInput("表头下面没有内容。", field="file", remedy="请填写至少一行。")
    if len(found) > MAX_ROWS:
        raise BadInput(f"表格超过 {MAX_ROWS} 行。", field="file", remedy="请分成几个文件导入。")
    return found


def _heading(row: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for at, word in enumerate(row):
        name = next((name for name, words in HEADINGS.items() if word.startswith(words)), None)
        if name and name not in columns:
            columns[name] = at
    return columns


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else " ".join(str(cell).split())
