"""Timed work: compute anew when the law has changed; remind organs of what is due."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.rights import system_actor
from zwgk.foundation.jobs.actions import Timed

from . import actions, queries

ACTOR = system_actor("时限巡检")


def replay(*, at: datetime) -> str:
    """A new calendar, an override or a new release of the law: the open clocks follow it."""
    if queries.replayed_with_this_law():
        return ""
    changes = actions.replay(actor=ACTOR, at=at)
    actions.tell_organs(changes, actor=ACTOR, at=at)
    return f"规则库有变化，重算后 {len(changes)} 件时限变更"


def remind(*, at: datetime) -> str:
    """On working days: one message a day to each organ that has something late, due today or soon."""
    sent = actions.remind(actor=ACTOR, at=at)
    return f"提醒 {sent} 个单位" if sent else ""


SCHEDULE = [
    Timed("zwgk.foundation.clocks.jobs.replay", "minute", "规则变化后重算时限"),
    Timed("zwgk.foundation.clocks.jobs.remind", "day 08:30", "到期提醒"),
]
