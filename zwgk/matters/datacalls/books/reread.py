"""What a unit sent back → typed words with the address of their cell. A sheet that was changed by hand is matched by the words of its header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zwgk.domain.datasheets import Column, Grid, address, read_cells, read_table
from zwgk.domain.errors import BadInput
from zwgk.matters.datacalls.spec import Sheet

from .blank import mark_of
from .package import Book
from .read import grid
from .styles import Styles

MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class Typed:
    """One row as it stands in the sheet: key of the column → words; and where each stood."""

    values: dict[str, str]
    places: dict[str, str]


@dataclass(frozen=True, slots=True)
class Returned:
    """Everything found."""

    mark: str
    rows: dict[str, list[Typed]]
    notes: tuple[str, ...] = ()


def reread(data: bytes, wanted: Sequence[Sheet]) -> Returned:
    """Rows per sheet; BadInput when no sheet has the header that was sent out."""
    book = Book(data)
    styles = Styles(book)
    found: dict[str, list[Typed]] = {}
    notes: list[str] = []
    for sheet in wanted:
        read = _sheet(book, styles, sheet, notes)
        if read is not None:
            found[sheet.name] = read
    if not found:
        raise BadInput("表头与下发的表对不上，认不出是哪张表。", field="file", remedy="请下载本单位的空白表，把内容填进去后再上传。")
    return Returned(mark_of(book), found, tuple(notes))


def _sheet(book: Book, styles: Styles, sheet: Sheet, notes: list[str]) -> list[Typed] | None:
    names = [sheet.name] if sheet.name in book.sheets else []
    names += [name for name in book.sheets if name not in names and name not in book.hidden()]
    for name in names:
        seen = grid(book, name, styles)
        read = _form(seen, sheet) if sheet.is_form else _table(seen, sheet, notes)
        if read is not None:
            return read
    return None


def _table(seen: Grid, sheet: Sheet, notes: list[str]) -> list[Typed] | None:
    here = read_table(seen, sheet.head) if _same_place(seen, sheet) else read_table(seen)
    if here is None:
        return None
    by_path = {_plain(column.label): column.column for column in here.columns}
    by_last = {_plain(column.path[-1]): column.column for column in here.columns}
    lasts = [_plain(column.path[-1]) for column in sheet.columns]
    at: dict[str, int] = {}
    for column in sheet.asked:
        own = _plain(column.path[-1])
        number = by_path.get(_plain(column.label)) or (by_last.get(own) if lasts.count(own) == 1 else None)
        if number is not None:
            at[sheet.key(column)] = number
    if len(at) < 0.6 * len(sheet.asked):
        return None
    lost = [column.label for column in sheet.asked if sheet.key(column) not in at]
    notes += [f"“{label}”这一列没有找到，按空白处理。" for label in lost]
    rows = [_row(seen, row, at) for row in range(here.rows[0], min(here.rows[1], seen.last_row, here.rows[0] + MOST_ROWS) + 1) if row not in here.examples]
    serials = {sheet.key(column) for column in sheet.columns if column.role in ("unit", "person", "phone", "date")}
    return [row for row in rows if any(value for key, value in row.values.items() if key not in serials)]


def _row(seen: Grid, row: int, at: dict[str, int]) -> Typed:
    values = {key: seen.cell(row, column).text.strip() for key, column in at.items()}
    return Typed(values, {key: address(row, column) for key, column in at.items()})


def _same_place(seen: Grid, sheet: Sheet) -> bool:
    """The header stands where it was sent out."""
    texts = [_plain(seen.text(sheet.head[1], column.column)) for column in sheet.columns]
    return [_plain(column.path[-1]) for column in sheet.columns] == texts


def _form(seen: Grid, sheet: Sheet) -> list[Typed] | None:
    """Cells at their address when the labels beside them are still there, otherwise wherever the same label stands."""
    moved = {_plain(column.label): column for column in read_cells(seen)}
    values, places = {}, {}
    hits = 0
    for column in sheet.asked:
        row, number = _where(seen, column, moved)
        hits += bool(row)
        if row:
            values[sheet.key(column)] = seen.cell(row, number).text.strip()
            places[sheet.key(column)] = address(row, number)
    return [Typed(values, places)] if hits >= 0.6 * len(sheet.asked) else None


def _where(seen: Grid, column: Column, moved: dict[str, Column]) -> tuple[int, int]:
    wanted = [_plain(part) for part in column.path]
    left = [_plain(seen.text(column.row, number)) for number in range(1, column.column)]
    above = [_plain(seen.text(row, column.column)) for row in range(1, column.row)]
    if wanted[0] in left + above:
        return column.row, column.column
    found = moved.get(_plain(column.label))
    return (found.row, found.column) if found else (0, 0)


def _plain(text: str) -> str:
    return re.sub(r"[\s:：*＊/]", "", text)
