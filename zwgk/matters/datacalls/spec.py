"""How one sheet of a call is asked and filled: plain values that fit into JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from zwgk.domain.datasheets import Column, Fill, Grid, Kind, Table, read_cells, read_table


class Layout(StrEnum):
    """How units answer."""

    ONE = "one"  # one row per unit
    MANY = "many"  # several rows per unit
    FORM = "form"  # cells of a fixed form, summed
    SHEETS = "sheets"  # cells of a fixed form, a sheet per unit


LAYOUTS = {Layout.ONE: "每单位一行", Layout.MANY: "每单位多行", Layout.FORM: "固定表格，各单位相加", Layout.SHEETS: "固定表格，每单位一张表"}
FORMS = (Layout.FORM, Layout.SHEETS)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet that units fill."""

    name: str
    layout: Layout
    head: tuple[int, int] = (0, 0)
    rows: tuple[int, int] = (0, 0)
    columns: tuple[Column, ...] = ()
    totals: tuple[int, ...] = ()
    given: tuple[int, ...] = ()
    printed: Mapping[str, int] = field(default_factory=dict)  # printed row → organ
    fills: tuple[Fill, ...] = ()
    title: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_form(self) -> bool:
        return self.layout in FORMS

    @property
    def asked(self) -> tuple[Column, ...]:
        """What a person types."""
        return tuple(column for column in self.columns if column.asked)

    def key(self, column: Column) -> str:
        """The name of a column in the kept rows: D, or D5 in a form."""
        return f"{column.row}.{column.column}" if self.is_form else str(column.column)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def sheet_from(values: Mapping[str, Any]) -> Sheet:
    """The sheet that `to_json` wrote."""
    columns = tuple(Column(**{**each, "path": tuple(each["path"]), "kind": Kind(each["kind"]), "choices": tuple(each["choices"])}) for each in values["columns"])
    known = {**values, "layout": Layout(values["layout"]), "columns": columns, "fills": tuple(Fill(**each) for each in values["fills"])}
    known |= {name: tuple(values[name]) for name in ("head", "rows", "totals", "given", "notes")}
    return Sheet(**known)


def guess(grid: Grid, *, layout: Layout | None = None, head: tuple[int, int] | None = None) -> Sheet | None:
    """The sheet as it is most likely meant; None when there is nothing to fill."""
    table = read_table(grid, head) if layout not in FORMS else None
    if table is None or (layout is None and head is None and (_is_form(table.given, table.rows, table.columns) or _ends_a_form(grid, table))):
        cells = read_cells(grid)
        if cells and layout in (None, *FORMS):
            return Sheet(grid.name, layout or Layout.FORM, columns=cells, fills=table.fills if table else (), title=table.title if table else "")
    if table is None or not any(column.asked for column in table.columns):
        return None
    numbers = sum(column.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.PERCENT) for column in table.columns)
    told = layout or (Layout.ONE if 2 * numbers >= len(table.columns) - 2 and numbers else Layout.MANY)
    return Sheet(
        grid.name, told, table.head, table.rows, table.columns, table.totals, table.given, {}, table.fills, table.title, table.notes
    )


def _is_form(given: tuple[int, ...], rows: tuple[int, int], columns: tuple[Column, ...]) -> bool:
    """Rows that already carry words of their own (and no column for the unit) are lines of a fixed form."""
    has_unit = any(column.role == "unit" for column in columns)
    return len(columns) < 2 or (not has_unit and len(given) >= 2 and len(given) >= 0.6 * (rows[1] - rows[0] + 1))


def _ends_a_form(grid: Grid, table: Table) -> bool:
    """What looked like a header is the last line of a form: nothing stands below it, and blank cells with labels stand above."""
    above = [cell for cell in read_cells(grid) if cell.row and cell.row < table.head[0]]
    return table.head[1] >= grid.last_row and len(above) >= 4


def with_columns(sheet: Sheet, columns: tuple[Column, ...]) -> Sheet:
    return replace(sheet, columns=columns)
