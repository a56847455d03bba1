"""Names of organs, as people say them: words that mean the same, and the organ that a question names."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from zwgk.foundation.search.engine.texts import units
from zwgk.foundation.search.models import OrganName

KEPT = 30.0  # seconds


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


def organ_named(text: str) -> str:
    """The organ whose name stands in the question, the longest name first; "" when none or several do."""
    said = units(text)
    found = [key for key in names().organs if key in said]
    longest = max(found, key=len, default="")
    others = {names().organs[key] for key in found if key not in longest}
    return names().organs[longest] if longest and not others - {names().organs[longest]} else ""


def _read() -> Names:
    organs: dict[str, str] = {}
    same: dict[str, list[str]] = {}
    for key, name in OrganName.objects.values_list("key", "organ_name"):
        organs[key] = name
        if key not in units(name):  # a part of the name finds it anyway
            same.setdefault(key, []).append(units(name))
    return Names(organs, same)
