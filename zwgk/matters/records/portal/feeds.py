"""What is new as RSS, Atom and JSON, per county, organ and column; what stands where, for machines (sitemap.xml)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.http import urlencode

from zwgk.foundation.organs.pages import public
from zwgk.foundation.pagecache.pages import kept
from zwgk.matters.records import lists
from zwgk.matters.records.models import Publication
from zwgk.matters.records.queries import showing
from zwgk.matters.records.shelves import of_organ

from . import frame

ITEMS = 50
PART = 2_500  # publications in one part of the site map
MAP = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'


class _Steady(SyndicationFeed):
    """An empty feed changes once a day, not with every look."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


class _Rss(_Steady, Rss201rev2Feed):
    pass


class _Atom(_Steady, Atom1Feed):
    pass


FORMS: dict[str, type[SyndicationFeed]] = {"rss": _Rss, "atom": _Atom}


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself."""

    title: str
    page: str
    says: str
    rows: Sequence[Publication]


@public
@kept(*frame.SHOWN)
def county(request: HttpRequest, form: str) -> HttpResponse:
    return _answer(request, form, Feed("政府信息公开：最新公开", "/xxgk/new/", "本级各单位新近公开的政府信息", showing.newest(ITEMS)))


@public
@kept(*frame.SHOWN)
def organ(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    found = frame.organ_at(slug)
    told = Feed(frame.heading(found), frame.home_of(found), f"{found.name}主动公开的政府信息", showing.newest(ITEMS, of_organ(found.pk)))
    return _answer(request, form, told)


@public
@kept(*frame.SHOWN)
def column(request: HttpRequest, slug: str, key: str, form: str) -> HttpResponse:
    found = frame.organ_at(slug)
    path = frame.tree_of(found, frame.today()).path_to(f"{frame.home_of(found)}{key}/")
    if not path:
        raise Http404
    rows = showing.newest(ITEMS, *path[-1].places) if path[-1].ids else []
    return _answer(request, form, Feed(f"{found.name}：{path[-1].title}", path[-1].url, path[-1].says, rows))


@public
@kept(*frame.SHOWN)
def theme(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """One class of 主题分类, over all organs."""
    found = next((each for each in lists.lines("themes") if each.id == key), None)
    if found is None:
        raise Http404
    page = f"/xxgk/new/?{urlencode({'theme': found.title})}"
    return _answer(request, form, Feed(f"主题：{found.title}", page, f"主题分类为“{found.title}”的政府信息", showing.newest_about(found.title, ITEMS)))


def _answer(request: HttpRequest, form: str, feed: Feed) -> HttpResponse:
    if form == "json":
        return frame.fresh(_json(request, feed))
    maker = FORMS[form](
        title=feed.title, link=request.build_absolute_uri(feed.page), description=feed.says, language="zh-CN", feed_url=request.build_absolute_uri(request.path)
    )
    for each in feed.rows:
        link = request.build_absolute_uri(each.url)
        maker.add_item(
            title=each.title, link=link, description=_line(each), unique_id=link, unique_id_is_permalink=True, pubdate=timezone.localtime(each.first_published_at),
            updateddate=timezone.localtime(each.published_at), author_name=each.organ.name,
        )  # fmt: skip
    answer = HttpResponse(content_type=maker.content_type)
    maker.write(answer, "utf-8")
    return frame.fresh(answer)


def _json(request: HttpRequest, feed: Feed) -> HttpResponse:
    """JSON Feed 1.1."""
    items = [
        {
            "id": request.build_absolute_uri(each.url), "url": request.build_absolute_uri(each.url), "title": each.title, "content_text": _line(each),
            "date_published": each.first_published_at.isoformat(), "date_modified": each.published_at.isoformat(), "authors": [{"name": each.organ.name}],
        }
        for each in feed.rows
    ]  # fmt: skip
    told = {
        "version": "https://jsonfeed.org/version/1.1", "title": feed.title, "description": feed.says, "language": "zh-CN", "items": items,
        "home_page_url": request.build_absolute_uri(feed.page), "feed_url": request.build_absolute_uri(request.path),
    }  # fmt: skip
    return JsonResponse(told, content_type="application/feed+json; charset=utf-8", json_dumps_params={"ensure_ascii": False})


def _line(each: Publication) -> str:
    """What an entry says under its title; feeds carry no body, so that what is taken down does not live on in readers."""
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
