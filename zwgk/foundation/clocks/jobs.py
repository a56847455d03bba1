"""Timed work: compute anew when the law has changed; one message a day to each person."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from zwgk.domain.rights import system_actor
from zwgk.foundation.jobs.actions import Timed

from . import actions, queries

ACTOR = system_actor("时限巡检")
DIGEST = system_actor("每日汇总")


def replay(*, at: datetime) -> str:
    """A new calendar, an override or a new release of the law: the open clocks follow it."""
    if queries.replayed_with_this_law():
        return ""
    changes = actions.replay(actor=ACTOR, at=at)
    actions.tell_organs(changes, actor=ACTOR, at=at)
    return f"规则库有变化，重算后 {len(changes)} 件时限变更"


def digest(*, at: datetime) -> str:
    """Each morning: one message to each person who owes something."""
    sent = actions.send_digests(actor=DIGEST, at=at)
    return f"每日汇总 {sent} 人" if sent else ""


def tomorrow(*, at: datetime) -> str:
    """In the afternoon of a working day: what is due by the next one."""
    sent = actions.send_tomorrow(actor=DIGEST, at=at)
    return f"明日到期提醒 {sent} 人" if sent else ""


SCHEDULE = [
    Timed("zwgk.foundation.clocks.jobs.replay", "minute", "规则变化后重算时限"),
    Timed("zwgk.foundation.clocks.jobs.digest", f"day {settings.DIGEST_AT}", "每日汇总"),
    Timed("zwgk.foundation.clocks.jobs.tomorrow", f"day {settings.TOMORROW_AT}", "明日到期提醒"),
]
