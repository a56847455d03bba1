"""The tables as they are printed: every cell with its spans, for the page and the document alike."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from zwgk.law.annualform_model import FormDef, RowDef, cell_id

from .model import Report, shown

WIDTH = 6  # value columns of section 二; 1, 2 and 3 columns share them evenly


@dataclass(frozen=True, slots=True)
class Box:
    """One printed cell."""

    text: str
    wide: int = 1
    high: int = 1
    head: bool = False
    cell: str = ""  # id of the cell whose figure stands here


Line = list[Box]


def disclosure(form: FormDef, report: Report) -> list[Line]:
    """Section 二: one table, a block per item of Art. 20."""
    lines: list[Line] = []
    for table in form.tables:
        if table.section != "disclosure":
            continue
        wide = WIDTH // len(table.columns)
        lines.append([Box(table.title, WIDTH + 1, head=True)])
        lines.append([Box("信息内容", head=True), *(Box(column.title, wide, head=True) for column in table.columns)])
        for row in table.rows:
            lines.append([Box(row.title, head=True), *(_figure(row, column.id, report, wide) for column in table.columns)])
    return lines


def requests(form: FormDef, report: Report) -> list[Line]:
    """Section 三: the matrix."""
    table = form.table("requests")
    inner = [column for column in table.columns if column.group]
    lines: list[Line] = [
        [Box(table.corner, 3, 3, head=True), Box("申请人情况", len(table.columns), head=True)],
        [Box(table.columns[0].title, 1, 2, True), Box(inner[0].group, len(inner), 1, True), Box(table.columns[-1].title, 1, 2, True)],
        [Box(column.title, head=True) for column in inner],
    ]
    results = [row for row in table.rows if row.id.startswith("R3")]
    for group, rows_of_group in groupby(table.rows, key=lambda row: row.group):
        rows = list(rows_of_group)
        for at, row in enumerate(rows):
            lines.append([*_labels(row, group, rows, at, results), *(_figure(row, column.id, report) for column in table.columns)])
    return lines


def _labels(row: RowDef, group: str, rows: list[RowDef], at: int, results: list[RowDef]) -> Line:
    first = [Box("三、本年度办理结果", 1, len(results), True)] if row is results[0] else []
    if not group:
        return [Box(row.title, 3, head=True)]
    if row.id.count(".") < 2:
        return [*first, Box(row.title, 2, head=True)]
    return [*([Box(group, 1, len(rows), True)] if at == 0 else []), Box(row.title, head=True)]


def appeals(form: FormDef, report: Report) -> list[Line]:
    """Section 四: one row of fifteen figures."""
    table = form.table("appeals")
    width = len(table.columns)
    review, *suits = table.rows
    return [
        [Box(review.title, width, head=True), Box(suits[0].group, width * len(suits), head=True)],
        [*(Box(column.title, 1, 2, True) for column in table.columns), *(Box(row.title, width, head=True) for row in suits)],
        [Box(column.title, head=True) for _ in suits for column in table.columns],
        [_figure(row, column.id, report) for row in table.rows for column in table.columns],
    ]


def _figure(row: RowDef, column: str, report: Report, wide: int = 1) -> Box:
    cell = cell_id(row.id, column)
    return Box(report.bad.get(cell) or shown(report.cells.get(cell)), wide, cell=cell)


def printed(form: FormDef, report: Report) -> dict[str, list[Line]]:
    """Section id → its table."""
    return {"disclosure": disclosure(form, report), "requests": requests(form, report), "appeals": appeals(form, report)}


def head_rows(lines: list[Line]) -> int:
    """How many rows at the top hold heads only."""
    return next((at for at, line in enumerate(lines) if any(box.cell for box in line)), len(lines))


__all__ = ["WIDTH", "Box", "Line", "head_rows", "printed"]
