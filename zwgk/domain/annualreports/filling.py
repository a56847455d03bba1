"""Cells while a report is being read: values, what could not be read, what was missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zwgk.law.annualform_model import FormDef, RowDef, TableDef, cell_id

from .model import Value
from .numbers import NotANumber, figure


@dataclass(slots=True)
class Filling:
    """A form being filled."""

    form: FormDef
    cells: dict[str, Value] = field(default_factory=dict)
    bad: dict[str, str] = field(default_factory=dict)
    guessed: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)

    def has(self, row: str) -> bool:
        """Whether that row was read already; the first one counts."""
        return any(cell.startswith(f"{row}:") for cell in (*self.cells, *self.bad))

    def row(self, table: TableDef, row: RowDef, values: Sequence[object], *, order: Sequence[str] = (), unit: str = "", guessed: bool = False) -> None:
        """Put the values of a row into its cells, in the order of the columns or in the order given."""
        if self.has(row.id):
            return
        columns = order or [column.id for column in table.columns]
        measures = {column.id: column.measure for column in table.columns}
        for column, raw in zip(columns, values, strict=False):
            cell = cell_id(row.id, column)
            try:
                self.cells[cell] = figure(raw, measures[column], unit=unit)
            except NotANumber:
                self.bad[cell] = str(raw).strip()[:40]
            if guessed:
                self.guessed.add(cell)
        if len(values) < len(columns):
            self.notes.append(f"“{row.mark}”一行只读到{len(values)}格，应有{len(columns)}格；缺的格不参加合计。")
