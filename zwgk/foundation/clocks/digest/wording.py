"""From what a person owes to a title and at most ten lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from zwgk.domain.workdays import Calendar, weekday
from zwgk.foundation.inbox.models import Message

from ..lights import light
from ..models import Clock
from ..moments import words
from .gathering import Owed

MOST = 10  # lines about single things
_PARTS = (
    ("late", "逾期", "项"), ("today", "今天到期", "项"), ("returned", "退回", "件"), ("tomorrow", "明天到期", "项"), ("sign", "待签收", "件"),
    ("week", "本周到期", "项"), ("new", "新消息", "条"),
)  # fmt: skip


def title(owed: Owed) -> str:
    """“今日待办：逾期 2 项，今天到期 1 项”."""
    counts = [f"{name} {len(getattr(owed, part))} {unit}" for part, name, unit in _PARTS if getattr(owed, part)]
    return f"今日待办：{'，'.join(counts)}" if counts else "今日情况"


def body(owed: Owed, at: datetime, calendar: Calendar) -> str:
    """The most pressing things, each in a line; the rest as a number."""
    several = len(owed.organs) > 1
    lines, total = [], 0
    for part, name, _ in _PARTS:
        things: Sequence[Clock | Message] = getattr(owed, part)
        total += len(things)
        for thing in things[: MOST - len(lines)]:
            lines.append(f"{name}：{_said(thing, owed if several else None, at, calendar)}")
    rest = total - len(lines)
    return "\n".join([*lines, *([f"另有 {rest} 件，见工作台。"] if rest else []), *([owed.county] if owed.county else [])])


def _said(thing: Clock | Message, owed: Owed | None, at: datetime, calendar: Calendar) -> str:
    if not isinstance(thing, Clock):
        return thing.title
    organ = owed.organs.get(thing.organ_id, "") if owed else ""
    return f"{organ and f'{organ}，'}{named(thing)}（{light(thing, at, calendar).words}）"


def named(clock: Clock) -> str:
    """The thing and what is to be done with it, not longer than a line of a telephone."""
    text = f"{clock.subject_title}：{clock.title}" if clock.subject_title and clock.title not in clock.subject_title else clock.subject_title or clock.title
    return text if len(text) <= 40 else f"{text[:39]}…"


def tomorrow_title(count: int, next_day: date, today: date) -> str:
    """“明天到期 2 项”; before days of rest “11月30日（星期一）前到期 2 项”."""
    if (next_day - today).days == 1:
        return f"明天到期 {count} 项"
    return f"{words(next_day, today)}（{weekday(next_day)}）前到期 {count} 项"


def tomorrow_body(clocks: Sequence[Clock], at: datetime, calendar: Calendar) -> str:
    """Each in a line."""
    lines = [f"{named(clock)}（{light(clock, at, calendar).words}）" for clock in clocks[:MOST]]
    return "\n".join([*lines, *([f"另有 {len(clocks) - MOST} 项，见工作台。"] if len(clocks) > MOST else [])])
