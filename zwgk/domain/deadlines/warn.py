"""Sentences for the person who must keep a limit: what is uncertain about it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from zwgk.domain.deadlines.counting import day_of, suspended_count
from zwgk.domain.deadlines.facts import Moment, Suspension
from zwgk.domain.workdays import Calendar
from zwgk.law.model import DatedValue, DeadlineRule, Direction, Status, Unit

BACKWARDS = "往前倒算时，最后一天当日办理是否算数，法律没有明文；建议再提前一天。"


def of_rule(rule: DeadlineRule, value: DatedValue, day: date) -> tuple[str, ...]:
    """What the rule file itself marks as uncertain, and a day before the rule."""
    found = []
    if day < value.since:
        found.append(f"起算日早于所收录规定的施行日期（{value.since}），按该规定计算，请核对当时的规定。")
    if value.status is Status.UNVERIFIED:
        note = value.note or rule.note
        found.append(f"这条规则有未核实之处：{note}")
    return tuple(found)


def of_named_day(due: date, calendar: Calendar | None) -> tuple[str, ...]:
    """“X月X日前”: the named day is taken as the last one; whether it still counts, the law does not say."""
    rest = f"{due}是休息日，" if calendar and not calendar.is_working(due) else ""
    return (f"{rest}建议在{due - timedelta(1)}前办结。",)


def of_start(start: Moment, unit: Unit) -> tuple[str, ...]:
    """Hours need a moment."""
    if unit is Unit.HOUR and not isinstance(start, datetime):
        return (f"没有写明几点发生，暂按{start}零时起算。",)
    return ()


def of_end(due: Moment, unit: Unit, direction: Direction, calendar: Calendar, *, rolled: bool) -> tuple[str, ...]:
    """What may still move the end, or makes it awkward."""
    day, found = day_of(due), []
    by_calendar = unit not in (Unit.WORKING_DAY, Unit.HOUR)
    if by_calendar and not rolled and direction is Direction.WITHIN and not calendar.is_working(day):
        found.append(f"{day}是休息日（{calendar.reason(day)}），法律没有写明可以顺延，请提前办理。")
    # 元旦放假通知可能调整上一年最后几天：2007年12月29日、31日就是由2008年的通知安排的。
    if (
        unit is Unit.WORKING_DAY
        and day >= date(day.year, 12, 28)
        and date(day.year + 1, 1, 1).year not in calendar.announced
    ):
        found.append(f"{day.year + 1}年元旦放假通知公布后，{day.year}年12月最后几天的上班安排可能调整。")
    return tuple(found)


def used(start: date, until: date, unit: Unit, calendar: Calendar, suspended: tuple[Suspension, ...]) -> int:
    """How many units have been counted after the event up to a day."""
    if until <= start:
        return 0
    passed = calendar.count(start, until) if unit is Unit.WORKING_DAY else (until - start).days
    return passed - suspended_count(suspended, start, until, unit, calendar)
