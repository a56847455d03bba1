"""What is new as RSS, Atom and JSON, per county, organ and column; what stands where, for machines (sitemap.xml)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from zwgk.foundation.organs.pages import public
from zwgk.foundation.pagecache.pages import kept
from zwgk.foundation.ui import feeds
from zwgk.foundation.ui.feeds import Entry, Feed
from zwgk.matters.records import lists
from zwgk.matters.records.models import Publication
from zwgk.matters.records.queries import showing
from zwgk.matters.records.shelves import of_organ

from . import frame

ITEMS = 50
PART = 2_500  # publications in one part of the site map
MAP = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'


@public
@kept(*frame.SHOWN)
def county(request: HttpRequest, form: str) -> HttpResponse:
    return _answer(request, form, "政府信息公开：最新公开", "/xxgk/new/", "本级各单位新近公开的政府信息", showing.newest(ITEMS))


@public
@kept(*frame.SHOWN)
def organ(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    found = frame.organ_at(slug)
    return _answer(request, form, frame.heading(found), frame.home_of(found), f"{found.name}主动公开的政府信息", showing.newest(ITEMS, of_organ(found.pk)))


@public
@kept(*frame.SHOWN)
def column(request: HttpRequest, slug: str, key: str, form: str) -> HttpResponse:
    found = frame.organ_at(slug)
    path = frame.tree_of(found, frame.today()).path_to(f"{frame.home_of(found)}{key}/")
    if not path:
        raise Http404
    rows = showing.newest(ITEMS, *path[-1].places) if path[-1].ids else []
    return _answer(request, form, f"{found.name}：{path[-1].title}", path[-1].url, path[-1].says, rows)


@public
@kept(*frame.SHOWN)
def theme(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """One class of 主题分类, over all organs."""
    found = next((each for each in lists.lines("themes") if each.id == key), None)
    if found is None:
        raise Http404
    page = f"/xxgk/new/?{urlencode({'theme': found.title})}"
    return _answer(request, form, f"主题：{found.title}", page, f"主题分类为“{found.title}”的政府信息", showing.newest_about(found.title, ITEMS))


def _answer(request: HttpRequest, form: str, title: str, page: str, says: str, rows: Iterable[Publication]) -> HttpResponse:
    entries = [Entry(each.title, each.url, _line(each), each.organ.name, each.first_published_at, each.published_at) for each in rows]
    return frame.fresh(feeds.answer(request, form, Feed(title, page, says, entries)))


def _line(each: Publication) -> str:
    """What an entry says under its title."""
    return "，".join(part for part in (each.organ.name, each.doc_number, f"索引号{each.index_number}" if each.index_number else "") if part)


@public
@kept(*frame.SHOWN)
def map_index(request: HttpRequest) -> HttpResponse:
    """The parts of the site map."""
    parts = [request.build_absolute_uri(f"/sitemap-{n}.xml") for n in range(showing.parts_of_map(PART) + 1)]
    return frame.fresh(render(request, "records/public/parts/sitemap_index.xml", {"parts": parts}, content_type="application/xml"))


@public
@kept(*frame.SHOWN)
def map_part(request: HttpRequest, number: int) -> HttpResponse:
    """Part 0 are the columns; the others the publications in the order in which they came."""
    base = escape(request.build_absolute_uri("/").rstrip("/"))
    if number == 0:
        slugs = [each.slug for _, rows in frame.publishing_organs(frame.today()) for each in rows]
        pages: list[tuple[str, datetime | None]] = [(f"{base}{path}", None) for path in ("/", "/xxgk/", "/xxgk/new/", "/xxgk/catalogue/", "/xxgk/data/", "/opendata/", "/api/", *(f"/xxgk/{slug}/" for slug in slugs))]
        return _map(pages)
    return _map((f"{base}/xxgk/info/{slug}/", at) for slug, at in showing.part_of_map(number, PART))


def _map(pages: Iterable[tuple[str, datetime | None]]) -> HttpResponse:
    """Thousands of equal lines, quicker without a template."""
    lines = (f"<url><loc>{loc}</loc>{f'<lastmod>{at.isoformat()}</lastmod>' if at else ''}</url>" for loc, at in pages)
    return frame.fresh(HttpResponse(f"{MAP}{''.join(lines)}</urlset>\n", content_type="application/xml"))


@public
def robots(request: HttpRequest) -> HttpResponse:
    """What machines need not look at, and where the site map is."""
    lines = ("User-agent: *", "Disallow: /office/", "Disallow: /accounts/", "Disallow: /system/", "Disallow: /p/", "Disallow: /reading/", "")
    return HttpResponse("\n".join([*lines, f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}", ""]), content_type="text/plain; charset=utf-8")
