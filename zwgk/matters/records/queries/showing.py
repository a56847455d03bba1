"""What the public reads: publications that are shown, in lists of any size, and what stands at an address.

Lists read `Shelf`: counts, years and the ids of one page come out of its index, then the twenty rows are fetched; a column of a hundred
thousand rows answers as quickly as one of ten, with exact numbers on every page.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db.models import Count, Max, QuerySet

from zwgk.foundation.pagecache.prepared import Prepared
from zwgk.foundation.pagecache.queries import shows
from zwgk.matters.catalogue import queries as catalogue
from zwgk.matters.records import shelves
from zwgk.matters.records.models import Publication, PublishedFile, Shelf

from .published import publication_at, versions_at

PAGE = 20
NARROW = (
    "record", "title", "slug", "organ", "published_at", "first_published_at", "doc_number", "standing", "kind", "theme", "number", "index_number",
    "organ__name", "organ__short_name", "organ__slug",
)  # fmt: skip
_BEFORE = Prepared(  # the second condition is that of the index
    lambda slug: Publication.objects.filter(shown=True, successor_slug=slug, successor_slug__gt="").only("title", "slug", "doc_number", "standing")[:20]
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a list shows."""

    places: tuple[str, ...] = (shelves.EVERYTHING,)
    year: int | None = None
    theme: str = ""  # its first level


@dataclass
class Listing:
    """One page of a list; works as a page of Django's paginator does in `{% pages %}`."""

    rows: Sequence[Publication]
    number: int
    total: int
    years: Sequence[tuple[int, int]] = field(default_factory=list)  # year → how many, the newest first

    @cached_property
    def last(self) -> int:
        return max(1, -(-self.total // PAGE))


def shown() -> QuerySet[Publication]:
    """Everything in public now."""
    shows(shelves.of_place(shelves.EVERYTHING))
    return Publication.objects.filter(shown=True)


def listing(wish: Wish, number: int = 1) -> Listing:
    """Page `number` of the list, with the years that have something."""
    counted = years(wish)
    total = sum(count for year, count in counted if wish.year in (None, year))
    number = max(1, min(number, max(1, -(-total // PAGE))))
    return Listing(rows_of(_ids(wish, (number - 1) * PAGE, number * PAGE) if total else []), number, total, counted)


def years(wish: Wish) -> list[tuple[int, int]]:
    """The years to choose from with their numbers, newest first."""
    told = _on(wish).values("year").annotate(n=Count("publication", distinct=len(wish.places) > 1)).order_by("-year")
    return [(each["year"], each["n"]) for each in told]


def newest(count: int = 10, *places: str) -> list[Publication]:
    """The newest of these lists; of everything when none is named."""
    return rows_of(_ids(Wish(places or (shelves.EVERYTHING,)), 0, count))


def newest_documents(count: int) -> list[Publication]:
    """The newest that people read: a batch of penalties does not push them off the page."""
    return newest(count, shelves.DOCUMENTS)


def newest_about(theme: str, count: int) -> list[Publication]:
    """The newest with this 主题分类 (its first level)."""
    return rows_of(_ids(Wish(theme=theme), 0, count))


def newest_of(organ_id: int, count: int) -> list[Publication]:
    """The newest of one organ."""
    return newest(count, shelves.of_organ(organ_id))


def newest_in(columns: Collection[int], count: int) -> list[Publication]:
    """The newest in these columns."""
    return newest(count, *(shelves.of_column(pk) for pk in columns)) if columns else []


def kinds_of(organ_id: int, kinds: Collection[str]) -> dict[str, int]:
    """Kind → how many rows of this organ are public; kinds without any are left out."""
    told = shown().filter(organ_id=organ_id, kind__in=list(kinds)).order_by().values_list("kind").annotate(Count("pk"))
    return dict(told)


def _on(wish: Wish) -> QuerySet[Shelf]:
    """What stands on the lists, of whatever year."""
    shows(*(shelves.of_place(place) for place in wish.places))
    rows = Shelf.objects.filter(place=wish.places[0]) if len(wish.places) == 1 else Shelf.objects.filter(place__in=wish.places)
    return rows.filter(theme=wish.theme) if wish.theme else rows


def _ids(wish: Wish, start: int, stop: int) -> list[int]:
    """Publications in the order of the list. The year leads, so that the order is the index itself."""
    rows = _on(wish) if wish.year is None else _on(wish).filter(year=wish.year)
    found = rows.order_by("-year", "-published_at", "-publication_id").values_list("publication_id", "year", "published_at")
    return [pk for pk, _, _ in (found if len(wish.places) == 1 else found.distinct())[start:stop]]


def rows_of(ids: Sequence[int]) -> list[Publication]:
    """These publications in this order, without their bodies."""
    found = {each.pk: each for each in Publication.objects.filter(shown=True, pk__in=ids).select_related("organ").only(*NARROW)}
    return [found[each] for each in ids if each in found]


def states_of(columns: Collection[int]) -> dict[int, tuple[int, datetime]]:
    """Column → how many things it shows, and when the newest came."""
    numbers = {shelves.of_column(pk): pk for pk in columns}
    shows(*map(shelves.of_place, numbers))
    told = Shelf.objects.filter(place__in=numbers).order_by().values("place").annotate(n=Count("publication"), at=Max("published_at"))
    return {numbers[each["place"]]: (each["n"], each["at"]) for each in told}


def counts_of_entries(entries: Collection[int]) -> dict[int, int]:
    """Entry → how many things are published under it."""
    numbers, former = {shelves.of_entry(pk): pk for pk in entries}, _former()
    shows(*map(shelves.of_place, numbers))
    told = Shelf.objects.filter(place__in=numbers).order_by().values_list("place").annotate(n=Count("publication"))
    counts = {numbers[place]: count for place, count in told}
    return counts | {pk: sum(count for _, count in years(Wish(places_of_entry(pk)))) for pk in former.keys() & set(entries)}


def places_of_entry(pk: int) -> tuple[str, ...]:
    """The list of an entry, with those of the entries that were merged into it."""
    return tuple(shelves.of_entry(each) for each in (pk, *_former().get(pk, ())))


def _former() -> dict[int, list[int]]:
    """Entry → what was merged into it."""
    found: dict[int, list[int]] = {}
    for old, new in catalogue.taken_over().items():
        found.setdefault(new, []).append(old)
    return found


def version_at(slug: str, number: int) -> Publication | None:
    """One version, as long as the address itself is open."""
    return versions_at(slug).filter(number=number).first() if publication_at(slug) else None


def file_at(slug: str, pk: int) -> PublishedFile | None:
    """An attachment of what the public sees; none of a version that was replaced, withdrawn or sealed."""
    found = PublishedFile.objects.filter(pk=pk, publication__slug=slug, publication__shown=True, publication__sealed_at__isnull=True)
    return found.select_related("file", "publication").first()


def predecessors_of(publication: Publication) -> list[Publication]:
    """Documents that this one took the place of."""
    shows(shelves.of_address(publication.slug))
    return _BEFORE.rows(publication.slug)


def parts_of_map(size: int) -> int:
    """How many parts the site map has. A publication stays in its part for ever."""
    top = Publication.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return top // size + 1


def part_of_map(number: int, size: int) -> list[tuple[str, datetime]]:
    """Address and moment of everything in one part."""
    rows = shown().filter(pk__gte=(number - 1) * size, pk__lt=number * size).order_by("pk")
    return list(rows.values_list("slug", "published_at"))
