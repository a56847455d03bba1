"""The search page: one question, filters with counts, the place of the hit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.utils.timezone import localdate

from zwgk.foundation.organs.pages import public
from zwgk.foundation.search import queries as search
from zwgk.foundation.search.queries import Answer, Wish

SIZE = 10
LONGEST = 80  # characters of a question
MOST = 8  # values shown of a facet, before “更多”
FACETS = (("type", "类别"), ("organ", "单位"), ("theme", "主题"), ("year", "年份"), ("column", "栏目"), ("standing", "有效性"))
STANDINGS = {"valid": "有效", "lapsed": "失效", "repealed": "废止", "replaced": "已有新版本"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, with the address that chooses it or gives it up."""

    label: str
    count: int
    url: str
    chosen: bool


@public
def find(request: HttpRequest) -> HttpResponse:
    """Results for `q` (and `within`, the second question inside the results)."""
    asked, within = _words(request, "q"), _words(request, "within")
    wish = _wish(request, f"{asked} {within}".strip())
    answer = search.ask(wish, today=localdate()) if asked else Answer()
    last = max(1, -(-min(answer.total, search.DEEPEST) // SIZE))
    return render(request, "portal/search.html", {
        "title": f"搜索：{asked}" if asked else "搜索", "crumbs": [("首页", "/"), ("搜索", "")], "asked": asked, "within": within, "answer": answer, "wish": wish,
        "facets": _facets(request.GET, answer.counts, wish.facets), "chosen": _chosen(request.GET, wish.facets), "standings": STANDINGS,
        "page": wish.page, "last": last, "start": (wish.page - 1) * SIZE + 1, "before": _with(request.GET, page=wish.page - 1) if wish.page > 1 else "",
        "after": _with(request.GET, page=wish.page + 1) if wish.page < last else "", "kept": _kept(request.GET),
        "best": _with(request.GET, sort="", page=""), "newest": _with(request.GET, sort="newest", page=""),
        "other": _with(request.GET, q=answer.other, within="", page="") if answer.other else "",
    })  # fmt: skip


def _wish(request: HttpRequest, text: str) -> Wish:
    given = request.GET
    page = given.get("page", "")
    return Wish(
        text, {name: given.getlist(name)[:10] for name, _ in FACETS if given.get(name)}, _day(given.get("since")), _day(given.get("until")),
        given.get("sort") == "newest", min(max(int(page), 1), search.DEEPEST // SIZE) if page.isascii() and page.isdigit() else 1, SIZE,
    )  # fmt: skip


def _words(request: HttpRequest, name: str) -> str:
    return " ".join(request.GET.get(name, "").replace("\x00", "").split())[:LONGEST]


def _day(text: str | None) -> date | None:
    try:
        return parse_date(text or "")
    except ValueError:
        return None


def _facets(given: QueryDict, counts: Mapping[str, Sequence[tuple[str, int]]], chosen: Mapping[str, Sequence[str]]) -> list[tuple[str, list[Choice], list[Choice]]]:
    """Name, the first values, the rest; facets with a single value that is not chosen say nothing."""
    told = []
    for name, label in FACETS:
        values = counts.get(name, ())
        mine = chosen.get(name, ())
        if len(values) < 2 and not mine:
            continue
        if name == "year":
            values = sorted(values, reverse=True)
        choices = [Choice(_label(name, value), count, _toggled(given, name, value), value in mine) for value, count in values if value]
        told.append((label, choices[:MOST], choices[MOST:]))
    return told


def _chosen(given: QueryDict, chosen: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    return [(_label(name, value), _toggled(given, name, value)) for name, values in chosen.items() for value in values]


def _label(name: str, value: str) -> str:
    return STANDINGS.get(value, value) if name == "standing" else f"{value}年" if name == "year" else value


def _toggled(given: QueryDict, name: str, value: str) -> str:
    values = given.getlist(name)
    rest = [each for each in values if each != value] if value in values else [*values, value]
    return _with(given, **{name: rest, "page": ""})


def _kept(given: QueryDict) -> list[tuple[str, str]]:
    """What a new question on the same page keeps: the order and the filters."""
    return [(name, value) for name in ("sort", *(facet for facet, _ in FACETS)) for value in given.getlist(name) if value]


def _with(given: QueryDict, **changed: Any) -> str:
    """The same address with something changed; empty values go."""
    told: dict[str, Any] = {name: given.getlist(name) for name in ("q", "within", "sort", "since", "until", *(facet for facet, _ in FACETS)) if given.get(name)}
    told |= changed
    return "?" + urlencode({name: value for name, value in told.items() if value}, doseq=True)
