"""A form with fixed cells: each blank cell gets the label left of it, and in a matrix also the label above."""

from __future__ import annotations

import re
from dataclasses import replace

from .columns import Column, column_from
from .grid import Grid

MOST = 400  # questions of one form


def read_cells(grid: Grid) -> tuple[Column, ...]:
    """The blank cells inside the frame, with their labels; formulas are left to the workbook."""
    found: list[Column] = []
    seen: set[tuple[int, int]] = set()
    for row in range(1, grid.last_row + 1):
        for column in range(1, grid.last_column + 1):
            place = grid.master(row, column)
            if place in seen or len(found) >= MOST:
                continue
            seen.add(place)
            cell = grid.cell(*place)
            if not cell.text.strip() and not cell.formula and cell.boxed and (path := _labels(grid, *place)):
                guessed = column_from(grid, place[1], path, (place[0], place[0]), "", "")
                found.append(replace(guessed, row=place[0]))
    return tuple(found)


def _labels(grid: Grid, row: int, column: int) -> tuple[str, ...]:
    left = next((text for number in range(column - 1, 0, -1) if (text := grid.text(row, number)) or not grid.cell(row, number).boxed), "")
    above = next((text for number in range(row - 1, 0, -1) if (text := grid.text(number, column)) or not grid.cell(number, column).boxed), "")
    near = bool(grid.text(row, column - 1)) if column > 1 else False
    if near and not _is_head(grid, row, column, above):
        return (_plain(left),)
    return tuple(_plain(part) for part in (left, above) if part)


def _is_head(grid: Grid, row: int, column: int, above: str) -> bool:
    """The label above belongs to this cell too when the cell left of that label is no pair of label and blank."""
    if not above:
        return False
    top = next(number for number in range(row - 1, 0, -1) if grid.text(number, column))
    beside = grid.text(top, column - 1)
    return bool(beside) and grid.box(top, column).right == grid.box(row, column).right and grid.box(top, column).left == column


def _plain(text: str) -> str:
    return re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", text).rstrip("：:")
