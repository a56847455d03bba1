"""Dates in official texts: 2020年8月6日, 二〇二〇年八月六日, 2020-08-06 10:20.

`find_date` for heads and signatures; the deadline rules have patterns of their own and share `month_end`.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from .numerals import number_of, year_of

_Y = r"(?P<y>(?:19|20)\d{2}|[一二]\s?[〇零○ＯO0九]\s?[〇零○ＯO0一二三四五六七八九]\s?[〇零○ＯO0一二三四五六七八九])"
_CHINESE = re.compile(rf"{_Y}\s{{0,3}}年\s{{0,3}}(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s{{0,3}}月\s{{0,3}}(?P<d>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s{{0,3}}[日号]")
_ISO = re.compile(r"(?P<y>(?:19|20)\d{2})\s?[-/.．]\s?(?P<m>\d{1,2})\s?[-/.．]\s?(?P<d>\d{1,2})(?!\d)")
_TIME = re.compile(r"^\s{0,4}(\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)")


def find_date(text: str) -> tuple[str | None, str, str]:
    """ISO date (None when impossible), its raw string, and the time of day behind it; ("", "", "") when none."""
    found = ("年" in text and _CHINESE.search(text)) or _ISO.search(text)
    if not found:
        return None, "", ""
    clock = _TIME.match(text[found.end() :])
    time = clock.group(1).replace("：", ":") if clock else ""
    return _iso(found["y"], found["m"], found["d"]), found.group(0), time


def whole_date(text: str) -> tuple[str | None, str]:
    """The date when the line is nothing but a date (brackets allowed)."""
    bare = text.strip(" （()）。.")
    found = _CHINESE.fullmatch(bare) or _ISO.fullmatch(bare)
    return (_iso(found["y"], found["m"], found["d"]), found.group(0)) if found else (None, "")


def ending_date(text: str) -> tuple[int, str | None, str]:
    """Where a date begins that ends the line: (-1, None, "") when none."""
    found = list(_CHINESE.finditer(text[-40:]))
    last = found[-1] if found else None
    if last is None or text[-40:][last.end() :].strip(" )）"):
        return -1, None, ""
    return max(0, len(text) - 40) + last.start(), _iso(last["y"], last["m"], last["d"]), last.group(0)


def iso(year: int, month: int, day: int) -> str | None:
    """YYYY-MM-DD, None when there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def month_end(year: int, month: int) -> str | None:
    """The last day of the month."""
    return iso(year, month, calendar.monthrange(year, month)[1]) if 1 <= month <= 12 and 1 <= year <= 9999 else None


def _iso(year: str, month: str, day: str) -> str | None:
    digits = re.sub(r"\s", "", year).replace("○", "〇").replace("Ｏ", "〇").replace("O", "〇")
    y, m, d = year_of(digits), number_of(month), number_of(day)
    return iso(y, m, d) if y and m and d else None
