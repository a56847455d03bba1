"""Open requests in somebody's hands, for the hand-over."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.held import Held

from ..models import OPEN, SUBJECT, Case


def held_by(person_id: int, at: datetime) -> list[Held]:
    """Every request that is not finished and that this person handles; who asked is not told."""
    rows = Case.objects.filter(handler_id=person_id, state__in=OPEN).order_by("pk")
    return [Held("依申请公开", f"{SUBJECT}:{row.pk}", f"申请{row.number}", row.url, row.organ_id, None, row.get_state_display()) for row in rows]
