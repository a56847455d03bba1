"""Papers that are drafted and not issued, for the hand-over."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.held import Held
from zwgk.foundation.organs.queries import Seat

from ..models import Briefing


def on_post(seat: Seat, at: datetime) -> list[Held]:
    """Drafts wait at the county office, whoever began them; what was reported stays with its name."""
    if not seat.office:
        return []
    rows = Briefing.objects.filter(state=Briefing.State.DRAFT).order_by("pk")
    return [
        Held("专报草稿", f"briefings.briefing:{row.pk}", f"{row.title}（{row.period}）", row.url, row.organ_id, None,
             f"{row.get_state_display()}，起草人{row.drafted_by}", by_post=True)
        for row in rows
    ]  # fmt: skip
