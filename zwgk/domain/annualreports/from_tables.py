"""Cells from real tables of a page or document, however they are merged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zwgk.domain.documents import Cell, Table
from zwgk.law.annualform_model import FormDef, TableDef

from .filling import Filling
from .labels import column_of, disclosure_row, row_of
from .numbers import looks_like_figure, plain

_CONTEXTS = (("appeals", ("结果维持", "结果纠正")), ("requests", ("自然人", "申请人情况", "勾稽")), ("disclosure", ("第二十条", "信息内容")))
FEWEST = 3  # cells behind a label that make a row of section 三


def read_tables(tables: Iterable[Table], form: FormDef) -> Filling:
    """All cells found in the tables."""
    filling = Filling(form)
    context = ""  # a table may be cut in two by a page break: the context goes on
    heads: dict[str, int] = {}
    for table in tables:
        for cells in _rows(table):
            words = "".join(plain(cell.text) for cell in cells)
            context = next((name for name, signs in _CONTEXTS if any(sign in words for sign in signs)), context)
            if context == "requests":
                heads = _heads(cells, form.table("requests"), heads)
            _read_row(cells, context, heads, filling, unit=_unit(table, words, context))
    return filling


def _rows(table: Table) -> list[list[Cell]]:
    """The cells of each row from left to right; one that reaches down from above stands in each row that it covers."""
    rows: list[list[Cell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            rows[row].append(cell)
    return [sorted(cells, key=lambda cell: cell.column) for cells in rows]


def _heads(cells: Sequence[Cell], table: TableDef, known: dict[str, int]) -> dict[str, int]:
    """Where the head of each column stands, as far as this row says."""
    found = {column_of(cell.text, table): cell.column for cell in cells if not looks_like_figure(cell.text)}
    found.pop("", None)
    return {**known, **found} if len(found) >= 2 else known


def _unit(table: Table, words: str, context: str) -> str:
    """元 when the head of the charges says so; the form counts in 万元."""
    if context != "disclosure" or "收费" not in words:
        return ""
    said = "".join(plain(cell.text) for cell in table.cells)
    return "元" if "单位:元" in said else ""


def _read_row(cells: Sequence[Cell], context: str, heads: dict[str, int], filling: Filling, *, unit: str) -> None:
    if context == "appeals" and _appeals(cells, filling):
        return
    requests = filling.form.table("requests")
    for at in range(len(cells) - 1, -1, -1):  # the rightmost label is the row's own
        label, values = cells[at].text, cells[at + 1 :]
        if looks_like_figure(label):
            continue
        if not values:
            continue
        found = row_of(label, requests) if context != "disclosure" and len(values) >= FEWEST else None
        if found is not None:
            order = _order(values, heads, requests)
            filling.row(requests, found, [cell.text for cell in _trim(values, len(requests.columns))], order=order)
            return
        pair = disclosure_row(label, filling.form) if context in ("disclosure", "") else None
        if pair is not None and _figures(values):
            filling.row(*pair, [cell.text for cell in _trim(values, len(pair[0].columns))], unit=unit)
            return


def _figures(values: Sequence[Cell]) -> bool:
    return any(looks_like_figure(cell.text) for cell in values)


def _trim(values: Sequence[Cell], most: int) -> Sequence[Cell]:
    """Without blank cells beyond the last column."""
    return values[:most] if len(values) > most else values


def _order(values: Sequence[Cell], heads: dict[str, int], table: TableDef) -> list[str]:
    """The columns of these cells: by the heads when cells are missing or the heads stand in another order, else as printed."""
    printed = [column.id for column in table.columns]
    at = {place: ident for ident, place in heads.items()}
    found = [at.get(cell.column, "") for cell in values[: len(printed)]]
    return found if all(found) and len(set(found)) == len(found) else printed


def _appeals(cells: Sequence[Cell], filling: Filling) -> bool:
    """A row of fifteen figures, or a labelled row of five."""
    table = filling.form.table("appeals")
    width = len(table.columns)
    figures = [cell.text for cell in cells if looks_like_figure(cell.text)]
    words = [cell for cell in cells if not looks_like_figure(cell.text)]
    if len(words) <= 1 and len(figures) >= width * len(table.rows):
        tail = figures[len(figures) - width * len(table.rows) :] if words else figures
        for at, row in enumerate(table.rows):
            filling.row(table, row, tail[at * width : (at + 1) * width])
        return True
    if words and len(figures) == width:
        found = next((row for cell in reversed(words) for row in [row_of(cell.text, table)] if row), None)
        if found is not None:
            filling.row(table, found, figures)
            return True
    return False
