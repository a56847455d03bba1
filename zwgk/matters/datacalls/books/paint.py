"""A sheet as rows of cells for a page: merged boxes, and a colour for header, questions, totals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zwgk.domain.datasheets import Grid, address, letters
from zwgk.matters.datacalls.spec import Sheet

ROWS, COLUMNS = 60, 40


@dataclass(frozen=True, slots=True)
class Painted:
    """One cell of the picture."""

    text: str
    place: str
    kind: str = ""  # head, ask, total, formula
    rows: int = 1
    columns: int = 1


def paint(seen: Grid, sheet: Sheet | None) -> tuple[list[str], list[tuple[int, list[Painted]]]]:
    """Letters of the columns, and the rows with their numbers; long tables are cut."""
    shown = [column for column in range(1, min(seen.last_column, COLUMNS) + 1) if column not in seen.hidden_columns]
    last = min(max(seen.last_row, min(seen.styled_until, (sheet.rows[0] if sheet else 0) + 3)), ROWS)
    return [letters(column) for column in shown], [(row, list(_row(seen, sheet, row, shown, last))) for row in range(1, last + 1)]


def _row(seen: Grid, sheet: Sheet | None, row: int, shown: list[int], last: int) -> Iterator[Painted]:
    for column in shown:
        box = seen.box(row, column)
        first = next((number for number in shown if number >= box.left), column)
        if (row, column) != (box.top, first):
            continue
        wide = sum(1 for number in shown if box.left <= number <= box.right)
        kind = _kind(sheet, row, column)
        text = seen.text(row, column) or (f"={seen.cell(row, column).formula}"[:40] if seen.cell(row, column).formula else "")
        yield Painted(text, address(row, column), kind, min(box.bottom, last) - box.top + 1, wide)


def _kind(sheet: Sheet | None, row: int, column: int) -> str:
    if sheet is None:
        return ""
    if sheet.is_form:
        return "ask" if any((each.row, each.column) == (row, column) for each in sheet.asked) else ""
    if sheet.head[0] <= row <= sheet.head[1]:
        return "head"
    if row in sheet.totals:
        return "total"
    if sheet.rows[0] <= row <= sheet.rows[1]:
        found = next((each for each in sheet.columns if each.column == column), None)
        return "" if found is None else "ask" if found.asked else "formula"
    return ""
