"""Names of organs, as people say them: words that mean the same, and the organ that a question names."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from zwgk.foundation.search.engine.texts import units
from zwgk.foundation.search.models import OrganName

KEPT = 30.0  # seconds
SHORTEST = 3  # characters of a name that may stand at the edge of a longer word


@dataclass(frozen=True, slots=True)
class Names:
    """All of them, read once in a while."""

    organs: Mapping[str, str] = field(default_factory=dict)  # key → name of the organ
    same: Mapping[str, Sequence[str]] = field(default_factory=dict)  # key → what documents write instead


_known: tuple[float, Names] = (-KEPT, Names())


def names() -> Names:
    """As they were at most half a minute ago."""
    global _known
    if time.monotonic() - _known[0] > KEPT:
        _known = (time.monotonic(), _read())
    return _known[1]


def forget() -> None:
    """They have changed."""
    global _known
    _known = (-KEPT, Names())


@dataclass(frozen=True, slots=True)
class Named:
    """The organ that a question names, and what else it asks."""

    organ: str
    rest: str


def organ_named(text: str) -> Named | None:
    """The one organ whose name stands in the question as a word of its own or at the beginning or end of one; None when none or several do."""
    pieces = text.split()
    found = {}
    for place, piece in enumerate(pieces):
        said = units(piece)
        for key, organ in names().organs.items():
            if len(key) >= SHORTEST and key != said and (said.startswith(key) or said.endswith(key)) or key == said:
                found[len(key), organ] = (place, key)
    if not found or len({organ for size, organ in found if size == max(found)[0]}) > 1:
        return None
    size, organ = max(found)
    place, key = found[size, organ]
    rest = [*pieces[:place], units(pieces[place]).replace(key, "", 1), *pieces[place + 1 :]]
    return Named(organ, " ".join(word for word in rest if word))


def _read() -> Names:
    organs: dict[str, str] = {}
    same: dict[str, list[str]] = {}
    for key, name in OrganName.objects.values_list("key", "organ_name"):
        organs[key] = name
        if key not in units(name):  # a part of the name finds it anyway
            same.setdefault(key, []).append(units(name))
    return Names(organs, same)
