"""Days and moments in Beijing time."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
_LAST = time(23, 59, 59)


def day_of(at: datetime | date) -> date:
    """The day in Beijing."""
    return at.astimezone(BEIJING).date() if isinstance(at, datetime) else at


def local(at: datetime | date) -> datetime | date:
    """A moment told in Beijing time; a bare day stays as it is."""
    return at.astimezone(BEIJING) if isinstance(at, datetime) else at


def end_of_day(day: date) -> datetime:
    """The last second of the day."""
    return datetime.combine(day, _LAST, tzinfo=BEIJING)


def start_of_day(day: date) -> datetime:
    """Midnight at its beginning."""
    return datetime.combine(day, time(), tzinfo=BEIJING)


def parse(text: str) -> datetime | date:
    """What `isoformat` wrote."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def words(day: date, today: date) -> str:
    """“11月26日”; with the year when it is not this one."""
    short = f"{day.month}月{day.day}日"
    return short if day.year == today.year else f"{day.year}年{short}"
