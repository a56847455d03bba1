"""What hangs on a person here, for the hand-over: registered duties in his name, filings owed, follow-ups with the superior line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from zwgk.domain.held import Held
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.queries import Seat
from zwgk.matters.governance.models import ITEM, TALK, Filing, FilingState, LineTalk, Responsible, Section


def registered(name: str, organ_ids: Iterable[int]) -> list[Held]:
    """The registers know names, not accounts: entries of this name at these organs."""
    ids = list(organ_ids)
    people = Responsible.objects.filter(name=name, organ_id__in=ids, until__isnull=True).select_related("organ")
    chiefs = Section.objects.filter(chief=name, organ_id__in=ids, until__isnull=True).select_related("organ")
    found = [_held("responsible", row.pk, f"{row.organ.label}{row.get_duty_display()}（{row.title}）", row.organ) for row in people]
    return found + [_held("section", row.pk, f"{row.organ.label}具体承办科室负责人（{row.name}）", row.organ) for row in chiefs]


def on_post(seat: Seat, at: datetime) -> list[Held]:
    """Filings that the units of the seat still owe, and what they have to follow up with their superior department."""
    states = (FilingState.WAITING, FilingState.RETURNED)
    filings = list(Filing.objects.filter(organ_id__in=seat.organ_ids, state__in=states, call__closed_at__isnull=True).select_related("call", "organ"))
    talks = list(LineTalk.objects.filter(contact__organ_id__in=seat.organ_ids, done_at__isnull=True).exclude(follow_up="").select_related("contact"))
    due = {(kind, clock.subject_id): clock.due_on for kind, rows in ((ITEM, filings), (TALK, talks)) for clock in clocks.of_subjects(kind, [row.pk for row in rows])}
    found = [
        Held("报备", f"governance.filing:{row.pk}", str(row), row.url, row.organ_id, due.get((ITEM, str(row.pk))), row.get_state_display(), by_post=True)
        for row in filings
    ]
    return found + [
        Held("上级对口事项", f"governance.talk:{row.pk}", f"{row.contact.superior}：{row.follow_up}", f"/office/governance/organs/{row.contact.organ_id}/",
             row.contact.organ_id, due.get((TALK, str(row.pk))), "待办", by_post=True)
        for row in talks
    ]  # fmt: skip


def _held(table: str, pk: int, label: str, organ: Organ) -> Held:
    return Held("责任登记", f"governance.{table}:{pk}", label, f"/office/governance/organs/{organ.pk}/", organ.pk, None, "在任")
