"""Lists of requests."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.organs.queries import reach

from ..models import OPEN, SUBJECT, Case, State

CLOCKS_OPEN = (clocks.State.RUNNING, clocks.State.WAITING, clocks.State.SUSPENDED)
HEADINGS = ("待确认收到", "逾期", "今天到期", "本周到期", "以后到期", "申请人期限届满，待认定", "等待申请人")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the list; "" leaves one out."""

    state: str = ""  # a State, or "open"
    organ_id: int | None = None
    kind: str = ""  # an ApplicantKind
    channel: str = ""
    tag: str = ""
    text: str = ""


def visible_to(actor: Actor) -> QuerySet[Case]:
    """Requests that this person may see: only those of organs for which they handle them."""
    organ_ids = reach(actor, "inforequests.see")
    found = Case.objects.select_related("organ", "handler")
    return found if organ_ids is None else found.filter(organ_id__in=organ_ids)


def filtered(found: QuerySet[Case], wanted: Wanted) -> QuerySet[Case]:
    """The list with its filters."""
    exact = {"organ_id": wanted.organ_id, "applicant_kind": wanted.kind, "channel": wanted.channel}
    found = found.filter(**{name: value for name, value in exact.items() if value})
    if wanted.state:
        found = found.filter(state__in=OPEN) if wanted.state == "open" else found.filter(state=wanted.state)
    if wanted.tag:
        # SQLite keeps JSON with \u…, PostgreSQL with the signs themselves.
        found = found.filter(Q(tags__icontains=wanted.tag) | Q(tags__icontains=json.dumps(wanted.tag)[1:-1]))
    if wanted.text:
        text = wanted.text
        found = found.filter(
            Q(title__icontains=text) | Q(description__icontains=text) | Q(number__icontains=text) | Q(applicant__icontains=text)
            | Q(external_number__icontains=text)
        )  # fmt: skip
    return found


def by_days_left(found: QuerySet[Case], at: datetime) -> list[tuple[str, list[int]]]:
    """The open ones as numbers, in the order in which they press: heading → cases. Those without a day of receipt come first."""
    today = localdate(at)
    due = {int(each): day for each, day in clocks.of_type(SUBJECT).filter(state__in=CLOCKS_OPEN).values_list("subject_id", "due_on")}
    groups: dict[str, list[tuple[date, int]]] = {name: [] for name in HEADINGS}
    for pk, state in found.filter(state__in=OPEN).values_list("pk", "state"):
        day = due.get(pk) or date.max
        groups[_heading(state, day, today)].append((day, pk))
    return [(name, [pk for _, pk in sorted(rows)]) for name, rows in groups.items() if rows]


def _heading(state: str, due: date, today: date) -> str:
    if state == State.ARRIVED:
        return HEADINGS[0]
    if state in (State.CLARIFYING, State.AWAITING_PAYMENT):
        return HEADINGS[6] if due >= today else HEADINGS[5]
    if due < today:
        return HEADINGS[1]
    if due == today:
        return HEADINGS[2]
    return HEADINGS[3] if due <= today + timedelta(6 - today.weekday()) else HEADINGS[4]


def counts(found: QuerySet[Case]) -> dict[str, int]:
    """How many per state, and "open" for all that wait for an answer."""
    by_state = dict(found.order_by().values_list("state").annotate(Count("id")))
    return {**{state.value: by_state.get(state.value, 0) for state in State}, "open": sum(by_state.get(state.value, 0) for state in OPEN)}


def requests_before(case: Case) -> int:
    """办法第四条: earlier requests of the same applicant at this organ in the same calendar month."""
    if case.received_on is None or not case.applicant_key:
        return 0
    month = Case.objects.filter(
        organ_id=case.organ_id, applicant_key=case.applicant_key, counted=True, received_on__year=case.received_on.year,
        received_on__month=case.received_on.month,
    )  # fmt: skip
    return month.filter(Q(received_on__lt=case.received_on) | Q(received_on=case.received_on, pk__lt=case.pk)).count()
