"""The lists of the portal as rows: kept in the transaction in which something becomes public or leaves the public, checked every night."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from zwgk.foundation.pagecache import actions as pagecache

from .models import DOCUMENT, Publication, Shelf

HERE = ZoneInfo("Asia/Shanghai")
EVERYTHING = "all"
DOCUMENTS = "documents"  # what is read; rows of a kind, which come by the hundred, are not among them
CHUNK = 1000


def of_organ(pk: int) -> str:
    return f"organ:{pk}"


def of_column(pk: int) -> str:
    return f"column:{pk}"


def of_key(key: str) -> str:
    """The same column at every organ."""
    return f"key:{key}"


def of_entry(pk: int) -> str:
    return f"entry:{pk}"


def of_place(place: str) -> str:
    """How the kept pages call a list."""
    return f"list {place}"


def of_address(slug: str) -> str:
    return f"at {slug}"


def of_kind(kind: str) -> str:
    return f"kind {kind}"


def keep(publications: Collection[Publication]) -> None:
    """Put these, which are shown, on all their lists."""
    rows = list(_rows(publications))
    Shelf.objects.bulk_create(rows, batch_size=2000, ignore_conflicts=True)
    pagecache.purge({of_place(row.place) for row in rows} | {of_kind(each.kind) for each in publications})


def drop(publication_ids: Collection[int]) -> None:
    """They leave every list."""
    rows = Shelf.objects.filter(publication_id__in=publication_ids)
    places = set(rows.values_list("place", flat=True))
    rows.delete()
    pagecache.purge({of_place(place) for place in places} | tags_of(Publication.objects.filter(pk__in=publication_ids)))


def tell(publication: Publication) -> None:
    """It stays where it is, and says something else."""
    places = Shelf.objects.filter(publication=publication).values_list("place", flat=True)
    pagecache.purge({of_place(place) for place in places} | tags_of(Publication.objects.filter(pk=publication.pk)))


def tags_of(publications: QuerySet[Publication]) -> set[str]:
    """What pages show that show one of these, or what took its place."""
    told = publications.values_list("slug", "kind", "successor_slug")
    return {tag for slug, kind, successor in told for tag in (of_address(slug), of_kind(kind), *([of_address(successor)] if successor else []))}


def mend() -> int:
    """Compare every list with what is shown and set right what differs; how many rows were wrong."""
    wrong = Shelf.objects.filter(publication__shown=False).delete()[0]
    last = 0
    while found := list(Publication.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        wrong += _mend(last, found[-1])
        last = found[-1]
    return wrong


@transaction.atomic
def _mend(after: int, until: int) -> int:
    """One span of numbers. The lock keeps a taking down from coming between reading and writing."""
    shown = Publication.objects.select_for_update(of=("self",)).filter(shown=True, pk__gt=after, pk__lte=until)
    wanted = {(row.publication_id, row.place): row for row in _rows(list(shown.only("organ", "theme", "kind", "published_at").order_by("pk")))}
    there = {(publication, place): pk for pk, publication, place in Shelf.objects.filter(publication_id__gt=after, publication_id__lte=until).values_list("pk", "publication_id", "place")}
    surplus = [pk for key, pk in there.items() if key not in wanted]
    Shelf.objects.filter(pk__in=surplus).delete()
    missing = [row for key, row in wanted.items() if key not in there]
    Shelf.objects.bulk_create(missing, batch_size=2000)
    pagecache.purge({of_place(place) for _, place in there.keys() ^ wanted.keys()})
    return len(surplus) + len(missing)


def _rows(publications: Collection[Publication]) -> Iterator[Shelf]:
    placed = _placed([each.pk for each in publications])
    for each in publications:
        told = {"publication": each, "theme": each.theme.partition("\\")[0], "year": each.published_at.astimezone(HERE).year, "published_at": each.published_at}
        for place in (EVERYTHING, *((DOCUMENTS,) if each.kind == DOCUMENT else ()), of_organ(each.organ_id), *placed.get(each.pk, ())):
            yield Shelf(place=place, **told)


def _placed(ids: Collection[int]) -> dict[int, set[str]]:
    """Publication → lists of its columns and entries."""
    columns = Publication.columns.through.objects.filter(publication_id__in=ids).values_list("publication_id", "column_id", "column__key")
    entries = Publication.entries.through.objects.filter(publication_id__in=ids).values_list("publication_id", "entry_id")
    out: dict[int, set[str]] = {}
    for publication, column, key in columns:
        out.setdefault(publication, set()).update((of_column(column), of_key(key)))
    for publication, entry in entries:
        out.setdefault(publication, set()).add(of_entry(entry))
    return out
