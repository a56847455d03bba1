"""What must be done again and again: the periods, each with its last day and the number of times it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from zwgk.domain.deadlines.counting import add_months, day_of, end_of, month_end, month_length
from zwgk.domain.deadlines.spec import Frequency
from zwgk.domain.errors import BadInput
from zwgk.domain.workdays import Calendar
from zwgk.law.model import Unit

_MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6, Frequency.YEARLY: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """One turn of a recurrence."""

    first: date
    last: date  # also the day it is due, unless the recurrence names another (`Recurrence.due`)
    label: str  # 2026年第2季度
    min_count: int


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Monthly, quarterly, yearly …, from a day on, until a day."""

    frequency: Frequency
    min_count: int = 1
    starts: date | None = None  # 从2017年起
    ends: date | None = None
    by: str = ""  # named day of each period: "05" (每月5日前), "01-31" (每年1月31日前)
    after: tuple[int, Unit] | None = None  # so long after each period: 每季度结束后10个工作日内

    def due(self, period: Period, calendar: Calendar) -> date:
        """The last day for one turn."""
        if self.after is not None:
            return day_of(end_of(period.last, *self.after, calendar))
        if not self.by:
            return period.last
        month, day = int(self.by[:-3] or period.first.month), int(self.by[-2:])
        return date(period.first.year, month, min(day, month_length(period.first.year, month)))

    def periods(self, first: date, last: date) -> tuple[Period, ...]:
        """Each period that ends between the two days and lies in the validity of the recurrence."""
        found = []
        for period in self._from(max(first, self.starts or first)):
            if period.last > last or (self.ends is not None and period.first > self.ends):
                break
            found.append(period)
        return tuple(found)

    def next_after(self, day: date) -> Period | None:
        """The period whose last day is the first one after a day; None when the recurrence is over."""
        period = next(self._from(max(day + timedelta(1), self.starts or day)))
        return None if self.ends is not None and period.first > self.ends else period

    def missing(self, period: Period, done: int) -> int:
        """How many times are still owed in a period."""
        return max(0, period.min_count - done)

    def _from(self, day: date) -> Iterator[Period]:
        period = _period_of(day, self.frequency, self.min_count)
        while True:
            yield period
            period = _period_of(period.last + timedelta(1), self.frequency, self.min_count)


def _period_of(day: date, frequency: Frequency, count: int) -> Period:
    if frequency is Frequency.UNSPECIFIED:
        raise BadInput(
            "“定期”没有写明间隔。", field="recurrence", remedy="请先为这项任务确定间隔：每月、每季度、每半年或者每年。"
        )
    if frequency is Frequency.DAILY:
        return Period(day, day, f"{day.year}年{day.month}月{day.day}日", count)
    if frequency is Frequency.WEEKLY:
        monday = day - timedelta(day.weekday())
        return Period(monday, monday + timedelta(6), f"{monday.year}年{monday.month}月{monday.day}日起的一周", count)
    size = _MONTHS[frequency]
    number = (day.month - 1) // size
    first = date(day.year, number * size + 1, 1)
    last_month = add_months(first, size - 1)
    return Period(first, month_end(last_month.year, last_month.month), _label(first.year, number + 1, frequency), count)


def _label(year: int, number: int, frequency: Frequency) -> str:
    match frequency:
        case Frequency.MONTHLY:
            return f"{year}年{number}月"
        case Frequency.QUARTERLY:
            return f"{year}年第{number}季度"
        case Frequency.HALF_YEARLY:
            return f"{year}年{'上' if number == 1 else '下'}半年"
        case _:
            return f"{year}年"
