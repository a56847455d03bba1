"""When a message may ring: not in quiet hours, not on days of rest. Pure, but for the calendar that is passed in."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from zwgk.domain.workdays import Calendar

BEIJING = ZoneInfo("Asia/Shanghai")
FROM, UNTIL = time(22), time(7)


def rings_at(at: datetime, calendar: Calendar, *, quiet: tuple[time, time] = (FROM, UNTIL), rest_days: bool = False) -> datetime:
    """The first moment from `at` on at which it may ring; `rest_days`: also on days without work."""
    moment = _after_quiet(at.astimezone(BEIJING), quiet)
    if rest_days or calendar.is_working(moment.date()):
        return moment
    next_day = calendar.next_working_day(moment.date())
    return _after_quiet(datetime.combine(next_day, quiet[1], tzinfo=BEIJING), quiet)


def _after_quiet(moment: datetime, quiet: tuple[time, time]) -> datetime:
    first, last = quiet
    now = moment.time()
    if first <= last:  # within one day, or none when both are equal
        return datetime.combine(moment.date(), last, tzinfo=BEIJING) if first <= now < last else moment
    if now >= first:
        return datetime.combine(moment.date() + timedelta(1), last, tzinfo=BEIJING)
    return datetime.combine(moment.date(), last, tzinfo=BEIJING) if now < last else moment
