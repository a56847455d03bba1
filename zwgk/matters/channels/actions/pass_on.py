"""Hand-over: places get another keeper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from zwgk.domain.held import numbers
from zwgk.domain.rights import Actor
from zwgk.foundation.organs.models import Person
from zwgk.matters.channels.models import CHANNEL, Channel

from .support import of_channel, tell


@transaction.atomic
def pass_on(keys: Iterable[str], leaving: Person, successor: Person | None, *, actor: Actor, at: datetime) -> int:
    """How many moved; without a successor the place waits for one and stands in the list of what has no keeper."""
    rows = list(Channel.objects.select_for_update(of=("self",)).filter(pk__in=numbers(keys, CHANNEL), keeper=leaving).select_related("organ"))
    for row in rows:
        actor.require("handovers.hand_over", row.organ_id)
        row.keeper = successor
        row.save(update_fields=["keeper"])
        said = f"工作交接：管理人由“{leaving.name}”改为“{successor.name if successor else '待定'}”"
        tell(of_channel(row), row.organ, "pass_on", said, actor=actor, at=at)
    return len(rows)
