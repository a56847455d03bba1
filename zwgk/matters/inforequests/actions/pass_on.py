"""A hand-over: requests in hand go to the successor; the limits do not notice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.held import numbers
from zwgk.domain.rights import Actor
from zwgk.foundation.organs.models import Person

from ..models import SUBJECT, Case
from .course import Act, happened

RIGHT = "handovers.hand_over"


@transaction.atomic
def pass_on(keys: Iterable[str], leaving: Person, successor: Person | None, *, actor: Actor, at: datetime) -> int:
    """How many moved; without a successor they wait for somebody to be assigned."""
    wanted = numbers(keys, SUBJECT)
    rows = list(Case.objects.select_for_update(of=("self",)).filter(pk__in=wanted, handler=leaving).select_related("organ"))
    for row in rows:
        actor.require(RIGHT, row.organ_id)
        row.handler = successor
        row.save(update_fields=["handler"])
        said = f"工作交接：承办人由{leaving.name}改为{successor.name if successor else '待定'}"
        happened(row, Act("pass_on", localdate(at), said), right=RIGHT, actor=actor, at=at)
    return len(rows)
