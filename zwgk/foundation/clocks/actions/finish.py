"""The end of a clock: met, void; and back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.rulebook import queries as rulebook

from ..counting import place, refuse_unless
from ..models import OPEN, Clock, State
from .change import locked
from .tell import tell


@transaction.atomic
def meet(clock: Clock, *, met_at: datetime | None = None, actor: Actor, at: datetime) -> Clock:
    """What was due is done: at `met_at` (a letter served yesterday, entered today), otherwise now."""
    clock, done = locked(clock), met_at or at
    refuse_unless(clock.state in OPEN, f"“{clock.title}”{clock.get_state_display()}，不能再次办结。")
    if done > at:
        raise BadInput("办结时间不能晚于现在。", field="met_at")
    clock.state, clock.met_at = State.MET, done
    clock.met_late = not clock.waits and clock.due_at is not None and done > clock.due_at
    clock.save(update_fields=["state", "met_at", "met_late"])
    tell([(clock, "clocks.meet", f"办结：{clock.title}" + ("（逾期）" if clock.met_late else ""))], actor=actor, at=at)
    return clock


@transaction.atomic
def reopen(clock: Clock, *, reason: str, actor: Actor, at: datetime) -> Clock:
    """It was not done after all: the clock runs on as if it had never stopped."""
    clock = locked(clock)
    refuse_unless(
        clock.state in (State.MET, State.VOID), f"“{clock.title}”{clock.get_state_display()}，不需要恢复办理。"
    )
    clock.met_at, clock.met_late = None, False
    place(clock, rulebook.law(), rulebook.calendar())
    clock.save()
    tell([(clock, "clocks.reopen", f"恢复办理：{clock.title}，{reason}")], actor=actor, at=at)
    return clock


@transaction.atomic
def void(clock: Clock, *, reason: str, actor: Actor, at: datetime) -> Clock:
    """It is not due any more: withdrawn, cancelled, merged."""
    clock = locked(clock)
    refuse_unless(clock.state in OPEN, f"“{clock.title}”{clock.get_state_display()}，不能取消。")
    clock.state = State.VOID
    clock.save(update_fields=["state"])
    tell([(clock, "clocks.void", f"取消计时：{clock.title}，{reason}")], actor=actor, at=at)
    return clock
