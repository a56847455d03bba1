"""Passing unfinished pieces on to another person, with the hand-over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from zwgk.domain.held import numbers
from zwgk.domain.rights import Actor
from zwgk.foundation.organs.models import Person
from zwgk.matters.records.models import SUBJECT, Record

from .support import tell


@transaction.atomic
def pass_on(keys: Iterable[str], leaving: Person, successor: Person | None, *, actor: Actor, at: datetime) -> int:
    """How many moved; without a successor messages go to the liaison of the organ. Who drafted stays written (`drafted_by`)."""
    rows = list(
        Record.objects.select_for_update(of=("self",))
        .filter(pk__in=numbers(keys, SUBJECT), drafter=leaving)
        .select_related("organ")
    )
    for row in rows:
        actor.require("handovers.hand_over", row.organ_id)
        row.drafter = successor
        row.save(update_fields=["drafter"])
        said = f"工作交接：经办人由“{leaving.name}”改为“{successor.name if successor else '待定'}”"
        tell(row, "records.pass_on", said, actor=actor, at=at)
    return len(rows)
