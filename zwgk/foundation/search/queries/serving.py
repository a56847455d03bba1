"""搜索即服务: who wants to get something done sees the service first. What such a question looks like is data (law/search/services.yaml)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from zwgk.foundation.search.engine import Asked
from zwgk.foundation.search.engine.snippets import holds
from zwgk.foundation.search.engine.texts import fold, units
from zwgk.foundation.search.indexing import engine
from zwgk.foundation.search.wordbooks import wordbook

from .asking import AWAY, Hit, day_of, hit_of, in_order
from .naming import names
from .wishes import Wish

FEW = 3


def services(wish: Wish, *, today: date) -> list[Hit]:
    """Services and guides for the first page of a plain question: all that fit when it asks how to get something done, else those that it names."""
    if not wish.text or wish.facets or wish.page > 1 or wish.newest:
        return []
    asking, about = _words()
    said = _without(wish.text, asking)
    wants = said != fold(wish.text) or any(word in said for word in about)
    try:
        found = engine().ask(Asked(said, {"role": ["service"]}, limit=2 * FEW, counts=(), same=names().same), today=day_of(today))
    except AWAY:
        return []
    hits = [hit_of(row, found.marks) for row in in_order(found.keys)]
    return [hit for hit in hits if (wants and not found.relaxed) or _names(hit, found.marks)][:FEW]


def _names(hit: Hit, marks: Sequence[str]) -> bool:
    """Whether the title holds what was asked, whole."""
    return any(mark in units(hit.row.title) for mark in marks) and holds(hit.row.title, marks)


def _without(text: str, words: Sequence[str]) -> str:
    """The question without the manner of asking; as it is when nothing else is left."""
    said = fold(text)
    for word in words:
        said = said.replace(word, " ")
    return said if units(said) else fold(text)


@cache
def _words() -> tuple[Sequence[str], Sequence[str]]:
    """Manners of asking, the longest first; things that people want to get done."""
    told = wordbook("services.yaml")
    return sorted(told["asking"], key=len, reverse=True), told["about"]
