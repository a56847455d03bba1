"""Coverage (CAT-13, PRO-02): what the catalogue prescribes against what is published; every cell with its ground."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.db.models.fields.json import KeyTextTransform
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
_PERIOD = re.compile(r"(?P<year>20\d\d)(?:-?Q(?P<quarter>[1-4])|-(?P<month>\d\d?))?")


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
    """Every expected entry of these organs with its cells; four questions whatever their count."""
    expected = catalogue.expected_of(organ_ids)
    published = _published(year, {each.organ for _, _, each in expected})
    for key, rows in _rows(year, expected).items():
        published.setdefault(key, []).extend(rows)
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
    taken = catalogue.taken_over()  # what was filed under a merged entry fills the one that took it over
    mine = Publication.objects.filter(shown=True, organ_id__in=organ_ids, entries__isnull=False).order_by()
    fields = ("pk", "entries", "organ_id", "first_published_at", "formed_on", "title", "slug", "standing")
    now = mine.filter(first_published_at__year__gte=year, first_published_at__year__lte=year + 1)
    for pk, filed, organ, at, formed, title, slug, standing in now.values_list(*fields):
        entry = taken.get(filed, filed)
        one = catalogues.Published(pk, entry, organ, timezone.localdate(at), formed, None, title, f"/xxgk/info/{slug}/", standing == Validity.VALID)
        found.setdefault((entry, organ), []).append(one)
    before = mine.filter(first_published_at__year__lt=year, standing=Validity.VALID).values("entries", "organ_id").annotate(last=Max("first_published_at"))
    for row in before:
        entry = taken.get(row["entries"], row["entries"])
        one = catalogues.Published(0, entry, row["organ_id"], timezone.localdate(row["last"]), title="以前发布的信息")
        found.setdefault((entry, row["organ_id"]), []).append(one)
    return found


def _rows(year: int, expected: Sequence[tuple[Entry, int, Any]]) -> dict[tuple[int, int], list[catalogues.Published]]:
    """Rows of the kind that fills an entry fill it, without being filed one by one: one line per organ and period told of."""
    filled: dict[tuple[str, int], list[int]] = {}
    for entry, organ_id, each in expected:
        if entry.kind:
            filled.setdefault((entry.kind, organ_id), []).append(each.entry)
    if not filled:
        return {}
    mine = Publication.objects.filter(shown=True, kind__in={kind for kind, _ in filled}, organ_id__in={organ for _, organ in filled}).order_by()
    told = {"period": KeyTextTransform("period", "values"), "of_year": KeyTextTransform("year", "values")}
    now = mine.filter(first_published_at__year__gte=year, first_published_at__year__lte=year + 1).annotate(**told).values("kind", "organ_id", *told)
    found: dict[tuple[int, int], list[catalogues.Published]] = {}
    for row in now.annotate(n=Count("pk"), first=Min("first_published_at"), arose=Min("formed_on")):
        title, url = f"{row['n']}条", f"/xxgk/data/{row['kind']}/"
        for entry in filled.get((row["kind"], row["organ_id"]), ()):
            day = _first_day(str(row["period"] or row["of_year"] or ""))
            one = catalogues.Published(0, entry, row["organ_id"], timezone.localdate(row["first"]), row["arose"], day, title, url)
            found.setdefault((entry, row["organ_id"]), []).append(one)
    return found


def _first_day(told: str) -> date | None:
    """2026, 2026-10, 2026Q3 → the first day of it."""
    found = _PERIOD.fullmatch(told.strip())
    if found is None:
        return None
    month = int(found["month"] or 1) if not found["quarter"] else int(found["quarter"]) * 3 - 2
    return date(int(found["year"]), month, 1) if 1 <= month <= 12 else None


def _by_item() -> Iterable[tuple[int, int, int]]:
    """Organ, item of Art. 20, how many are shown; items without any are told too."""
    count = Count("publications", filter=Q(publications__shown=True), distinct=True)
    rows = catalogue.every_column().filter(item__isnull=False, closed_on__isnull=True).order_by().annotate(n=count)
    return [(row.organ_id, row.item or 0, row.n) for row in rows.select_related(None)]
