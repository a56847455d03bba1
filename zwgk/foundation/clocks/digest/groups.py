"""The same for a group chat: by unit, with @names, in messages of at most 500 characters. Only for whom no own message reaches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings

from zwgk.foundation.inbox import queries as inbox
from zwgk.foundation.rulebook import queries as rulebook

from ..moments import day_of
from .gathering import Owed, gather, posts
from .wording import named

LONGEST = 500  # characters of one message
NAMED = 2  # things named for a person; the rest as a number


def texts(owed: Iterable[Owed], day: date) -> list[str]:
    """Ready to be pasted into the group, one after the other."""
    head = f"【政务公开】{day.month}月{day.day}日提醒"
    foot = f"请登录办理：{settings.SITE_URL}/office/" if settings.SITE_URL else "请登录政务公开工作平台办理。"
    room = LONGEST - len(head) - len(foot) - 12  # line ends and “（12/34）”
    parts: list[str] = []
    for line in [_line(each)[:room] for each in owed if told(each)]:
        if parts and len(parts[-1]) + 1 + len(line) <= room:
            parts[-1] += f"\n{line}"
        else:
            parts.append(line)
    several = len(parts) > 1
    return ["\n".join([f"{head}（{n}/{len(parts)}）" if several else head, part, foot]) for n, part in enumerate(parts, 1)]


def told(owed: Owed) -> bool:
    """Whether there is something of his own; the sentence about the county is not for the group."""
    return bool(owed.due or owed.week or owed.returned or owed.sign)


def owed_words(owed: Owed) -> str:
    """“逾期 2 项，待签收 1 项”."""
    counts = [("逾期", owed.late), ("今天到期", owed.today), ("明天到期", owed.tomorrow), ("本周到期", owed.week), ("退回", owed.returned), ("待签收", owed.sign)]
    return "，".join(f"{name} {len(things)} 项" for name, things in counts if things)


def _line(owed: Owed) -> str:
    things = "、".join([*(named(clock) for clock in owed.due[:NAMED]), *(message.title for message in (owed.returned + owed.sign)[: NAMED - len(owed.due)])][:NAMED])
    return f"@{owed.person.name} {'、'.join(owed.organs.values())}：{owed_words(owed)}{f'（{things}）' if things else ''}"


def by_unit(owed: Iterable[Owed]) -> list[Owed]:
    """In the order of the names of their units."""
    return sorted(owed, key=lambda each: (next(iter(each.organs.values()), ""), each.person.name))


def unreached(at: datetime) -> list[Owed]:
    """Everybody on a post who has no way outside the platform, with what he owes now, by unit."""
    held = posts(day_of(at))
    owed = gather(held, rulebook.calendar(), at)
    reached = inbox.reaches(held.people.values())
    return by_unit(each for pk, each in owed.items() if reached[pk].way is None)
