"""Which days are working days, and why: the State Council's calendar with its make-up days.

A year without an announced calendar is provisional: weekends and the statutory days are known, the shifted days are not.
Every answer is looked up in tables made once, so a limit of any length costs the same.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

from zwgk.domain.errors import BadInput
from zwgk.law.book import Law
from zwgk.law.model import CalendarYear, SpecialDay

FIRST, LAST = date(1990, 1, 1), date(2079, 12, 31)
_BASE = FIRST.toordinal()
_SIZE = LAST.toordinal() - _BASE + 1
OUT_OF_RANGE = "日期超出了可以计算的范围（1990年至2079年）。"
_WEEK = "一二三四五六日"

# 《全国年节及纪念日放假办法》（2024年修订）第二条：日期固定的节日；农历节日逐年列在 law/calendar 里。
_FIXED = {(1, 1): "元旦", (5, 1): "劳动节", (5, 2): "劳动节", (10, 1): "国庆节", (10, 2): "国庆节", (10, 3): "国庆节"}


class Calendar:
    """Working days of 1990–2079, frozen, with the version of the law it was made from."""

    __slots__ = ("_counts", "_working", "_works", "announced", "special", "version")

    def __init__(self, years: Mapping[int, CalendarYear], *, version: str = "") -> None:
        self.version = version
        self.announced = frozenset(year for year, page in years.items() if page.announced)
        special = {day.day: day for page in years.values() for day in page.days}
        last = max(years, default=LAST.year)
        for year in range(last + 1, LAST.year + 1):
            special |= {date(year, *key): SpecialDay(date(year, *key), True, name) for key, name in _FIXED.items()}
        self.special: Mapping[date, SpecialDay] = special
        works = bytearray(1 if (_BASE + i) % 7 not in (6, 0) else 0 for i in range(7)) * (_SIZE // 7 + 1)
        del works[_SIZE:]
        for day, item in special.items():
            works[day.toordinal() - _BASE] = 0 if item.off else 1
        self._works = bytes(works)
        self._counts = array("i", accumulate(self._works))
        self._working = array("i", (_BASE + i for i, works_today in enumerate(self._works) if works_today))

    @classmethod
    def of(cls, law: Law) -> Calendar:
        """The calendar of this law; the same object each time."""
        return _calendar_of(law)

    def is_working(self, day: date) -> bool:
        """Whether offices work on that day, as far as is known; outside the table only the weekday tells."""
        return bool(self._works[_index(day)]) if FIRST <= day <= LAST else day.weekday() < 5

    def is_provisional(self, day: date) -> bool:
        """Whether the calendar of that year has not been announced (or is not in our files)."""
        return day.year not in self.announced

    def reason(self, day: date) -> str:
        """Why the day counts or not: “国庆节放假”, “调休上班”, “周末”, “工作日”."""
        known = self.special.get(day)
        if known is None:
            return "周末" if day.weekday() >= 5 else "工作日"
        if not known.off:
            return "调休上班"
        return f"{known.reason}放假" + ("（暂定）" if self.is_provisional(day) else "")

    def basis(self, day: date) -> str:
        """The announcement behind a special day; "" for an ordinary one."""
        known = self.special.get(day)
        return known.source if known else ""

    def next_working_day(self, day: date) -> date:
        """The day itself if it is a working day, otherwise the first one after it."""
        return day if self.is_working(day) else self.add(day, 1)

    def add(self, day: date, count: int) -> date:
        """The count-th working day after the day (before it, if negative). The day itself is not counted; 0 gives the day."""
        if count == 0:
            return day
        place = self._counts[_index(day)]  # working days up to and including the day
        if count < 0 and self.is_working(day):
            place -= 1
        place += count - 1 if count > 0 else count
        if not 0 <= place < len(self._working):
            raise BadInput(OUT_OF_RANGE, field="days")
        return date.fromordinal(self._working[place])

    def count(self, after: date, until: date) -> int:
        """How many working days lie after the first day, up to and including the second; negative if reversed."""
        return self._counts[_index(until)] - self._counts[_index(after)]

    def assumption(self, first: date, last: date) -> str:
        """What is assumed about the years between the two days; "" when all are announced."""
        missing = [year for year in range(first.year, last.year + 1) if year not in self.announced]
        if not missing:
            return ""
        years = "、".join(f"{year}年" for year in missing)
        if missing[0] < min(self.announced, default=0):
            return f"日历未收录{years}，暂按周一至周五上班计算。"
        return f"{years}放假调休安排尚未收录，暂按周末和法定节日休息计算，调休日待通知公布后重算。"


def weekday(day: date) -> str:
    """“星期三”."""
    return f"星期{_WEEK[day.weekday()]}"


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Every day from the first to the last, both included."""
    return tuple(first + timedelta(n) for n in range((last - first).days + 1))


def _index(day: date) -> int:
    index = day.toordinal() - _BASE
    if not 0 <= index < _SIZE:
        raise BadInput(OUT_OF_RANGE, field="days")
    return index


@lru_cache(maxsize=8)
def _calendar_of(law: Law) -> Calendar:
    return Calendar(law.calendar, version=law.version)
