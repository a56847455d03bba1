"""In whose name a strayed thing stands, and to whom what was found is told."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ, Person
from zwgk.matters.governance import queries as governance
from zwgk.matters.ledger import queries as ledger


def owner_of(key: str, at: datetime) -> Person | None:
    """The person named on a task or a limit."""
    table, _, number = key.rpartition(":")
    if table == "ledger.duty":
        duty = ledger.duty_of(int(number))
        return duty.person if duty else None
    seated = organs.seated(timezone.localdate(at))
    return next((clock.person for clock in clocks.strayed(seated) if clock.pk == int(number)), None)


def competent(at: datetime) -> list[Organ]:
    """The organs with the rights of the office: as registered, else wherever somebody has the role."""
    day = timezone.localdate(at)
    leads = [lead.organ for lead in governance.leads(day)]
    if leads:
        return leads[:1]
    seats = {row.post.organ_id: row.post.organ for row in organs.holdings_on(day) if "office" in row.post.roles}
    return list(seats.values())[:1]
