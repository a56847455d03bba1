"""What is public: publications only, never records. Everything that the portal, feeds, exports and slices above show comes from here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from zwgk.foundation.organs.models import Organ
from zwgk.foundation.pagecache.prepared import Prepared
from zwgk.foundation.pagecache.queries import shows
from zwgk.foundation.search import queries as search
from zwgk.foundation.search.models import Document
from zwgk.matters.records import lists, shelves
from zwgk.matters.records.models import DOCUMENT, PUBLICATION, Certificate, Publication

_AT = Prepared(lambda slug: Publication.objects.filter(slug=slug, shown=True).select_related("organ"))


def published(
    *, organ: Organ | int | None = None, column: int | None = None, entry: int | None = None, kind: str = "", until: datetime | None = None,
) -> QuerySet[Publication]:  # fmt: skip
    """What the public sees now, newest first; `column` and `entry` by number."""
    shows(shelves.of_kind(kind) if kind else shelves.of_place(shelves.EVERYTHING))
    found = Publication.objects.filter(shown=True).select_related("organ")
    if organ is not None:
        found = found.filter(organ_id=organ if isinstance(organ, int) else organ.pk)
    if column is not None:
        found = found.filter(columns=column)
    if entry is not None:
        found = found.filter(entries=entry)
    if kind:
        found = found.filter(kind=kind)
    return found.filter(published_at__lte=until) if until is not None else found


def published_in(columns: Iterable[int]) -> QuerySet[Publication]:
    """What stands in any of these columns, each once."""
    wanted = list(columns)
    shows(*(shelves.of_place(shelves.of_column(pk)) for pk in wanted))
    return Publication.objects.filter(shown=True, columns__in=wanted).select_related("organ").distinct()


def publication_at(slug: str) -> Publication | None:
    """What stands at this address now; None when nothing does (see `gone_at`)."""
    shows(shelves.of_address(slug))
    return _AT.first(slug)


def shown_by_number(pk: int) -> Publication | None:
    """What stands now at the address of this version."""
    slug = Publication.objects.filter(pk=pk).values_list("slug", flat=True).first()
    return publication_at(slug) if slug else None


def versions_at(slug: str) -> QuerySet[Publication]:
    """Earlier versions that may still be read; nothing when the address was withdrawn or sealed."""
    shows(shelves.of_address(slug))
    readable = (Publication.Standing.REPLACED, Publication.Standing.VALID, Publication.Standing.LAPSED, Publication.Standing.REPEALED)
    return Publication.objects.filter(slug=slug, standing__in=readable, sealed_at__isnull=True).select_related("organ").order_by("-number")


def gone_at(slug: str) -> Publication | None:
    """The last publication of an address that was withdrawn or sealed; the page says so and shows nothing of it."""
    if Publication.objects.filter(slug=slug, shown=True).exists():
        return None
    return Publication.objects.filter(slug=slug).select_related("organ").order_by("-number").first()


def titles(slugs: Iterable[str]) -> dict[str, str]:
    """Address → title of what is public."""
    wanted = list(slugs)
    shows(*map(shelves.of_address, wanted))
    return dict(Publication.objects.filter(slug__in=wanted, shown=True).values_list("slug", "title"))


def related_to(publication: Publication, day: date) -> list[Document]:
    """Public documents about the same as this one; rows of a kind have their table instead."""
    found = search.related(f"{PUBLICATION}:{publication.pk}", publication.title, today=day) if publication.kind == DOCUMENT else []
    shows(*(shelves.of_address(each.url.rstrip("/").rpartition("/")[2]) for each in found))
    return found


def certificate_called(code: str) -> Certificate | None:
    """A certificate by its code, for the page where anybody checks it."""
    return Certificate.objects.filter(code=code.strip().upper()).select_related("record").first()


def themes() -> tuple[lists.Line, ...]:
    """主题分类 of the first level, in their order."""
    return lists.lines("themes")
