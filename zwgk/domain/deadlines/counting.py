"""The bare arithmetic of limits: where a length ends. Knows units and the calendar, no rules.

The day of the event is not counted; the last day is.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from zwgk.domain.deadlines.facts import Moment, Suspension
from zwgk.domain.errors import BadInput
from zwgk.domain.workdays import OUT_OF_RANGE, Calendar
from zwgk.law.model import Unit

DAY = timedelta(1)


def end_of(
    start: Moment, amount: int, unit: Unit, calendar: Calendar, suspended: tuple[Suspension, ...] = ()
) -> Moment:
    """The last day (for hours: the moment) of a length that begins with an event."""
    try:
        return _end_of(start, amount, unit, calendar, suspended)
    except (OverflowError, ValueError) as error:  # past the year 9999
        raise BadInput(OUT_OF_RANGE, field="length") from error


def _end_of(
    start: Moment, amount: int, unit: Unit, calendar: Calendar, suspended: tuple[Suspension, ...] = ()
) -> Moment:
    if unit is Unit.HOUR:
        return _end_of_hours(start, amount, suspended)
    day = day_of(start)
    end = _plain_end(day, amount, unit, calendar)
    if not suspended:
        return end
    # Skipped days push the end, the pushed end may meet further skipped days; ends when nothing is added.
    lost, before = suspended_count(suspended, day, end, unit, calendar), -1
    while lost != before:
        before = lost
        pushed = calendar.add(day, amount + lost) if unit is Unit.WORKING_DAY else end + lost * DAY
        lost = suspended_count(suspended, day, pushed, unit, calendar)
    return pushed


def start_before(event: Moment, amount: int, unit: Unit, calendar: Calendar) -> Moment:
    """The last day on which a length can begin that must be over when the event comes."""
    try:
        if unit is Unit.HOUR:
            return moment_of(event) - timedelta(hours=amount)
        return _plain_end(day_of(event), -amount, unit, calendar)
    except (OverflowError, ValueError) as error:
        raise BadInput(OUT_OF_RANGE, field="length") from error


def _plain_end(day: date, amount: int, unit: Unit, calendar: Calendar) -> date:
    match unit:
        case Unit.WORKING_DAY:
            return calendar.add(day, amount)
        case Unit.WEEK:
            return day + 7 * amount * DAY
        case Unit.MONTH:
            return add_months(day, amount)
        case Unit.YEAR:
            return add_months(day, 12 * amount)
        case _:
            return day + amount * DAY


def _end_of_hours(start: Moment, amount: int, suspended: tuple[Suspension, ...]) -> datetime:
    end = moment_of(start) + timedelta(hours=amount)
    for pause in merged(suspended):  # in order, so that a pushed end can meet the next pause
        first = moment_of(pause.first, like=end)
        last = moment_of(pause.last or pause.first, like=end) + DAY
        if first < end and last > moment_of(start):
            end += last - max(first, moment_of(start))
    return end


def add_months(day: date, count: int) -> date:
    """The corresponding day so many months later, or the last of the month where there is none."""
    # 《民法典》第二百零二条：到期月的对应日为期间的最后一日；没有对应日的，月末日为期间的最后一日。
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    """28 to 31."""
    return months.monthrange(year, month)[1]


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, month_length(year, month))


def merged(suspended: Iterable[Suspension]) -> tuple[Suspension, ...]:
    """The pauses in order, overlapping and touching ones joined, so that no day is skipped twice."""
    joined: list[Suspension] = []
    for pause in sorted(suspended, key=lambda pause: pause.first):
        last = joined[-1] if joined else None
        if last is None or (last.last is not None and pause.first > last.last + DAY):
            joined.append(pause)
        else:
            end = None if last.last is None or pause.last is None else max(last.last, pause.last)
            joined[-1] = Suspension(last.first, end, last.reason or pause.reason, last.basis or pause.basis)
    return tuple(joined)


def suspended_count(suspended: Iterable[Suspension], after: date, until: date, unit: Unit, calendar: Calendar) -> int:
    """How many days (working days, if the unit says so) of the span after one day up to another are not counted."""
    total = 0
    for pause in merged(suspended):
        first, last = max(pause.first, after + DAY), min(pause.last or until, until)
        if first <= last:
            total += calendar.count(first - DAY, last) if unit is Unit.WORKING_DAY else (last - first).days + 1
    return total


def day_of(moment: Moment) -> date:
    """The calendar day."""
    return moment.date() if isinstance(moment, datetime) else moment


def moment_of(moment: Moment, like: datetime | None = None) -> datetime:
    """The moment; of a bare day its beginning."""
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, time(), tzinfo=like.tzinfo if like else None)
