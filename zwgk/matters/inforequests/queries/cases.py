"""Lists of requests."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from zwgk.domain.rights import Actor
from zwgk.foundation.organs.queries import reach

from ..models import OPEN, Case, State


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
        found = found.filter(tags__icontains=wanted.tag)
    if wanted.text:
        text = wanted.text
        found = found.filter(
            Q(title__icontains=text) | Q(description__icontains=text) | Q(number__icontains=text) | Q(applicant__icontains=text)
            | Q(external_number__icontains=text)
        )  # fmt: skip
    return found


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
