"""Sums that explain themselves: each addend by the name it has in the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zwgk.law.annualform_model import FormDef, cell_id

from .model import Report, apart, shown


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an equation."""

    total: int | Decimal
    words: str  # 一 13612 + 二 535 = 14147
    cells: tuple[str, ...]


def name_of(ident: str, per: str, form: FormDef, table: str) -> str:
    """What a column or a row is called."""
    found = form.table(table)
    names = {column.id: column.title for column in found.columns} if per == "column" else {row.id: row.mark for row in found.rows}
    return names.get(ident, ident)


def side(cells: Sequence[tuple[str, str]], report: Report, form: FormDef, per: str) -> Side:
    """The sum of the cells; noughts among many are left out of the words."""
    marks = {row.id: row.mark for table in form.tables for row in table.rows}
    titles = {(row.id, column.id): column.title for table in form.tables for row in table.rows for column in table.columns}
    addends = [(row, column, report.amount(row, column)) for row, column in cells]
    told = [each for each in addends if each[2] or len(addends) <= 2]
    words = " + ".join(f"{marks.get(row, row) if per == 'column' else titles.get((row, column), column)} {shown(value)}" for row, column, value in told)
    total = sum((value for *_, value in addends), 0)
    ids = tuple(cell_id(row, column) for row, column, _ in addends)
    return Side(total, f"{words} = {shown(total)}" if len(told) > 1 else words or "0", ids)


def difference(left: Side, right: Side) -> str:
    """Both sides, and by how much they differ."""
    return f"{left.words} ≠ {right.words}（相差 {shown(apart(left.total, right.total))}）"
