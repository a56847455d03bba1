"""Sequences that a good part of all documents hold: 人民政府, 政府信息公开. They are terms of their own.

A phrase of bigrams has to be looked up place by place in every document that holds its bigrams; for what stands nearly everywhere
this took 100 ms in 300,000 documents. Which sequences are common is learnt from a sample when an index is built, and kept beside it:
whatever is written into this index later is read with the same list.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from .texts import pairs

FILE = "common.json"
SHORTEST, LONGEST = 3, 8  # characters of a sequence; two are a bigram already
SHARE, FEWEST = 0.02, 20  # of the sample that must hold it, and how many texts at least
READ = 3_000  # characters of each part of a sampled text


class Common:
    """A list of common sequences, by their length."""

    def __init__(self, sequences: Iterable[str] = ()) -> None:
        self._sizes: dict[int, set[str]] = {size: set() for size in range(SHORTEST, LONGEST + 1)}
        for sequence in sequences:
            self._sizes[len(sequence)].add(sequence)
        self._starts = {sequence[:2] for sequence in self._sizes[SHORTEST]}

    def __contains__(self, text: str) -> bool:
        return text in self._sizes.get(len(text), ())

    def within(self, text: str, grams: Sequence[str]) -> set[str]:
        """Every common sequence in a text of units with these pairs. Each is longer by one than another that begins at the same place."""
        found: set[str] = set()
        places: Sequence[int] = [place for place, pair in enumerate(grams) if pair in self._starts]
        for size, sequences in self._sizes.items():
            longer = []
            for place in places:
                piece = text[place : place + size]
                if piece in sequences:
                    found.add(piece)
                    longer.append(place)
            places = longer
        return found

    @classmethod
    def learn(cls, texts: Iterable[Sequence[str]]) -> Common:
        """From a sample of texts, each the units of its parts: level by level, a sequence counts only when both its shorter halves are common."""
        parts = [[part[:READ] for part in text] for text in texts]
        needed = max(FEWEST, round(SHARE * len(parts)))
        known: set[str] = _common(([pairs(part) for part in text] for text in parts), needed)
        told: list[str] = []
        for size in range(SHORTEST, LONGEST + 1):
            known = _common(([_grown(part, size, known) for part in text] for text in parts), needed)
            told += known
        return cls(told)

    @classmethod
    def read(cls, folder: Path) -> Common:
        """The list of an index; empty when there is none."""
        try:
            return cls(json.loads((folder / FILE).read_text("utf-8")))
        except (OSError, ValueError):
            return cls()

    def keep(self, folder: Path) -> None:
        """Write it beside the index."""
        (folder / FILE).write_text(json.dumps(sorted(set().union(*self._sizes.values())), ensure_ascii=False), "utf-8")


def _common(texts: Iterable[Iterable[Iterable[str]]], needed: int) -> set[str]:
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set().union(*text))
    return {sequence for sequence, count in counts.items() if count >= needed}


def _grown(part: str, size: int, known: set[str]) -> Iterable[str]:
    """The sequences of a size whose first and last size - 1 characters are known to be common."""
    places = range(len(part) - size + 1)
    return (part[place : place + size] for place in places if part[place : place + size - 1] in known and part[place + 1 : place + size] in known)
