"""The word lists of the law in force here, as the screening uses them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from zwgk.law import Law

from .model import Entry, Kind, Lists


@lru_cache(maxsize=16)
def lists_of(law: Law, day: date, public_phones: frozenset[str] = frozenset()) -> Lists:
    """Entries that hold on `day`; health words apart; numbers that the county itself publishes are no hits."""
    entries: list[Entry] = []
    health: list[str] = []
    for each in law.wording.values():
        if each.kind == "health":
            health += [word.wrong for word in each.entries]
        else:
            entries += [Entry(word.wrong, word.right, Kind(each.kind), word.reason, word.unless, word.sure) for word in each.entries if word.since <= day]
    return Lists(tuple(entries), tuple(health), frozenset(public_phones))
