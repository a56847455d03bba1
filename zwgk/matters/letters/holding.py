"""Letters that are not out yet, for the hand-over: drafts and taken numbers of the organ."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.held import Held
from zwgk.foundation.organs.queries import Seat

from .models import Letter, State


def on_post(seat: Seat, at: datetime) -> list[Held]:
    """Of the units of the seat; for the office those of the organs whose letters it writes."""
    rows = Letter.objects.filter(organ_id__in=seat.organ_ids | seat.office_ids, state__in=(State.DRAFT, State.RESERVED)).order_by("pk")
    return [
        Held("文书草稿", f"letters.letter:{row.pk}", f"{row.kind_title}：{row.title}", row.url, row.organ_id, None,
             f"{row.get_state_display()}，拟稿人{row.prepared_by}", by_post=True)
        for row in rows
    ]  # fmt: skip
