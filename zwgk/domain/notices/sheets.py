"""Rows of a worksheet that hold one cell only, put back into the table they stand below.

Reads: blocks of a container. Writes: the same blocks; a single cell directly below a task table, in a column of work, is a row of it.
A remark in the first column (备注：…) stays a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..documents import Cell, Paragraph, Table
from .columns import header_roles

_PLACE = re.compile(r"(工作表「[^」]{0,80}」)([A-Z]{1,3})(\d{1,7})$")
_WORK = ("topic", "task", "measure")


def rejoined_rows(blocks: Sequence[Paragraph | Table]) -> list[Paragraph | Table]:
    """The blocks with such paragraphs taken into the table above them."""
    made: list[Paragraph | Table] = []
    table: Table | None = None
    roles: list[str] = []
    more: list[Cell] = []
    for block in blocks:
        cell = _cell_below(table, roles, len(more), block) if table and roles and isinstance(block, Paragraph) else None
        if cell:
            more.append(cell)
            continue
        if table and more:
            made[-1] = replace(table, cells=(*table.cells, *more), rows=table.rows + len(more))
        table, more = (block if isinstance(block, Table) else None), []
        roles = _roles(block) if isinstance(block, Table) else []
        made.append(block)
    if table and more:
        made[-1] = replace(table, cells=(*table.cells, *more), rows=table.rows + len(more))
    return made


def _cell_below(table: Table, roles: list[str], taken: int, line: Paragraph) -> Cell | None:
    """The line as a cell of the next row; None when it is no row of the table."""
    here = _PLACE.fullmatch(line.place)
    first = _PLACE.fullmatch(table.cells[0].place)
    if not here or not first or here[1] != first[1] or "　" in line.text:
        return None
    row = int(here[3]) - int(first[3]) + table.cells[0].row
    column = _number(here[2]) - _number(first[2]) + table.cells[0].column
    if row != table.rows + taken or not 0 <= column < len(roles) or roles[column] not in _WORK or re.match(r"备注|注[:：]|说明|填表", line.text):
        return None
    return Cell(line.text, row, column, 1, 1, line.place)


def _roles(table: Table) -> list[str]:
    """The roles of the header row, [] when the table sets no tasks."""
    for wanted in range(min(6, table.rows)):
        words = [""] * min(table.columns, 60)
        for cell in table.cells[:240]:
            if cell.row == wanted and cell.column < len(words):
                words[cell.column] = cell.text.strip()
        roles = header_roles(words)
        if roles:
            return roles
    return []


def _number(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - 64
    return value
