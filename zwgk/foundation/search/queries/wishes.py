"""What a reader asks, and how an address says it. One codec for the page, its feed and whoever follows a search."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

FACETS = ("type", "organ", "theme", "year", "column", "manner", "standing")
LONGEST = 80  # characters of a question
MOST = 10  # values of one facet
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")


@dataclass(frozen=True, slots=True)
class Wish:
    """A question with its filters. Without text: everything the filters leave, newest first."""

    text: str
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)  # of FACETS
    since: date | None = None
    until: date | None = None
    newest: bool = False
    page: int = 1
    size: int = 10
    source: str = ""  # documents of one type only: "records.publication"

    def __bool__(self) -> bool:
        """Whether anything is asked at all."""
        return bool(self.text or self.source or self.since or self.until or any(self.facets.values()))


def wish_of(params: Mapping[str, object], size: int = 10) -> Wish:
    """From the values of an address: a QueryDict, or lists of strings by name. What it does not understand is left out."""
    page = _first(params, "page")
    return Wish(
        f"{_words(params, 'q')} {_words(params, 'within')}".strip(),
        {name: values for name in FACETS if (values := _values(params, name))},
        _day(_first(params, "since")), _day(_first(params, "until")), _first(params, "sort") == "newest",
        max(int(page), 1) if page.isascii() and page.isdigit() and len(page) < 6 else 1, size,
    )  # fmt: skip


def params_of(wish: Wish) -> dict[str, list[str]]:
    """For an address (`urlencode(…, doseq=True)`) or a row; without the page. `wish_of` reads it back."""
    told = {
        "q": [wish.text], **{name: list(wish.facets.get(name, ())) for name in FACETS},
        "since": [wish.since.isoformat() if wish.since else ""], "until": [wish.until.isoformat() if wish.until else ""],
        "sort": ["newest" if wish.newest else ""],
    }  # fmt: skip
    return {name: kept for name, values in told.items() if (kept := [value for value in values if value])}


def _values(params: Mapping[str, object], name: str) -> list[str]:
    given = params.getlist(name) if hasattr(params, "getlist") else params.get(name, [])
    listed = [given] if isinstance(given, str) else list(given)  # type: ignore[call-overload]
    return list(dict.fromkeys(text for each in listed if (text := _CONTROL.sub(" ", str(each)).strip()[:120])))[:MOST]


def _first(params: Mapping[str, object], name: str) -> str:
    return next(iter(_values(params, name)), "")


def _words(params: Mapping[str, object], name: str) -> str:
    return " ".join(_first(params, name).split())[:LONGEST]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
