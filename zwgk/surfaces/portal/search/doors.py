"""Pages that answer a question by themselves (law/search/doors.yaml), and the organ that a question names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.http import QueryDict
from django.urls import is_valid_path

from zwgk.foundation.search import queries as search
from zwgk.foundation.search.queries import Wish

from .choices import Choice, with_

MOST = 2


@dataclass(frozen=True, slots=True)
class Door:
    """A page, and the words of those who want to go there."""

    words: Sequence[str]
    label: str
    says: str
    url: str


def doors_for(wish: Wish) -> list[Door]:
    """For the first page of a plain question; what the site does not have is left out."""
    if not wish.text or wish.facets or wish.page > 1:
        return []
    said = "".join(wish.text.split())
    return [door for door in _doors() if any(word in said for word in door.words) and is_valid_path(door.url)][:MOST]


def proposal(given: QueryDict, wish: Wish) -> Choice | None:
    """“单位：和光县民政局” when the question names one organ: the rest of the question, filtered by it."""
    named = search.organ_named(wish.text) if wish.text and not wish.facets.get("organ") else None
    if named is None:
        return None
    return Choice(f"单位：{named.organ}", 0, with_(given, q=named.rest, within="", organ=[named.organ], page=""), False)


@cache
def _doors() -> Sequence[Door]:
    return tuple(Door(**each) for each in search.wordbook("doors.yaml")["doors"])
