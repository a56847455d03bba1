"""The item list, its exclusions, the negative list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from zwgk.matters.catalogue.links import PROPOSED
from zwgk.matters.catalogue.models import Attribute, Matter, NegativeItem, NegativeList


@dataclass(frozen=True, slots=True)
class MatterCount:
    """One organ: how much is decided, how."""

    organ_id: int
    total: int
    open: int
    request: int
    withheld: int
    undecided: int


def matters(organ_id: int | None = None, attribute: str = "", text: str = "") -> QuerySet[Matter]:
    """The list with its filters; attribute "none": not yet decided."""
    found = Matter.objects.filter(ended_on__isnull=True).select_related("organ", "source", "entry", "negative")
    if organ_id:
        found = found.filter(organ_id=organ_id)
    if attribute:
        found = found.filter(attribute="" if attribute == "none" else attribute)
    if text:
        found = found.filter(Q(name__icontains=text) | Q(source_name__icontains=text))
    return found


def counts_by_organ() -> dict[int, MatterCount]:
    """For the overview, in one question."""
    of = {each.value: Count("pk", filter=Q(attribute=each.value)) for each in Attribute}
    rows = Matter.objects.filter(ended_on__isnull=True).order_by().values("organ_id").annotate(total=Count("pk"), none=Count("pk", filter=Q(attribute="")), **of)
    return {
        row["organ_id"]: MatterCount(row["organ_id"], row["total"], row["open"], row["request"], row["withheld"], row["none"])
        for row in rows
    }  # fmt: skip


def excluded() -> QuerySet[Matter]:
    """The exclusion register (CAT-03): everything that is not public, each with its ground."""
    return matters(attribute=Attribute.WITHHELD)


def unlisted() -> QuerySet[Matter]:
    """主动公开, but bound to no entry of the catalogue: it would be forgotten."""
    return matters(attribute=Attribute.OPEN).filter(entry__isnull=True)


def proposal(row: Matter) -> tuple[str, str]:
    """Attribute and ground that the link suggests; a person decides."""
    ground = PROPOSED.get(row.link)
    return (Attribute.WITHHELD.value, ground.value) if ground else (Attribute.OPEN.value, "")


def negative(day: date) -> QuerySet[NegativeItem]:
    """The negative list as it stands."""
    return NegativeItem.objects.filter(Q(until__isnull=True) | Q(until__gt=day)).select_related("organ", "field")


def negative_versions() -> QuerySet[NegativeList]:
    return NegativeList.objects.all()
