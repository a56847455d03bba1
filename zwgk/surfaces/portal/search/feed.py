"""A search as a feed: what is new among its results, for any reader; no account, no cookie."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import urlencode

from zwgk.foundation.organs.pages import public
from zwgk.foundation.search import queries as search
from zwgk.foundation.search.queries import Hit, Wish
from zwgk.foundation.ui import feeds
from zwgk.foundation.ui.feeds import Entry, Feed

ITEMS = 50
FIRST = date(1949, 10, 1)  # a filter that leaves everything


@public
def feed(request: HttpRequest, form: str) -> HttpResponse:
    """The newest documents that fit; the address takes what the search page takes. Nothing asked: everything new."""
    wish = replace(search.wish_of(request.GET, ITEMS), newest=True, page=1)
    answer = search.ask(wish if wish else replace(wish, since=FIRST), today=timezone.localdate())
    hits = () if answer.relaxed else answer.hits  # what only nearly fits is no news
    page = f"/search/?{urlencode(search.params_of(wish), doseq=True)}"
    entries = [Entry(hit.row.title, hit.row.url, _line(hit), hit.row.organ_name, hit.row.dated) for hit in hits]
    told = feeds.answer(request, form, Feed(f"搜索：{said(wish)}", page, f"“{said(wish)}”的最新结果", entries), asked=True)
    told["Cache-Control"] = "public, max-age=300"
    return told


def said(wish: Wish) -> str:
    """The wish in words: 停水，和光县水利局，2026年."""
    chosen = [f"{value}年" if name == "year" else value for name, values in wish.facets.items() if name != "standing" for value in values]
    return "，".join(part for part in (wish.text, *chosen) if part) or "全部公开信息"


def _line(hit: Hit) -> str:
    """What an entry says under its title."""
    return "，".join(part for part in (hit.row.organ_name, hit.row.number) if part)
