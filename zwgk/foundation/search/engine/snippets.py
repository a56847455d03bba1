"""The place of a hit, cut out of the text, with what was found marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .texts import content, fold

Piece = tuple[str, bool]  # words, whether they are a hit
_BETWEEN = r"[\W_]*"
LEAD = 24  # characters before the hit


def snippet(text: str, marks: Sequence[str], width: int = 120) -> list[Piece]:
    """About `width` characters around the best hit as (words, hit); the beginning when nothing is found."""
    hits = _hits(text, marks)
    best = max(hits, key=lambda hit: (hit[1] - hit[0], _near(hits, hit, width)), default=None)
    start = _start(text, best[0] - LEAD) if best else 0
    end = min(len(text), start + width)
    pieces: list[Piece] = [("…", False)] if start else []
    pieces += _marked(text, start, end, hits)
    return pieces + [("…", False)] if end < len(text) else pieces


def marked(text: str, marks: Sequence[str]) -> list[Piece]:
    """The whole of a short text, a title, with the hits marked."""
    return _marked(text, 0, len(text), _hits(text, marks))


def holds(text: str, marks: Sequence[str]) -> bool:
    """Whether anything of the question stands in the text."""
    return bool(_hits(text, marks))


def _hits(text: str, marks: Sequence[str]) -> list[tuple[int, int]]:
    """Where it stands: the whole of a mark, or else its words. Sorted, not overlapping."""
    folded = fold(text)
    found: list[tuple[int, int]] = []
    for mark in marks:
        whole = _places(folded, mark)
        found += whole or [place for word in content(mark) if len(word) > 1 for place in _places(folded, word)]
    return _merged(sorted(found))


def _places(folded: str, mark: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(_BETWEEN.join(map(re.escape, mark)), folded)][:200]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    told: list[tuple[int, int]] = []
    for first, last in spans:
        if told and first <= told[-1][1]:
            told[-1] = (told[-1][0], max(last, told[-1][1]))
        else:
            told.append((first, last))
    return told


def _near(hits: list[tuple[int, int]], hit: tuple[int, int], width: int) -> int:
    return sum(hit[0] <= first < hit[0] + width for first, _ in hits)


def _start(text: str, wanted: int) -> int:
    """Not in the middle of a sentence that begins close by."""
    if wanted <= 0:
        return 0
    stop = max(text.rfind(mark, wanted, wanted + LEAD) for mark in "。；\n")
    return stop + 1 if stop > 0 else wanted


def _marked(text: str, start: int, end: int, hits: list[tuple[int, int]]) -> list[Piece]:
    pieces: list[Piece] = []
    place = start
    for first, last in hits:
        first, last = max(first, start), min(last, end)
        if first >= last:
            continue
        pieces += [(text[place:first], False), (text[first:last], True)]
        place = last
    pieces.append((text[place:end], False))
    return [(" ".join(words.split()) if len(words) > 60 else words.replace("\n", " "), hit) for words, hit in pieces if words]
