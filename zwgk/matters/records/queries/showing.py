"""What the public reads: publications that are shown, in lists of any size, and what stands at an address.

Lists read ids from an index and then the twenty rows; they count no further than MOST, so that a column of a hundred
thousand rows answers as quickly as one of ten.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.db.models.functions import ExtractYear

from zwgk.matters.records.models import Publication, PublishedFile

from .published import publication_at, versions_at

HERE = ZoneInfo("Asia/Shanghai")
MOST = 2000  # rows of one list that are counted and paged through; older ones by year
PAGE = 20
NARROW = (
    "record", "title", "slug", "organ", "published_at", "first_published_at", "doc_number", "standing", "kind", "theme", "number", "index_number",
    "organ__name", "organ__short_name", "organ__slug",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wish:
    """What a list shows."""

    columns: tuple[int, ...] | None = None  # of catalogue.Column; None: no matter which
    entry: int | None = None
    organ: int | None = None
    year: int | None = None
    theme: str = ""
    kind: str = ""


@dataclass
class Listing:
    """One page of a list; works as a page of Django's paginator does in `{% pages %}`."""

    rows: Sequence[Publication]
    number: int
    total: int
    more: bool  # there are more than `total`
    years: Sequence[tuple[int, int | None]] = field(default_factory=list)  # year → how many; None: many

    @cached_property
    def last(self) -> int:
        return max(1, -(-self.total // PAGE))


def shown() -> QuerySet[Publication]:
    """Everything in public now."""
    return Publication.objects.filter(shown=True)


def wanted(wish: Wish) -> QuerySet[Publication]:
    """The publications of a list, newest first."""
    rows = shown().order_by("-published_at", "-id")
    if wish.columns is not None:
        placed = Publication.columns.through.objects.filter(column_id__in=wish.columns)
        if _dense(wish.columns):
            rows = rows.filter(Exists(placed.filter(publication_id=OuterRef("pk"))))
        else:
            rows = rows.filter(pk__in=placed.values("publication_id"))
    if wish.entry is not None:
        rows = rows.filter(pk__in=Publication.entries.through.objects.filter(entry_id=wish.entry).values("publication_id"))
    if wish.organ is not None:
        rows = rows.filter(organ_id=wish.organ)
    if wish.kind:
        rows = rows.filter(kind=wish.kind)
    if wish.theme:
        rows = rows.filter(theme__startswith=wish.theme)
    if wish.year is not None:
        rows = rows.filter(published_at__gte=datetime(wish.year, 1, 1, tzinfo=HERE), published_at__lt=datetime(wish.year + 1, 1, 1, tzinfo=HERE))
    return rows


def _dense(columns: Collection[int]) -> bool:
    """So many rows that walking along the newest is quicker than collecting them."""
    through = Publication.columns.through.objects.filter(column_id__in=columns)
    return through.order_by()[: MOST + 1].count() > MOST


def listing(wish: Wish, number: int = 1) -> Listing:
    """Page `number` of the list, with the years that have something."""
    found = wanted(wish)
    counted = found[: MOST + 1].count()
    total = min(counted, MOST)
    number = max(1, min(number, max(1, -(-total // PAGE))))
    ids = list(found.values_list("pk", flat=True)[(number - 1) * PAGE : min(number * PAGE, MOST)]) if total else []
    return Listing(rows_of(ids), number, total, counted > MOST, years(wish, counted))


def rows_of(ids: Sequence[int]) -> list[Publication]:
    """These publications in this order, without their bodies."""
    found = {each.pk: each for each in Publication.objects.filter(pk__in=ids).select_related("organ").only(*NARROW)}
    return [found[each] for each in ids if each in found]


def years(wish: Wish, counted: int) -> list[tuple[int, int | None]]:
    """The years to choose from, newest first; without numbers when there are too many rows to count."""
    every = wanted(replace(wish, year=None)).order_by()
    if wish.year is not None:
        counted = every[: MOST + 1].count()
    if counted <= MOST:
        rows = every.annotate(y=ExtractYear("published_at", tzinfo=HERE)).values("y").annotate(n=Count("pk")).order_by("-y")
        return [(each["y"], each["n"]) for each in rows]
    span = [shown().order_by(name).values_list("published_at", flat=True).first() for name in ("published_at", "-published_at")]
    first, last = (each.astimezone(HERE).year for each in span if each)
    return [(year, None) for year in range(last, first - 1, -1)]


def newest(count: int = 10, **wish: Any) -> list[Publication]:
    """The newest of a list."""
    return rows_of(list(wanted(Wish(**wish)).values_list("pk", flat=True)[:count]))


def states_of(columns: Collection[int]) -> dict[int, tuple[int, datetime]]:
    """Column → how many things it shows, and when the newest came."""
    rows = Publication.columns.through.objects.filter(column_id__in=columns, publication__shown=True).order_by()
    told = rows.values("column_id").annotate(n=Count("pk"), at=Max("publication__published_at"))
    return {each["column_id"]: (each["n"], each["at"]) for each in told}


def counts_of_entries(entries: Collection[int]) -> dict[int, int]:
    """Entry → how many things are published under it."""
    rows = Publication.entries.through.objects.filter(entry_id__in=entries, publication__shown=True).order_by()
    return dict(rows.values_list("entry_id").annotate(n=Count("pk")))


def version_at(slug: str, number: int) -> Publication | None:
    """One version, as long as the address itself is open."""
    return versions_at(slug).filter(number=number).first() if publication_at(slug) else None


def file_at(slug: str, pk: int) -> PublishedFile | None:
    """An attachment of what the public sees; none of a version that was replaced, withdrawn or sealed."""
    found = PublishedFile.objects.filter(pk=pk, publication__slug=slug, publication__shown=True, publication__sealed_at__isnull=True)
    return found.select_related("file", "publication").first()


def predecessors_of(publication: Publication) -> list[Publication]:
    """Documents that this one took the place of."""
    return list(shown().filter(successor_slug=publication.slug).only("title", "slug", "doc_number", "standing")[:20])


def parts_of_map(size: int) -> int:
    """How many parts the site map has. A publication stays in its part for ever."""
    top = Publication.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return top // size + 1


def part_of_map(number: int, size: int) -> list[tuple[str, datetime]]:
    """Address and moment of everything in one part."""
    rows = shown().filter(pk__gte=(number - 1) * size, pk__lt=number * size).order_by("pk")
    return list(rows.values_list("slug", "published_at"))
