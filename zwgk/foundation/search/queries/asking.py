"""Answers: a page of results with counts and the place of each hit; plain titles while there is no index."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.core.cache import cache
from django.utils.timezone import localdate

from zwgk.foundation.search.engine import Asked, Found
from zwgk.foundation.search.engine.snippets import Piece, holds, marked, snippet
from zwgk.foundation.search.engine.texts import units
from zwgk.foundation.search.indexing import EPOCH, doubt, engine, facets_of
from zwgk.foundation.search.models import Document

from .naming import names
from .rows import find_titles, rows_newest
from .wishes import FACETS, Wish

HOUR = 3600
_SAID = re.compile(r"^关于(?:印发|公布|转发|做好|开展)?|的?(?:通知|公告|通告|公示|函|意见|决定|批复|报告)$|[《》（）()〔〕]")  # what says nothing about the subject
DEEPEST = 1_000  # results that can be paged through
AWAY = (LookupError, OSError, ValueError)  # no index, or one that cannot be read


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: the row, its title and the place of the hit in pieces (words, whether found)."""

    row: Document
    title: Sequence[Piece]
    text: Sequence[Piece]
    where: str = ""  # name of the attachment that holds the hit


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of results. `plain`: the index is away, titles were searched."""

    total: int = 0
    hits: Sequence[Hit] = ()
    counts: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    relaxed: bool = False
    plain: bool = False
    other: str = ""  # “您是不是要找”


def ask(wish: Wish, *, today: date) -> Answer:
    """Best first, or newest first. Only what is public at this moment: a row that is gone is never shown."""
    asked = asked_of(wish)
    try:
        found = engine().ask(asked, today=day_of(today))
        hits = _hits(found)
        other = "" if not wish.text or wish.page > 1 or (hits and _as_asked(hits, found)) else _other(wish, today)
    except LookupError:
        return _titles(wish)
    except AWAY:
        doubt()
        return _titles(wish)
    return Answer(found.total, hits, found.counts, found.relaxed, other=other)


def asked_of(wish: Wish, **changed: Any) -> Asked:
    """The wish as the engine takes it."""
    facets = {**wish.facets, "source": [wish.source] if wish.source else []}
    offset = min((wish.page - 1) * wish.size, DEEPEST - wish.size)
    asked = Asked(wish.text, facets, day_of(wish.since), day_of(wish.until), wish.newest, offset, wish.size, FACETS, same=names().same)
    return replace(asked, **changed)


def related(key: str, title: str, *, today: date, limit: int = 5) -> list[Document]:
    """Documents about the same, most words of its title first; looked for once an hour, of these only what is public now."""
    keys = cache.get_or_set(f"search:related:{key}:{limit}", lambda: _alike(key, title, today, limit), HOUR) or ()
    return in_order(keys)


def _alike(own: str, title: str, today: date, limit: int) -> list[str]:
    """By what its title says of its subject."""
    try:
        found = engine().ask(Asked(_SAID.sub(" ", title), limit=limit + 1, counts=(), most=True), today=day_of(today))
    except AWAY:
        return []
    return [key for key in found.keys if key != own][:limit]


def day_of(day: date | None) -> int:
    """As the engine counts days."""
    return day.toordinal() - EPOCH if day else 0


def in_order(keys: Sequence[str]) -> list[Document]:
    """The rows of the keys, those that are still public."""
    ids: dict[str, list[str]] = {}
    for key in keys:
        type, _, id = key.partition(":")
        ids.setdefault(type, []).append(id)
    there = {row.key: row for type, wanted in ids.items() for row in Document.objects.filter(type=type, item_id__in=wanted)}
    return [there[key] for key in keys if key in there]


def plainly(wish: Wish, row: Document) -> bool:
    """Whether a row fits without the engine: every word in its title, every filter."""
    mine, day = facets_of(row), localdate(row.dated) if row.dated else date(1970, 1, 1)
    words = all(word.lower() in row.title.lower() for word in wish.text.split())
    return words and (wish.since or day) <= day <= (wish.until or day) and all(set(values) & set(mine[name]) for name, values in wish.facets.items() if values)


def _as_asked(hits: Sequence[Hit], found: Found) -> bool:
    """Whether some result holds a piece of the question as it was typed, or in other words that mean the same."""
    if found.relaxed:
        return False
    shown = [units(words) for hit in hits for words, is_hit in (*hit.title, *hit.text) if is_hit]
    return any(mark in words for mark in found.marks for words in shown)


def _other(wish: Wish, today: date) -> str:
    """The question as it was probably meant, when that finds something."""
    other = engine().other(wish.text)
    if not other:
        return ""
    found = engine().ask(asked_of(replace(wish, text=other), limit=1, offset=0, counts=()), today=day_of(today))
    return other if found.total and not found.relaxed else ""


def _hits(found: Found) -> list[Hit]:
    return [hit_of(row, found.marks) for row in in_order(found.keys)]


def hit_of(row: Document, marks: Sequence[str]) -> Hit:
    """The row with the place where the marks stand."""
    where, text = "", row.text
    if marks and not holds(text, marks):
        where, text = next(((name, words) for name, words in row.parts if holds(words, marks)), ("", text))
    return Hit(row, marked(row.title, marks), snippet(text, marks), where)


def _titles(wish: Wish) -> Answer:
    """Without the index: what was newest, or has the words in its title."""
    few = find_titles(wish.text, type=wish.source, limit=100) if wish.text else rows_newest(wish.source, 100)
    fitting = [row for row in few if plainly(wish, row)]
    start = (wish.page - 1) * wish.size
    page = in_order([row.key for row in fitting[start : start + wish.size]])
    return Answer(len(fitting), [hit_of(row, wish.text.split()) for row in page], plain=True)
