"""A search as a feed: what is new among its results, for any reader; no account, no cookie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.http import urlencode

from zwgk.foundation.organs.pages import public
from zwgk.foundation.search import queries as search
from zwgk.foundation.search.queries import Hit, Wish

ITEMS = 50
FIRST = date(1949, 10, 1)  # a filter that leaves everything
FORMS: dict[str, type[SyndicationFeed]] = {"rss": Rss201rev2Feed, "atom": Atom1Feed}


@public
def feed(request: HttpRequest, form: str) -> HttpResponse:
    """The newest documents that fit; the address takes what the search page takes. Nothing asked: everything new."""
    if form != "json" and form not in FORMS:
        raise Http404
    wish = replace(search.wish_of(request.GET, ITEMS), newest=True, page=1)
    answer = search.ask(wish if wish else replace(wish, since=FIRST), today=timezone.localdate())
    hits = () if answer.relaxed else answer.hits  # what only nearly fits is no news
    page = f"/search/?{urlencode(search.params_of(wish), doseq=True)}"
    told = _json(request, wish, page, hits) if form == "json" else _xml(request, wish, page, hits, FORMS[form])
    told["Cache-Control"] = "public, max-age=300"
    return told


def said(wish: Wish) -> str:
    """The wish in words: 停水，和光县水利局，2026年."""
    chosen = [f"{value}年" if name == "year" else value for name, values in wish.facets.items() if name != "standing" for value in values]
    return "，".join(part for part in (wish.text, *chosen) if part) or "全部公开信息"


def _xml(request: HttpRequest, wish: Wish, page: str, hits: Sequence[Hit], form: type[SyndicationFeed]) -> HttpResponse:
    maker = form(
        title=f"搜索：{said(wish)}", link=request.build_absolute_uri(page), description=f"“{said(wish)}”的最新结果", language="zh-CN",
        feed_url=request.build_absolute_uri(),
    )  # fmt: skip
    for hit in hits:
        link = request.build_absolute_uri(hit.row.url)
        dated = timezone.localtime(hit.row.dated) if hit.row.dated else None
        maker.add_item(
            title=hit.row.title, link=link, description=_line(hit), unique_id=link, unique_id_is_permalink=True, pubdate=dated, updateddate=dated,
            author_name=hit.row.organ_name,
        )  # fmt: skip
    answer = HttpResponse(content_type=maker.content_type)
    maker.write(answer, "utf-8")
    return answer


def _json(request: HttpRequest, wish: Wish, page: str, hits: Sequence[Hit]) -> HttpResponse:
    """JSON Feed 1.1."""
    items = [
        {
            "id": request.build_absolute_uri(hit.row.url), "url": request.build_absolute_uri(hit.row.url), "title": hit.row.title, "content_text": _line(hit),
            **({"date_published": timezone.localtime(hit.row.dated).isoformat()} if hit.row.dated else {}), "authors": [{"name": hit.row.organ_name}],
        }
        for hit in hits
    ]  # fmt: skip
    told = {
        "version": "https://jsonfeed.org/version/1.1", "title": f"搜索：{said(wish)}", "description": f"“{said(wish)}”的最新结果", "language": "zh-CN",
        "home_page_url": request.build_absolute_uri(page), "feed_url": request.build_absolute_uri(), "items": items,
    }  # fmt: skip
    return JsonResponse(told, content_type="application/feed+json; charset=utf-8", json_dumps_params={"ensure_ascii": False})


def _line(hit: Hit) -> str:
    """What an entry says under its title; feeds carry no body, so that what is taken down does not live on in readers."""
    return "，".join(part for part in (hit.row.organ_name, hit.row.number) if part)
