"""Periods as people ask for them: a month, a quarter, half a year, a year, own dates. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from zwgk.domain.deadlines.counting import add_months, month_end
from zwgk.domain.errors import BadInput

BEIJING = ZoneInfo("Asia/Shanghai")
NUMERALS = "一二三四"


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, with the words for it."""

    first: date
    last: date
    label: str
    code: str = ""  # 2026M11, 2026Q3, 2026H1, 2026; "" for own dates

    def overlaps(self, first: date, last: date) -> bool:
        return self.first <= last and first <= self.last

    def before(self) -> Period:
        """The period of the same length just before: last month, last quarter …"""
        months = {"M": 1, "Q": 3, "H": 6}.get(self.code[4:5], 12)
        return self._moved(months)

    def year_before(self) -> Period:
        """The same period of last year."""
        return self._moved(12)

    def _moved(self, months: int) -> Period:
        if not self.code:
            days = timedelta((self.last - self.first).days + 1)
            return own(self.first - days, self.first - timedelta(1))
        start = add_months(self.first, -months)
        kind = self.code[4:5]
        number = {"M": start.month, "Q": (start.month + 2) // 3, "H": 1 + (start.month > 6)}.get(kind, "")
        return period(f"{start.year}{kind}{number}")


def period(code: str) -> Period:
    """2026M11, 2026Q3, 2026H1 or 2026 → the period."""
    found = re.fullmatch(r"(20\d\d)(?:([MQH])(\d{1,2}))?", code.strip())
    if not found:
        raise BadInput(f"不认识时段“{code}”。", field="period", remedy="请从列表中选择时段。")
    year, kind, number = int(found[1]), found[2] or "", int(found[3] or 1)
    length, count = {"M": (1, 12), "Q": (3, 4), "H": (6, 2), "": (12, 1)}[kind]
    if not 1 <= number <= count:
        raise BadInput(f"不认识时段“{code}”。", field="period", remedy="请从列表中选择时段。")
    words = {"M": f"{number}月", "Q": f"第{NUMERALS[(number - 1) % 4]}季度", "H": "上半年" if number == 1 else "下半年", "": ""}[kind]
    return Period(date(year, (number - 1) * length + 1, 1), month_end(year, number * length), f"{year}年{words}", found[0])


def own(first: date, last: date) -> Period:
    """Dates that a person typed."""
    if last < first:
        raise BadInput("结束日期早于开始日期。", field="last", remedy="请检查起止日期。")
    if (last - first).days > 366 * 5:
        raise BadInput("时段超过五年。", field="first", remedy="请分段报数。")
    return Period(first, last, f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日")


def offered(day: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups of (code, label) to choose from, newest first, three years back."""
    months = [add_months(day.replace(day=1), -n) for n in range(15)]
    quarters = [f"{y}Q{q}" for y in range(day.year, day.year - 3, -1) for q in (4, 3, 2, 1) if date(y, q * 3 - 2, 1) <= day]
    halves = [f"{y}H{h}" for y in range(day.year, day.year - 3, -1) for h in (2, 1) if date(y, h * 6 - 5, 1) <= day]
    years = [str(y) for y in range(day.year, day.year - 4, -1)]
    codes = {"季度": quarters, "月": [f"{m.year}M{m.month}" for m in months], "半年": halves, "年": years}
    return [(name, [(code, period(code).label) for code in found]) for name, found in codes.items()]


def end_of(day: date) -> datetime:
    """The last second of that day in Beijing."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=BEIJING)


def month_of(day: date) -> Period:
    return period(f"{day.year}M{day.month}")
