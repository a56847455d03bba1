"""The guidance log with the corrections that came of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from zwgk.foundation.organs.models import Organ
from zwgk.matters.findings.models import Finding
from zwgk.matters.findings.queries import of_source
from zwgk.matters.governance.models import GUIDANCE, Guidance, GuidanceKind

__all__ = ["GUIDANCE", "correction_of", "guidance_counts", "guidance_of", "guidance_url"]


def guidance_of(organ_ids: Iterable[int] | None, *, year: int | None = None, kind: str = "", organ: Organ | None = None) -> QuerySet[Guidance]:
    """The log of some organs (None: of all), newest first."""
    found = Guidance.objects.select_related("organ")
    if organ_ids is not None:
        found = found.filter(organ_id__in=list(organ_ids))
    if year:
        found = found.filter(day__year=year)
    if kind:
        found = found.filter(kind=kind)
    return found.filter(organ=organ) if organ else found


def guidance_counts(found: QuerySet[Guidance]) -> dict[str, int]:
    """How many of each kind."""
    counted = dict(found.order_by().values_list("kind").annotate(Count("id")))
    return {kind: counted.get(kind, 0) for kind in GuidanceKind.values}


def correction_of(row: Guidance) -> Finding | None:
    """The correction order of an improper act; one that was withdrawn does not count."""
    return of_source(GUIDANCE, row.pk).exclude(state="withdrawn").order_by("-id").first()


def guidance_url(row: Guidance) -> str:
    return f"/office/governance/guidance/{row.pk}/"
