"""Filters of the search page: values with counts, each with the address that chooses it or gives it up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode

from zwgk.foundation.search.queries import FACETS, Wish

MOST = 8  # values shown of a facet, before “更多”
LABELS = {"type": "类别", "organ": "单位", "theme": "主题", "year": "年份", "column": "栏目", "manner": "公开方式", "standing": "有效性"}
STANDINGS = {"valid": "有效", "lapsed": "失效", "repealed": "废止", "replaced": "已有新版本"}
SPANS = (("一周内", 7), ("一个月内", 31), ("一年内", 366))
KEPT = ("q", "within", "sort", "since", "until", *FACETS)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    label: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter: its first values, and the rest under “更多”."""

    label: str
    first: Sequence[Choice]
    rest: Sequence[Choice] = ()


def facets(given: QueryDict, counts: Mapping[str, Sequence[tuple[str, int]]], chosen: Mapping[str, Sequence[str]]) -> list[Facet]:
    """Filters with a single value that is not chosen say nothing."""
    told = []
    for name in FACETS:
        values, mine = counts.get(name, ()), chosen.get(name, ())
        if len(values) < 2 and not mine:
            continue
        if name == "year":
            values = sorted(values, reverse=True)
        choices = [Choice(label(name, value), count, toggled(given, name, value), value in mine) for value, count in values if value]
        told.append(Facet(LABELS[name], choices[:MOST], choices[MOST:]))
    return told


def spans(given: QueryDict, wish: Wish, today: date) -> list[Choice]:
    """Since when, in words."""
    told = []
    for words, days in SPANS:
        day = today - timedelta(days=days)
        chosen = wish.since == day and wish.until is None
        told.append(Choice(words, 0, with_(given, since="" if chosen else day.isoformat(), until="", page=""), chosen))
    return told


def chosen(given: QueryDict, wish: Wish) -> list[tuple[str, str]]:
    """What filters hold now: words, and the address without it."""
    told = [(label(name, value), toggled(given, name, value)) for name, values in wish.facets.items() for value in values]
    if wish.since or wish.until:
        words = f"{wish.since or ''} 至 {wish.until or '今天'}" if wish.since else f"{wish.until} 以前"
        told.append((words, with_(given, since="", until="", page="")))
    return told


def label(name: str, value: str) -> str:
    """A value in words."""
    match name:
        case "standing":
            return STANDINGS.get(value, value)
        case "year":
            return f"{value}年"
        case "theme":
            return value.replace("\\", " › ")
    return value


def toggled(given: QueryDict, name: str, value: str) -> str:
    """The address with this value chosen, or given up."""
    values = given.getlist(name)
    rest = [each for each in values if each != value] if value in values else [*values, value]
    return with_(given, **{name: rest, "page": ""})


def hidden(given: QueryDict, *without: str) -> list[tuple[str, str]]:
    """What a form on the page carries along."""
    return [(name, value) for name in KEPT if name not in without for value in given.getlist(name) if value]


def with_(given: QueryDict, **changed: Any) -> str:
    """The same address with something changed; empty values go."""
    told: dict[str, Any] = {name: given.getlist(name) for name in KEPT if given.get(name)}
    told |= changed
    return "?" + urlencode({name: value for name, value in told.items() if value}, doseq=True)
