"""What a keeper has in hand, for the hand-over."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.held import Held

from .models import CHANNEL, LIVE, Channel, Standing


def held_by(person_id: int, at: datetime) -> list[Held]:
    """The places that this person keeps; their open releases go with them."""
    rows = Channel.objects.filter(keeper_id=person_id, state__in=(*LIVE, Standing.PROPOSED)).select_related("organ")
    return [Held("渠道管理", f"{CHANNEL}:{row.pk}", f"{row.sort}：{row.name}", row.url, row.organ_id, None, row.get_state_display()) for row in rows]
