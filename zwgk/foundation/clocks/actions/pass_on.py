"""Hand-over: the limits in one person's name go to another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from zwgk.domain.held import numbers
from zwgk.domain.rights import Actor
from zwgk.foundation.organs.models import Person

from ..models import OPEN, Clock
from .tell import tell


@transaction.atomic
def pass_on(keys: Iterable[str], leaving: Person, successor: Person | None, *, actor: Actor, at: datetime) -> int:
    """How many moved. None as successor gives them back to the unit: whoever holds its post answers."""
    rows = Clock.objects.select_for_update().filter(pk__in=numbers(keys, "clocks.clock"), person=leaving, state__in=OPEN)
    clocks = list(rows)
    for clock in clocks:
        actor.require("handovers.hand_over", clock.organ_id)
        clock.person = successor
    Clock.objects.bulk_update(clocks, ["person"], batch_size=200)
    said = f"工作交接：责任人由“{leaving.name}”改为“{successor.name if successor else '本单位'}”"
    tell([(clock, "clocks.assign", said) for clock in clocks], actor=actor, at=at)
    return len(clocks)
