"""Reading findings: of an organ, of a source, of a list with filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.organs.queries import reach

from .holding import on_post as on_post
from .models import OPEN, SUBJECT, Attachment, Finding, State

if TYPE_CHECKING:
    from zwgk.foundation.organs.models import Organ


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the list; "" leaves one out."""

    state: str = ""  # a State, or "open"
    organ_id: int | None = None
    severity: str = ""
    text: str = ""


def visible_to(actor: Actor) -> QuerySet[Finding]:
    """Findings that this person may see: all, or those of the own organs."""
    organ_ids = reach(actor, "findings.see")
    found = Finding.objects.select_related("organ")
    return found if organ_ids is None else found.filter(organ_id__in=organ_ids)


def openable(found: Iterable[Finding | None], actor: Actor) -> set[int]:
    """Numbers of those whose page this person may open: elsewhere they are named without a link."""
    return {each.pk for each in found if each is not None and actor.may("findings.see", each.organ_id)}


def filtered(found: QuerySet[Finding], wanted: Wanted) -> QuerySet[Finding]:
    """The list with its filters."""
    if wanted.state:
        found = found.filter(state__in=OPEN) if wanted.state == "open" else found.filter(state=wanted.state)
    if wanted.organ_id:
        found = found.filter(organ_id=wanted.organ_id)
    if wanted.severity:
        found = found.filter(severity=wanted.severity)
    if wanted.text:
        found = found.filter(Q(problem__icontains=wanted.text) | Q(source_title__icontains=wanted.text))
    return found


def open_for(organ: Organ) -> QuerySet[Finding]:
    """Findings at this organ that are neither closed nor withdrawn, newest first."""
    return Finding.objects.filter(organ=organ, state__in=OPEN)


def of_source(source_type: str, source_id: int | str) -> QuerySet[Finding]:
    """What an inspection, an assessment, a scan … has found."""
    return Finding.objects.filter(source_type=source_type, source_id=str(source_id)).select_related("organ")


def of_source_type(source_type: str, prefix: str = "") -> QuerySet[Finding]:
    """What this kind of source has found and nobody withdrew; ids that begin with the prefix."""
    found = Finding.objects.filter(source_type=source_type, source_id__startswith=prefix).exclude(state=State.WITHDRAWN)
    return found.select_related("organ")


def counts(found: QuerySet[Finding]) -> dict[str, int]:
    """How many per state, and "open" for all that are not finished."""
    by_state = dict(found.order_by().values_list("state").annotate(Count("id")))
    return {**{state.value: by_state.get(state.value, 0) for state in State}, "open": sum(by_state.get(state.value, 0) for state in OPEN)}


def clock_of(finding: Finding) -> clocks.Clock | None:
    """The time limit of the correction; None before an order."""
    return clocks.of_subject(SUBJECT, finding.pk).order_by("-id").first()


def clocks_of(findings: Iterable[Finding]) -> Mapping[int, clocks.Clock]:
    """Finding → its newest clock, in one question, for a list."""
    found = clocks.of_subjects(SUBJECT, [finding.pk for finding in findings]).order_by("id")
    return {int(clock.subject_id): clock for clock in found}


def lights_of(findings: Iterable[Finding], at: datetime) -> dict[int, clocks.Light]:
    """Finding → the light of its time limit."""
    by_finding = clocks_of(findings)
    shown = clocks.lights(by_finding.values(), at)
    return {number: shown[clock.pk] for number, clock in by_finding.items()}


def proofs(finding: Finding) -> list[Attachment]:
    """Files that show the problem itself."""
    return list(finding.attachments.filter(answer__isnull=True).select_related("file"))
