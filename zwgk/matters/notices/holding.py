"""Documents that the office is still checking, for the hand-over."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.held import Held
from zwgk.foundation.organs.queries import Seat

from .models import Notice


def on_post(seat: Seat, at: datetime) -> list[Held]:
    """Readings that nobody has confirmed; they are the office's."""
    if not seat.office:
        return []
    rows = Notice.objects.filter(state=Notice.State.DRAFT).only("pk", "title", "received_by", "state").order_by("pk")
    return [
        Held("待核对来文", f"notices.notice:{row.pk}", row.title or "（未读出标题）", f"/office/notices/{row.pk}/", None, None,
             f"{row.get_state_display()}，{row.received_by}登记", by_post=True)
        for row in rows
    ]  # fmt: skip
