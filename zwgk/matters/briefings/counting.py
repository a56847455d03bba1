"""What may be counted, and how a subject counts it. The subjects themselves: `subjects/`, one file per area."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .periods import Period


class Way(StrEnum):
    """How rows become a figure."""

    COUNT = "count"  # rows that count
    RATE = "rate"  # rows that count ÷ all rows, in percent
    SUM = "sum"  # sum of the values of rows that count
    MEAN = "mean"  # mean value of rows that count


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked: over which days, of which organs (None: all), as known at which moment."""

    period: Period
    organs: frozenset[int] | None
    at: datetime

    @property
    def days(self) -> tuple[date, date]:
        return self.period.first, self.period.last


@dataclass(slots=True)
class Row:
    """One row under a figure; the label is asked for later, for the rows that are shown or kept."""

    key: str  # "ledger.item:12"
    organ: int | None
    state: str  # what it was then: 已完成, 逾期未完成 …
    counts: bool = True  # False: in the scope, but not in the figure
    sort: str = ""  # 类别, for the breakdown
    value: float = 1

    @property
    def number(self) -> int:
        return int(self.key.rpartition(":")[2])


Rows = Callable[[Ask], Iterable[Row]]
Labels = Callable[[Sequence[int]], Mapping[int, tuple[str, str]]]  # numbers → (label, address)


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing the office is asked for."""

    id: str  # "ledger.done"
    title: str
    unit: str  # 件, %, 天, 万元
    definition: str  # 口径: what exactly is counted, at which moment, which rows leave out
    rows: Rows
    labels: Labels
    version: int = 1  # of the definition: raised with every change of it
    way: Way = Way.COUNT
    sentence: str = ""  # {period} {units} {moment} {value} {counted} {total}; a common one where empty
    good: int = 1  # more is better (1), worse (-1) or neither (0)

    @property
    def area(self) -> str:
        return self.id.partition(".")[0]
