"""The light of a clock: its state in one word and in a short sentence, counted by the real calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from zwgk.domain.workdays import Calendar
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.model import Unit

from .models import Clock, State
from .moments import BEIJING, day_of, words

SOON = 3  # working days: 临期


@dataclass(frozen=True, slots=True)
class Light:
    """What a page shows beside the subject."""

    state: str  # late, today, soon, later, waiting, over, met, met_late, suspended, void, none
    words: str  # “还剩 3 个工作日 · 11月26日”
    note: str = ""  # “待公布放假安排，日期暂定”


NONE = Light("none", "")


def light(clock: Clock | None, at: datetime, calendar: Calendar | None = None) -> Light:
    """The light at that moment. Lists pass the calendar, so that it is asked for once."""
    if clock is None:
        return NONE
    calendar = calendar or rulebook.calendar()
    note = "待公布放假安排，日期暂定" if clock.provisional and clock.state in (State.RUNNING, State.WAITING) else ""
    match clock.state:
        case State.MET:
            return _met(clock, calendar)
        case State.VOID:
            return Light("void", "已取消")
        case State.SUSPENDED:
            return _suspended(clock)
        case State.WAITING:
            state, said = _waiting(clock, at, calendar)
        case _:
            state, said = _running(clock, at, calendar)
    return Light(state, said, note)


def lights(clocks: Iterable[Clock], at: datetime) -> dict[int, Light]:
    """The lights of a list, by number of the clock."""
    calendar = rulebook.calendar()
    return {clock.pk: light(clock, at, calendar) for clock in clocks}


def _met(clock: Clock, calendar: Calendar) -> Light:
    if not clock.met_late or clock.met_at is None or clock.due_on is None:
        return Light("met", "已办结")
    return Light("met_late", f"已办结（逾期 {_distance(clock.due_on, day_of(clock.met_at), calendar)}）")


def _suspended(clock: Clock) -> Light:
    unit = "个工作日" if clock.unit == Unit.WORKING_DAY else "日"
    left = f" · 恢复后还剩 {clock.remaining} {unit}" if clock.remaining is not None else ""
    return Light("suspended", "中止计时" + left)


def _waiting(clock: Clock, at: datetime, calendar: Calendar) -> tuple[str, str]:
    if clock.due_at is None or clock.due_on is None:
        return "waiting", "等待期满"
    if clock.due_at < at:
        return "over", f"已期满 · {words(clock.due_on, day_of(at))}"
    return "waiting", f"{words(clock.due_on, day_of(at))}期满"


def _running(clock: Clock, at: datetime, calendar: Calendar) -> tuple[str, str]:
    if clock.due_at is None or clock.due_on is None:
        return "none", "期限待定"
    today = day_of(at)
    if clock.unit == Unit.HOUR:
        return _hours(clock, clock.due_at, at)
    if clock.due_at < at:
        return "late", f"逾期 {_distance(clock.due_on, today, calendar)}"
    if clock.due_on == today:
        return "today", "今天到期"
    state = "soon" if calendar.count(today, clock.due_on) <= SOON else "later"
    return state, f"还剩 {_distance(today, clock.due_on, calendar)} · {words(clock.due_on, today)}"


def _hours(clock: Clock, due: datetime, at: datetime) -> tuple[str, str]:
    minutes = int(abs((due - at).total_seconds()) // 60)
    span = f"{minutes // 60} 小时" if minutes >= 60 else f"{minutes} 分钟"
    if due < at:
        return "late", f"逾期 {span}"
    moment = due.astimezone(BEIJING)
    shown = f"{moment:%H:%M}" if moment.date() == day_of(at) else f"{words(moment.date(), day_of(at))} {moment:%H:%M}"
    state = "today" if moment.date() == day_of(at) else "soon" if minutes <= SOON * 24 * 60 else "later"
    return state, f"还剩 {span} · {shown}"


def _distance(first: date, last: date, calendar: Calendar) -> str:
    """“3 个工作日”; over a weekend, where no working day lies between, plain days."""
    count = calendar.count(first, last)
    return f"{count} 个工作日" if count else f"{(last - first).days} 天"
