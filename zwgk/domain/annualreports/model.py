"""A report as values, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from zwgk.law.annualform_model import Severity, cell_id

Number = int | Decimal
Value = Number | None  # None: the cell is blank


@dataclass(frozen=True, slots=True)
class Report:
    """One organ's report of one year."""

    form: str  # id of the form: "2021"
    year: int | None = None
    organ: str = ""
    title: str = ""
    cells: Mapping[str, Value] = field(default_factory=dict)  # absent: the document has no such cell
    bad: Mapping[str, str] = field(default_factory=dict)  # cell → what stands there and is no number
    texts: Mapping[str, str] = field(default_factory=dict)  # section id → text; "" for text of no known section
    guessed: frozenset[str] = frozenset()  # cells taken from digits that ran together
    notes: tuple[str, ...] = ()  # what was missing or doubtful in reading

    def holds(self, row: str) -> bool:
        """Whether the document has that row."""
        return any(cell.startswith(f"{row}:") for cell in (*self.cells, *self.bad))

    def amount(self, row: str, column: str) -> Number:
        """The figure for sums: blank is nought; a blank total is what its parts add up to."""
        found = self.cells.get(cell_id(row, column))
        if found is None and column == "total":
            return sum((value for cell, value in self.cells.items() if cell.startswith(f"{row}:") and value is not None), 0)
        return found or 0

    @property
    def narrative(self) -> str:
        """All its text."""
        return "\n".join(self.texts.values())


@dataclass(frozen=True, slots=True)
class Violation:
    """One check that does not hold."""

    check: str  # "H1"
    severity: Severity
    cells: tuple[str, ...]
    arithmetic: str  # 自然人：一 13612 + 二 535 = 14147 ≠ 三（七）13364 + 四 784 = 14148
    text: str  # the rule, in one sentence


def shown(value: Value) -> str:
    """A figure as printed: no trailing noughts; a blank cell as nothing."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


def apart(one: Number, other: Number) -> Number:
    """How far two figures lie apart."""
    return one - other if one > other else other - one
