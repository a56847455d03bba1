"""Problems that wait on a post, for the hand-over: at the unit its corrections, at the office what is to be checked."""

from __future__ import annotations

from datetime import date, datetime

from zwgk.domain.held import Held
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.organs.queries import Seat

from .models import OPEN, SUBJECT, Finding, State


def on_post(seat: Seat, at: datetime) -> list[Held]:
    """Open at the units of the seat; for the office also what was answered anywhere and what was not yet ordered."""
    rows = Finding.objects.filter(organ_id__in=seat.organ_ids, state__in=OPEN)
    if seat.office:
        rows = rows | Finding.objects.filter(state__in=(State.ANSWERED, State.RAISED))
    found = list(rows.order_by("pk"))
    due = {clock.subject_id: clock.due_on for clock in clocks.of_subjects(SUBJECT, [row.pk for row in found]).order_by("id")}
    return [_held(row, due.get(str(row.pk))) for row in found]


def _held(row: Finding, due: date | None) -> Held:
    return Held("问题整改", f"findings.finding:{row.pk}", f"{row.number} {row.title}", row.url, row.organ_id, due, row.get_state_display(), by_post=True)
