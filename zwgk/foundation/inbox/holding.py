"""Messages that wait for a person's receipt, for the hand-over."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.held import Held

from .models import Message


def held_by(person_id: int, at: datetime) -> list[Held]:
    """To him in person and not yet acknowledged; what was only to be read stays with its reader."""
    rows = Message.objects.filter(person_id=person_id, needs_receipt=True, received_at__isnull=True)
    return [Held("待签收消息", f"inbox.message:{row.pk}", row.title, f"/office/inbox/{row.pk}/", None, None, "未签收") for row in rows]
