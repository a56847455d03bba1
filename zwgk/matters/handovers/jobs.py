"""Timed work: hand-overs whose day has come; lists not yet printed; each night what has no owner."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from zwgk.domain.errors import Refusal
from zwgk.domain.rights import system_actor
from zwgk.foundation.jobs.actions import Timed

from . import actions
from .models import Handover, State

ACTOR = system_actor("工作交接")


def effect(*, at: datetime) -> str:
    """Carry out what all have confirmed and whose day is here; one that is refused does not hold up the others."""
    due = Handover.objects.filter(state=State.AGREED, on__lte=timezone.localdate(at))
    done, refused = 0, []
    for row in due:
        try:
            actions.carry_out(row, actor=ACTOR, at=at)
            done += 1
        except Refusal as refusal:
            refused.append(f"{row}：{refusal.sentence}")
    for row in Handover.objects.filter(state=State.DONE, pdf__isnull=True):
        actions.print_list(row, actor=ACTOR, at=at)
    said = [f"办理交接 {done} 件"] if done else []
    return "；".join(said + refused)


def look(*, at: datetime) -> str:
    """What has no owner."""
    fresh = actions.look(actor=ACTOR, at=at)
    return f"新发现 {len(fresh)} 项无人负责" if fresh else ""


SCHEDULE = [
    Timed("zwgk.matters.handovers.jobs.effect", "10min", "到日工作交接"),
    Timed("zwgk.matters.handovers.jobs.look", "day 02:40", "查找无人负责的事项"),
]
