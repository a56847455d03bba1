"""Which public addresses there are: pages with an address of their own, columns of every organ, everything published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import URLPattern, URLResolver, get_resolver

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.matters.catalogue import queries as catalogue
from zwgk.matters.catalogue.models import Column
from zwgk.matters.inspections.models import Page
from zwgk.matters.records import queries as records

# Pages of one visitor, answers to forms and doors for machines are no pages of the site.
PRIVATE = ("/my/", "/hooks/", "/reading/", "/setup/", "/p/", "/requests/new/", "/requests/my/", "/requests/question/", "/kiosk/", "/views/", "/moved/", "/api/", "/robots.txt")
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Address:
    """One page of ours."""

    path: str
    kind: str
    title: str = ""
    organ_id: int | None = None
    column_id: int | None = None
    publication: int | None = None
    stamp: str = ""


def every(day: date) -> Iterator[Address]:
    """All of them, some twice: what stands first counts. Documents last, they are the many."""
    for path in fixed():
        yield Address(path, Page.Kind.HOME if path == "/" else Page.Kind.OTHER)
    slugs = {organ.pk: organ for organ in organs.living(day)}
    with_columns = set()
    for column in catalogue.every_column().filter(closed_on__isnull=True):
        if organ := slugs.get(column.organ_id):
            with_columns.add(organ.pk)
            yield Address(path_of(column, organ), Page.Kind.COLUMN, column.title, organ.pk, column.pk)
    for pk in sorted(with_columns):
        yield Address(f"/xxgk/{slugs[pk].slug}/", Page.Kind.OTHER, slugs[pk].name, pk)
    yield from linked()
    rows = records.published().order_by("pk").values_list("pk", "slug", "title", "organ_id", "standing", "published_at")
    for pk, slug, title, organ_id, standing, at in rows.iterator(chunk_size=CHUNK):
        yield Address(f"/xxgk/info/{slug}/", Page.Kind.DOCUMENT, title, organ_id, None, pk, f"{pk}|{standing}|{at:%Y%m%d%H%M%S}")


def linked() -> Iterator[Address]:
    """Pages of ours that nobody lists, as the last looks found them linked: themes, yearly reports, organ channels."""
    found = {address for links in Page.objects.exclude(kind=Page.Kind.DOCUMENT).values_list("links", flat=True) for address, _ in links}
    for path in sorted(found):
        if path.startswith("/") and path.endswith("/") and not path.startswith((*PRIVATE, "/xxgk/info/")):
            yield Address(path, Page.Kind.OTHER)


def path_of(column: Column, organ: Organ) -> str:
    """The page of a column; a part of the national form is called by its part."""
    named = column.part if column.parent_id is None and (column.title == column.get_part_display() or column.key == column.part) else column.key
    return f"/xxgk/{organ.slug}/{named}/"


def fixed() -> list[str]:
    """Public pages whose address has no part that varies."""
    found = sorted(set(_walk(get_resolver(), "/")))
    return [path for path in found if (path == "/" or path.endswith("/")) and not path.startswith(PRIVATE)]


def _walk(resolver: URLResolver, above: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        path = above + str(entry.pattern)
        if any(sign in path for sign in "<^(\\"):
            continue
        if isinstance(entry, URLResolver):
            yield from _walk(entry, path)
        elif isinstance(entry, URLPattern) and getattr(entry.callback, "public", False):
            yield path
