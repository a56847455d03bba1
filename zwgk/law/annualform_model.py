"""The form of the annual report, as the files of `forms/annualreport/` say: sections, tables, rows, columns, checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from zwgk.law.model import Reference, Status


class Measure(StrEnum):
    """What a column holds."""

    COUNT = "count"  # a whole number, never negative
    CHANGE = "change"  # a whole number, may be negative
    MONEY = "money"  # 万元


class Severity(StrEnum):
    """A hard check must hold; a soft one asks for a look."""

    HARD = "hard"
    SOFT = "soft"


class CheckKind(StrEnum):
    """How a check is done; its cells are data."""

    SUM = "sum"  # left cells add up to right cells, per row or per column
    CARRIED = "carried"  # a row equals another row of last year's report
    ONCE = "once"  # cannot be seen in a report; held by the cases that it is drawn from
    NUMBERS = "numbers"
    FOLLOWS = "follows"  # now = before + plus − minus
    ZERO = "zero"
    ROLLUP = "rollup"
    NARRATIVE = "narrative"
    REAPPEAR = "reappear"


@dataclass(frozen=True, slots=True)
class SectionDef:
    """One of the six sections."""

    id: str
    title: str
    text: bool = False  # written, not counted


@dataclass(frozen=True, slots=True)
class ColumnDef:
    """One column of a table."""

    id: str
    title: str
    measure: Measure = Measure.COUNT
    group: str = ""  # the head above it


@dataclass(frozen=True, slots=True)
class RowDef:
    """One row of a table."""

    id: str
    title: str  # exactly as printed
    mark: str  # how it is called in arithmetic: "三（三）1"
    source: str  # where its figures come from: "requests.finished", "manual"
    group: str = ""  # the cell to its left
    names: tuple[str, ...] = ()  # other spellings seen in published reports


@dataclass(frozen=True, slots=True)
class TableDef:
    """One table of a section."""

    id: str
    section: str
    title: str
    columns: tuple[ColumnDef, ...]
    rows: tuple[RowDef, ...]
    corner: str = ""


@dataclass(frozen=True, slots=True)
class CheckDef:
    """One check; which fields are filled depends on its kind."""

    id: str
    severity: Severity
    kind: CheckKind
    title: str
    table: str = ""
    per: str = ""  # "row" | "column"
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    row: str = ""
    previous: str = ""  # row of last year's report
    rows: tuple[str, ...] = ()
    now: str = ""
    before: tuple[str, ...] = ()  # columns of last year's report
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    status: Status = Status.VERIFIED
    note: str = ""


@dataclass(frozen=True, slots=True)
class FormDef:
    """The form for the reports of some years."""

    id: str
    title: str
    first_year: int
    last_year: int | None
    sections: tuple[SectionDef, ...]
    tables: tuple[TableDef, ...]
    checks: tuple[CheckDef, ...]
    reference: Reference | None = None
    status: Status = Status.VERIFIED
    note: str = ""
    by_id: Mapping[str, TableDef] = field(default_factory=dict)

    def table(self, ident: str) -> TableDef:
        """The table of that id; KeyError when there is none."""
        return self.by_id[ident]

    def check(self, ident: str) -> CheckDef:
        """The check of that id; KeyError when there is none."""
        return next(each for each in self.checks if each.id == ident)

    def cells(self) -> Iterator[tuple[TableDef, RowDef, ColumnDef, str]]:
        """Every cell with its id `row:column`, in the order of the form."""
        for table in self.tables:
            for row in table.rows:
                for column in table.columns:
                    yield table, row, column, cell_id(row.id, column.id)

    def serves(self, year: int) -> bool:
        """Whether the reports of that year have this form."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


def cell_id(row: str, column: str) -> str:
    """The id of a cell: `R3.3.4:natural`."""
    return f"{row}:{column}"


def form_for(forms: Mapping[str, FormDef], year: int) -> FormDef:
    """The form of that year's report; KeyError before 2019."""
    for form in forms.values():
        if form.serves(year):
            return form
    raise KeyError(year)
