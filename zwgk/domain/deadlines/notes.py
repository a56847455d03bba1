"""Each counted and each skipped day between an event and the end of its limit."""

from __future__ import annotations

from datetime import date, datetime

from zwgk.domain.deadlines.counting import DAY, day_of, merged
from zwgk.domain.deadlines.facts import DayNote, Moment, Suspension
from zwgk.domain.workdays import Calendar
from zwgk.law.model import Direction, Unit

RESULT = {
    Direction.WITHIN: "最后期限",
    Direction.AT_LEAST: "最早可以结束的日期",
    Direction.BEFORE_EVENT: "最迟应当办理的日期",
    Direction.BY_DATE: "最后期限",
    Direction.KEEP_AT_LEAST: "至少保存到",
    Direction.WINDOW: "期间届满日",
}
UNIT = {
    Unit.WORKING_DAY: "个工作日",
    Unit.CALENDAR_DAY: "日",
    Unit.HOUR: "小时",
    Unit.WEEK: "周",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
}
_BY_DAY = (Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.WEEK)  # the other units end on a corresponding day or moment


def day_notes(
    start: Moment, due: Moment, unit: Unit, calendar: Calendar, suspended: tuple[Suspension, ...]
) -> tuple[DayNote, ...]:
    """One note for each day after the event up to the end; towards an event, from the day before it backwards."""
    first, last = day_of(start), day_of(due)
    if unit not in _BY_DAY:
        return (DayNote(last, True, None, calendar.reason(last), calendar.basis(last)),)
    step = DAY if last >= first else -DAY
    pauses = merged(suspended)
    found: list[DayNote] = []
    number, day = 0, first
    while day != last:
        day += step
        pause = next((p for p in pauses if p.first <= day and (p.last is None or day <= p.last)), None)
        counted = pause is None and (unit is not Unit.WORKING_DAY or calendar.is_working(day))
        number += counted
        found.append(_note(day, number if counted else None, pause, calendar))
    return tuple(found)


def _note(day: date, number: int | None, pause: Suspension | None, calendar: Calendar) -> DayNote:
    if pause is not None:
        return DayNote(day, False, None, f"暂停（{pause.reason or '不计入期限'}）", pause.basis)
    return DayNote(day, number is not None, number, calendar.reason(day), calendar.basis(day))


def length(amount: int | str | None, unit: Unit) -> str:
    """“20个工作日”, “1月31日前”."""
    if isinstance(amount, str):
        month, day = amount.split("-")
        return f"{int(month)}月{int(day)}日前"
    return f"{amount}{UNIT[unit]}" if amount is not None else "未定数字"


def shown(moment: Moment) -> str:
    """“2026-02-10”, “2026-02-10 09:30”."""
    return moment.isoformat(sep=" ", timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()
