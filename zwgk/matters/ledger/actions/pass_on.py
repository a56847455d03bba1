"""Hand-over: the tasks in one person's name go to another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from zwgk.domain.held import numbers
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Told
from zwgk.foundation.organs.models import Person

from ..models import Duty
from ..subjects import of_task


@transaction.atomic
def pass_on(keys: Iterable[str], leaving: Person, successor: Person | None, *, actor: Actor, at: datetime) -> int:
    """How many moved; their clocks are passed on by `clocks`. None as successor gives them back to the unit."""
    rows = Duty.objects.filter(pk__in=numbers(keys, "ledger.duty"), person=leaving).select_related("task", "organ")
    facts = []
    for duty in rows:
        actor.require("handovers.hand_over", duty.organ_id)
        said = f"工作交接：经办人由“{leaving.name}”改为“{successor.name if successor else '未定'}”"
        facts.append((of_task(duty.task), Told("ledger.assign_person", said, organ_id=duty.organ_id, organ_name=duty.organ.label)))
    Duty.objects.filter(pk__in=[duty.pk for duty in rows]).update(person=successor)
    journal.record_many(facts, actor=actor, at=at)
    return len(facts)
