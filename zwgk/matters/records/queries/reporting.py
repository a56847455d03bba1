"""What the annual report counts in records: decisions of the year by kind, normative documents made, repealed and valid."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from zwgk.matters.records.models import DOCUMENT, Publication, Record, State

NORMATIVE_COLUMN = "art20-01"  # 行政法规、规章和规范性文件
NOT_COUNTED = (State.DISCARDED, State.WITHDRAWN, State.SEALED)


def decided(kind: str, organ_ids: Collection[int] | None, year: int) -> QuerySet[Record]:
    """Decisions of that kind taken in the year and published; one whose time in public is over still counts."""
    found = Record.objects.filter(kind=kind, first_published_at__isnull=False, formed_on__range=(date(year, 1, 1), date(year, 12, 31)))
    return _of(found.exclude(state__in=NOT_COUNTED), organ_ids)


def normative(organ_ids: Collection[int] | None, year: int, part: str) -> QuerySet[Record]:
    """Normative documents that were "made" or "repealed" in the year, or "valid" at its end."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = Record.objects.filter(kind=DOCUMENT, columns__key=NORMATIVE_COLUMN, first_published_at__isnull=False).exclude(state__in=NOT_COUNTED).distinct()
    found = _of(found, organ_ids).annotate(made_on=Coalesce("written_on", "formed_on", "first_published_at__date"))
    ended = (Publication.Standing.LAPSED, Publication.Standing.REPEALED)
    over = Publication.objects.filter(standing__in=ended)
    if part == "made":
        return found.filter(made_on__range=(first, last))
    if part == "repealed":
        return found.filter(pk__in=over.filter(ended_at__date__range=(first, last)).values("record_id"))
    gone = over.filter(Q(ended_at__date__lte=last) | Q(ended_at__isnull=True))
    return found.filter(made_on__lte=last).exclude(pk__in=gone.values("record_id"))


def _of(found: QuerySet[Record], organ_ids: Collection[int] | None) -> QuerySet[Record]:
    return found if organ_ids is None else found.filter(organ_id__in=list(organ_ids))
