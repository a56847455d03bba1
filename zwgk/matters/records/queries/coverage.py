"""Coverage (CAT-13, PRO-02): what the catalogue prescribes against what is published; every cell with its ground."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, Q
from django.utils import timezone

from zwgk.domain import catalogues
from zwgk.domain.catalogues import Standing
from zwgk.foundation.organs.models import Organ
from zwgk.matters.catalogue import queries as catalogue
from zwgk.matters.catalogue.models import Entry
from zwgk.matters.findings import queries as findings
from zwgk.matters.records.models import Publication

Validity = Publication.Standing
SOURCE = "records.coverage"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry at one organ over the periods of a year."""

    entry: Entry
    organ_id: int
    words: str  # the limit
    cells: tuple[tuple[catalogues.coverage.Period, catalogues.Cell], ...]


@dataclass(slots=True)
class Completeness:
    """One organ: how many cells stand how, and which items of Art. 20 are empty."""

    organ: Organ
    counts: dict[str, int] = field(default_factory=dict)
    items: dict[int, int] = field(default_factory=dict)  # item → publications

    @property
    def due(self) -> int:
        return sum(self.counts.get(each.value, 0) for each in (Standing.PUBLISHED, Standing.LATE, Standing.MISSING))

    @property
    def there(self) -> int:
        return self.counts.get(Standing.PUBLISHED, 0) + self.counts.get(Standing.LATE, 0)

    @property
    def empty(self) -> list[int]:
        return [item for item, count in sorted(self.items.items()) if not count]


def lines(year: int, today: date, organ_ids: Iterable[int] | None = None) -> list[Line]:
    """Every expected entry of these organs with its cells; three questions whatever their count."""
    expected = catalogue.expected_of(organ_ids)
    published = _published(year, {each.organ for _, _, each in expected})
    return [
        Line(entry, organ_id, each.words, tuple(catalogues.cover(each, published.get((each.entry, organ_id), ()), year, today, catalogue.limit_day)))
        for entry, organ_id, each in expected
    ]


def completeness(year: int, today: date) -> list[Completeness]:
    """The county at a glance: one row per organ that keeps columns."""
    rows = {organ.pk: Completeness(organ) for organ in catalogue.obliged(today)}
    for line in lines(year, today):
        counts = rows[line.organ_id].counts if line.organ_id in rows else {}
        for _, cell in line.cells:
            counts[cell.standing.value] = counts.get(cell.standing.value, 0) + 1
    for organ_id, item, count in _by_item():
        if organ_id in rows:
            rows[organ_id].items[item] = rows[organ_id].items.get(item, 0) + count
    return list(rows.values())


def raised(year: int, organ_id: int) -> Mapping[str, str]:
    """"entry/period" → address of the finding that was raised for this gap."""
    found = findings.of_source_type(SOURCE, f"{year}/{organ_id}/")
    return {row.source_id.partition(f"{year}/{organ_id}/")[2]: row.url for row in found}


def _published(year: int, organ_ids: set[int]) -> dict[tuple[int, int], list[catalogues.Published]]:
    """Of this year each one; of the years before only the newest that is still in force."""
    found: dict[tuple[int, int], list[catalogues.Published]] = {}
    mine = Publication.objects.filter(shown=True, organ_id__in=organ_ids, entries__isnull=False).order_by()
    fields = ("pk", "entries", "organ_id", "first_published_at", "formed_on", "title", "slug", "standing")
    now = mine.filter(first_published_at__year__gte=year, first_published_at__year__lte=year + 1)
    for pk, entry, organ, at, formed, title, slug, standing in now.values_list(*fields):
        one = catalogues.Published(pk, entry, organ, timezone.localdate(at), formed, None, title, f"/xxgk/info/{slug}/", standing == Validity.VALID)
        found.setdefault((entry, organ), []).append(one)
    before = mine.filter(first_published_at__year__lt=year, standing=Validity.VALID).values("entries", "organ_id").annotate(last=Max("first_published_at"))
    for row in before:
        one = catalogues.Published(0, row["entries"], row["organ_id"], timezone.localdate(row["last"]), title="以前发布的信息")
        found.setdefault((row["entries"], row["organ_id"]), []).append(one)
    return found


def _by_item() -> Iterable[tuple[int, int, int]]:
    """Organ, item of Art. 20, how many are shown; items without any are told too."""
    count = Count("publications", filter=Q(publications__shown=True), distinct=True)
    rows = catalogue.every_column().filter(item__isnull=False, closed_on__isnull=True).order_by().annotate(n=count)
    return [(row.organ_id, row.item or 0, row.n) for row in rows.select_related(None)]
