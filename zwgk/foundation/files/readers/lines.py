"""A workbook as plain lines of values, sheet by sheet: for tables of thousands of rows that are read by their heads.

Reads: .xlsx, .csv; .xls, .et, .ods through LibreOffice. Nothing in it is run; a formula gives the result that was saved with it.
"""

from __future__ import annotations

import contextlib
import csv
import io
import warnings
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from . import limits, office, refusals, text, zips
from .kinds import Kind, sniff

Line = Sequence[object]
COLUMNS = 120
EMPTY = 200  # lines without a value: what comes after is formatting


@dataclass(frozen=True, slots=True)
class Lines:
    """What was read: the book as .xlsx, and the lines of each visible sheet."""

    data: bytes
    sheets: dict[str, list[Line]]


def lines(data: bytes, filename: str, most: int = 20_000) -> Lines:
    """Every visible sheet; BadInput says what is wrong with the file."""
    if len(data) > limits.FILE_BYTES:
        raise refusals.too_big("文件", len(data) // 1048576, limits.FILE_BYTES // 1048576, "MB")
    found = sniff(data, filename)
    if found in (Kind.CSV, Kind.TXT):
        table = _separated(data, most)
        return Lines(_as_book(table), {"Sheet1": table})
    if found in (Kind.XLS, Kind.ET, Kind.ODS):
        data = office.as_xlsx(data, filename)
    elif found is not Kind.XLSX:
        raise refusals.refuse(f"“{filename[:60]}”不是表格文件。", "请上传 .xlsx、.xls、.et 或 .csv 文件。")
    from . import xlsx  # loaded when first needed, as every reader

    with zips.opened(data, xlsx.WHAT) as archive:
        unsaved = xlsx.survey(archive)
    return Lines(data, _sheets(data, most, bool(unsaved)))


def _sheets(data: bytes, most: int, unsaved: bool = False) -> dict[str, list[Line]]:
    """Values; a formula whose result was not saved stays as its text, so that it is seen and not taken for empty."""
    found = _read(data, most, results=True)
    if unsaved:
        for name, typed in _read(data, most, results=False).items():
            found[name] = [tuple(_seen(*pair) for pair in zip_longest(*both, fillvalue=None)) for both in zip_longest(found.get(name, []), typed, fillvalue=())]
    return found


def _seen(result: object, typed: object) -> object:
    return typed if result is None and isinstance(typed, str) and typed.startswith("=") else result


def _read(data: bytes, most: int, *, results: bool) -> dict[str, list[Line]]:
    import openpyxl

    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=results, read_only=True, keep_links=False)
            return {sheet.title: _cut(sheet, most) for sheet in book.worksheets if sheet.sheet_state == "visible"}
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise refusals.damaged("表格") from error


def _cut(sheet: Any, most: int) -> list[Line]:
    """Lines up to the last filled one; endless formatting below is not walked through."""
    found: list[Line] = []
    empty = 0
    for line in sheet.iter_rows(values_only=True, max_col=COLUMNS):
        empty = 0 if any(value not in (None, "") for value in line) else empty + 1
        if empty > EMPTY or len(found) > most + EMPTY:
            break
        found.append(line)
    return found


def _separated(data: bytes, most: int) -> list[Line]:
    whole = text.decode(data)[0]
    return [line for line, _ in zip(csv.reader(io.StringIO(whole)), range(most + EMPTY), strict=False)]


def _as_book(table: Sequence[Line]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "Sheet1"
    for line in table:
        book.active.append(list(line))
        for cell in book.active[book.active.max_row]:
            if cell.data_type == "f":  # “=…” is text here
                cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
