"""Dates as old sites and old lists write them. A date that does not exist is told, never guessed."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日)?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")


def moment_in(text: Any) -> datetime | None:
    """The first date in the words; None when there is none. ValueError for one that does not exist (2020.13.1)."""
    if isinstance(text, datetime):
        return text if text.tzinfo else text.replace(tzinfo=BEIJING)
    if isinstance(text, date):
        return datetime(text.year, text.month, text.day, tzinfo=BEIJING)
    found = _DATE.search(str(text or ""))
    if not found:
        return None
    year, month, day, hour, minute, second = (int(each or 0) for each in found.groups())
    return datetime(year, month, day, hour, minute, second, tzinfo=BEIJING)
