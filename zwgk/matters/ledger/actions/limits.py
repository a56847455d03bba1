"""A person says how a phrase of time is reckoned here, or that an event has happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Told

from ..models import Limit
from ..queries import clocks_of, untouched
from ..subjects import of_task
from .build import start_items


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How a limit is counted."""

    due_on: date | None = None
    frequency: str = ""
    min_count: int | None = None


def set_limit(limit: Limit, reckoning: Reckoning, *, actor: Actor, at: datetime) -> int:
    """Give an unclear phrase (定期, 适时, 待…后) a day or an interval; open items of the task are laid out anew. Returns how many."""
    actor.require("ledger.edit_plan")
    if reckoning.due_on is None and not reckoning.frequency:
        raise BadInput("请填写日期，或选择周期。", field="due_on")
    with transaction.atomic():
        before = f"{limit.due_on or ''}{limit.frequency}"
        limit.due_on, limit.frequency, limit.min_count = reckoning.due_on, reckoning.frequency, reckoning.min_count
        limit.save()
        count = _lay_out_anew(limit, actor=actor, at=at)
        sentence = f"时限“{limit.phrase}”：{before or '（未定）'} → {limit.due_on or ''}{limit.frequency}"
        journal.record(of_task(limit.task), Told("ledger.edit_plan", sentence), actor=actor, at=at)
    return count


def record_event(limit: Limit, happened_on: date, *, actor: Actor, at: datetime) -> int:
    """The event from which a relative limit runs has happened; the clocks of all units start from it."""
    actor.require("ledger.edit_plan")
    if limit.kind not in (Limit.Kind.RELATIVE, Limit.Kind.CONDITIONAL):
        raise BadInput("这条时限不是从事件起算的。")
    if happened_on > localdate(at):
        raise BadInput("事件日期晚于今天。", field="happened_on", remedy="事件发生后再登记。")
    with transaction.atomic():
        limit.anchored_on = happened_on
        limit.save(update_fields=["anchored_on"])
        count = _lay_out_anew(limit, actor=actor, at=at)
        told = Told("ledger.edit_plan", f"登记事件“{limit.anchor or limit.phrase}”：{happened_on}")
        journal.record(of_task(limit.task), told, actor=actor, at=at)
    return count


def _lay_out_anew(limit: Limit, *, actor: Actor, at: datetime) -> int:
    """Items that nobody has touched make way; those with reports stay as they are."""
    task = limit.task
    idle = untouched(task)
    for clock in clocks_of(idle).values():
        clocks.void(clock, reason="时限重新设定", actor=actor, at=at)
    idle.delete()
    return start_items(task.plan, list(task.duties.filter(ended="").select_related("organ", "task")), actor=actor, at=at)
