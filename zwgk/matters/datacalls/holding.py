"""Data calls that wait on a post, for the hand-over: returns owed by the unit, at the office the calls that are not closed."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.held import Held
from zwgk.foundation.organs.queries import Seat

from .models import CallState, DataCall, Return, State


def on_post(seat: Seat, at: datetime) -> list[Held]:
    """Of the units of the seat with their drafts; for the office every call that is being prepared or collected."""
    owed = Return.objects.filter(organ_id__in=seat.organ_ids, call__state=CallState.RUNNING).exclude(state=State.SENT)
    found = [
        Held("采集表填报", f"datacalls.return:{row.pk}", row.call.title, row.url, row.organ_id, row.call.due_on, row.progress, by_post=True)
        for row in owed.select_related("call").defer("draft", "values").order_by("pk")
    ]
    if not seat.office:
        return found
    calls = DataCall.objects.filter(state__in=(CallState.DRAFT, CallState.RUNNING)).order_by("pk")
    return found + [
        Held("采集表", f"datacalls.call:{row.pk}", row.title, row.url, row.organ_id, row.due_on,
             f"{row.get_state_display()}，登记人{row.made_by}", by_post=True)
        for row in calls
    ]  # fmt: skip
