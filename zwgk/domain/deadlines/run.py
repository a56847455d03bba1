"""From a length that has been read to the day it ends: by date, by period, backwards, with pauses and roll."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from zwgk.domain.deadlines import warn
from zwgk.domain.deadlines.counting import day_of, end_of, month_end, start_before
from zwgk.domain.deadlines.due import Due
from zwgk.domain.deadlines.facts import Moment, Suspension
from zwgk.domain.deadlines.notes import length, shown
from zwgk.domain.errors import BadInput
from zwgk.domain.workdays import Calendar, weekday
from zwgk.law.model import Direction, Start, Unit


@dataclass(frozen=True, slots=True)
class Length:
    """What is to be counted, after rule, date and extension have been read."""

    amount: int  # with an extension in the same unit
    unit: Unit
    direction: Direction
    starts: Start
    rolls: bool
    more: int = 0  # an extension in another unit
    more_unit: Unit = Unit.WORKING_DAY


def named_day(head: Due, named: str) -> Due:
    """The next such day on or after the start."""
    _no_pause(head)
    month, day = (int(part) for part in named.split("-"))
    begin = day_of(head.start)
    due = date(begin.year, month, day)
    if due < begin:
        due = date(begin.year + 1, month, day)
    return replace(
        step(head, f"{length(named, head.unit)}：每年固定日期，{begin}之后最近的一次是{due}。"),
        due=due, warnings=(*head.warnings, *warn.of_named_day(due, head.calendar)),
    )  # fmt: skip


def run(head: Due, span: Length) -> Due:
    """The head with the day on which the span ends, and how it was reached."""
    calendar = head.calendar
    if calendar is None:
        raise BadInput("计算期限需要日历。")
    if span.starts is Start.CALENDAR_PERIOD:
        _no_pause(head)
        return replace(head, due=_period_end(day_of(head.start), span))
    if span.direction is Direction.BEFORE_EVENT:
        return _before(head, span, calendar)
    end = _end(head, span, calendar)
    paused = next((pause for pause in head.suspensions if pause.last is None and pause.first <= day_of(end)), None)
    if paused is not None:
        return _waiting(head, span, paused, calendar)
    return _ended(head, span, end, calendar)


def _end(head: Due, span: Length, calendar: Calendar) -> Moment:
    closed = tuple(pause for pause in head.suspensions if pause.last is not None)
    end = end_of(head.start, span.amount, span.unit, calendar, closed)
    return end_of(end, span.more, span.more_unit, calendar, closed) if span.more else end


def _ended(head: Due, span: Length, end: Moment, calendar: Calendar) -> Due:
    due = end
    if span.rolls and not isinstance(end, datetime):
        # 《民法典》第二百零三条、《民事诉讼法》第八十五条：最后一日是法定休假日的，以休假日结束的次日为最后一日。
        due = calendar.next_working_day(end)
    if due != end:
        head = step(head, f"顺延：{end}是休息日（{calendar.reason(day_of(end))}），顺延到{due}（{weekday(due)}）。")
    leans = span.unit is Unit.WORKING_DAY or span.more_unit is Unit.WORKING_DAY and span.more > 0 or span.rolls
    first = day_of(head.start) + timedelta(1) if span.unit is Unit.WORKING_DAY else day_of(end)
    assumed = calendar.assumption(min(first, day_of(due)), day_of(due)) if leans and span.amount + span.more else ""
    extra = warn.of_start(head.start, span.unit) + warn.of_end(
        due, span.unit, span.direction, calendar, rolled=span.rolls
    )
    return replace(
        head, due=due, provisional=bool(assumed), warnings=(*head.warnings, *([assumed] if assumed else []), *extra)
    )


def _before(head: Due, span: Length, calendar: Calendar) -> Due:
    _no_pause(head)
    due = start_before(head.start, span.amount, span.unit, calendar)
    leans = span.unit is Unit.WORKING_DAY
    assumed = calendar.assumption(day_of(due), day_of(head.start) - timedelta(1)) if leans and span.amount else ""
    said = [assumed] if assumed else []
    return replace(head, due=due, provisional=bool(assumed), warnings=(*head.warnings, *said, warn.BACKWARDS))


def _waiting(head: Due, span: Length, paused: Suspension, calendar: Calendar) -> Due:
    """Suspended without an end: no day can be said, only what is left."""
    last_counted = paused.first - timedelta(1)
    left = None
    if span.unit in (Unit.WORKING_DAY, Unit.CALENDAR_DAY):
        closed = tuple(pause for pause in head.suspensions if pause.last is not None)
        left = span.amount + span.more - warn.used(day_of(head.start), last_counted, span.unit, calendar, closed)
    rest = f"，恢复后还剩{length(left, span.unit)}" if left is not None else ""
    said = f"自{paused.first}起暂停（{paused.reason or '不计入期限'}），尚未恢复{rest}。"
    return replace(step(head, said), remaining=left)


def _no_pause(head: Due) -> None:
    """Only a running count can pause; named days, calendar periods and counts backwards cannot."""
    if head.suspensions:
        raise BadInput("固定日期、自然月（年）和往前倒算的期限没有暂停。", field="suspend", remedy="请去掉暂停的日期。")


def _period_end(day: date, span: Length) -> date:
    if span.unit is Unit.YEAR:
        return date(day.year + span.amount - 1, 12, 31)
    month = day.month + span.amount - 2
    return month_end(day.year + month // 12, month % 12 + 1)


def beginning(head: Due, span: Length) -> str:
    """How counting begins, before any extension."""
    if span.starts is Start.CALENDAR_PERIOD:
        return f"期间：{shown(head.start)}所在的自然{'年' if span.unit is Unit.YEAR else '月'}。"
    if span.direction is Direction.BEFORE_EVENT:
        return f"倒算：{shown(head.start)}为事项发生之日，当日不计入，往前数{length(span.amount, span.unit)}。"
    if span.unit is Unit.HOUR:
        return f"起算：自{shown(head.start)}起{length(span.amount, span.unit)}。"
    return f"起算：{shown(head.start)}（{weekday(head.start)}）为事项发生之日，当日不计入；期限{length(span.amount, span.unit)}。"


def step(due: Due, sentence: str) -> Due:
    """One more sentence of how it was reached."""
    return replace(due, steps=(*due.steps, sentence))
