"""Lists of publications with their filters; everything new; titles found."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.http import urlencode

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.pages import public
from zwgk.foundation.pagecache.pages import kept
from zwgk.foundation.search import queries as search
from zwgk.matters.records import lists
from zwgk.matters.records.models import PUBLICATION
from zwgk.matters.records.queries import showing
from zwgk.matters.records.queries.showing import Wish
from zwgk.matters.records.shelves import of_organ

from . import frame
from .frame import HOME

Links = list[tuple[str, str, bool, int | None]]  # words, address, chosen, how many


def filters_of(request: HttpRequest, **fixed: Any) -> Wish:
    """What the address asks for; what it does not know is left out."""
    given = request.GET
    theme = given.get("theme", "")
    known = theme if any(theme == each.title for each in lists.lines("themes")) else ""
    year = frame.number_of(given.get("year"))
    return Wish(**{"year": year if 1949 <= year <= 9998 else None, "theme": known, **fixed})


def shelf(request: HttpRequest, wish: Wish) -> dict[str, Any]:
    """The list, its filters and its pages, as `_shelf.html` shows them."""
    found = showing.listing(wish, frame.number_of(request.GET.get("page")))
    by_year = [(f"{year}年", _with(request.GET, year=str(year)), wish.year == year, count) for year, count in found.years]
    years: Links = [("全部", _with(request.GET, year=""), wish.year is None, None), *by_year] if len(by_year) > 1 or wish.year else []
    last = found.last
    values: dict[str, Any] = {"listing": found, "years": years, "wish": wish, "themes": [each.title for each in lists.lines("themes")]}
    values["earlier"] = _with(request.GET, page=str(found.number - 1)) if found.number > 1 else ""
    values["later"] = _with(request.GET, page=str(found.number + 1)) if found.number < last else ""
    values["pages"] = [(n, _with(request.GET, page=str(n)), n == found.number) for n in _numbers(found.number, last)] if last > 1 else []
    return values


def _numbers(now: int, last: int) -> list[int]:
    """First, last, and those around; 0 where some are left out."""
    wanted = sorted({n for n in (1, now - 2, now - 1, now, now + 1, now + 2, last) if 1 <= n <= last})
    told: list[int] = []
    for n in wanted:
        if told and n - told[-1] > 1:
            told.append(0)
        told.append(n)
    return told


def _with(given: QueryDict, **changed: str) -> str:
    """The same address with something changed; another filter begins on its first page."""
    kept = {key: value for key, value in given.items() if key in ("organ", "year", "theme", "q", "tier") and value}
    told = {key: value for key, value in {**kept, **changed}.items() if value}
    return f"?{urlencode(told)}" if told else "?"


@public
@kept(*frame.SHOWN)
def newest(request: HttpRequest) -> HttpResponse:
    """Everything that the county's organs made public, the newest first."""
    chosen = organs.every_organ().filter(slug=request.GET.get("organ", "")).first()
    wish = filters_of(request, **({"places": (of_organ(chosen.pk),)} if chosen else {}))
    groups = frame.publishing_organs(frame.today())
    return frame.page(request, "records/public/list.html", {
        "title": "最新公开", "crumbs": [*HOME, ("最新公开", "/xxgk/new/")], "column": "最新公开", "says": "本级各单位新近公开的政府信息", "feed": "/xxgk/feed",
        "show_organ": not chosen, "chosen": chosen, "groups": groups, "follow": _follow(request, chosen), **shelf(request, wish),
    })  # fmt: skip


def _follow(request: HttpRequest, chosen: Organ | None) -> str:
    """What 关注 follows from here: the theme, the organ, or both."""
    theme = request.GET.get("theme", "")
    told = {"kind": "theme" if theme else "organ", "theme": theme, "organ": chosen.name if chosen else ""}
    return urlencode(told) if theme or chosen else ""


@public
def find(request: HttpRequest) -> HttpResponse:
    """Public information that holds what was asked, of one organ when `organ` names it."""
    asked = " ".join(request.GET.get("q", "").split())[:80]
    chosen = organs.every_organ().filter(slug=request.GET.get("organ", "")).first()
    wish = search.Wish(asked, {"organ": [chosen.name]} if chosen else {}, page=max(1, frame.number_of(request.GET.get("page"))), source=PUBLICATION)
    answer = search.ask(wish, today=frame.today()) if asked else search.Answer()
    return frame.page(request, "records/public/find.html", {
        "title": "查找政府信息", "crumbs": [*HOME, ("查找", "/xxgk/find/")], "column": "查找政府信息", "says": "查找本级已经公开的政府信息", "asked": asked,
        "chosen": chosen, "answer": answer, "start": (wish.page - 1) * wish.size + 1, "search_organ": chosen,
        "earlier": _with(request.GET, page=str(wish.page - 1)) if wish.page > 1 else "",
        "later": _with(request.GET, page=str(wish.page + 1)) if wish.page * wish.size < min(answer.total, search.DEEPEST) else "",
    })  # fmt: skip
