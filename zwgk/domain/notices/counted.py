"""Rows counted 1, 2, 3 … in a table run together, with chapters between them: 一、深化公开1公开预算县财政局6月底前2 …

Reads: the text behind the header. Writes: where each row stands, and the chapters that open before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .numerals import CN
from .words import STRONG_TAIL

_LEVEL = re.compile(rf"[{CN}]{{1,3}}、|[（(][{CN}]{{1,3}}[）)]")
_TIME_BEFORE = re.compile(r"(?:\d{1,2}月(?:\d{1,2}日|底|末|[上中下]旬)?|年底|年内|季度末?|半年|20\d{2}年|长期(?:坚持|推进)?|持续(?:推进|开展)|常态化(?:推进|开展)?|全年|立即|适时)(?:之?前|以前)?$")
_LONGEST_HEADING = 70
_LONGEST_ROW = 4000


@dataclass(frozen=True, slots=True)
class Counted:
    """One row: its number, its text, and the headings that open before it."""

    number: int
    text: str
    opens: tuple[str, ...]


def counted_rows(text: str) -> list[Counted]:
    """The rows of a text that begins with a chapter; empty unless at least two follow each other."""
    found: list[Counted] = []
    number, start = 1, 0
    opens: tuple[str, ...] = ()
    for hit in re.finditer(r"(?<![\d.．])(\d{1,3})\s?(?=[㐀-鿿“《])(?![年月日个项类次天期])", text):
        if int(hit.group(1)) != number:
            continue
        if hit.start() - start > _LONGEST_ROW:
            break
        before = text[start : hit.start()]
        cell, headings = _headings(before, first=number == 1)
        if not (headings or _ends_row(before)):
            continue
        if number > 1:
            found.append(Counted(number - 1, cell, opens))
        opens, start, number = headings, hit.end(), number + 1
    if number > 1:
        found.append(Counted(number - 1, text[start:], opens))
    return found if len(found) > 1 else []


def _headings(before: str, first: bool) -> tuple[str, tuple[str, ...]]:
    """What stands between two numbers: the rest of a row, then the headings that open behind it."""
    marks = [hit.start() for hit in _LEVEL.finditer(before, max(0, len(before) - 2 * _LONGEST_HEADING))]
    for position in marks:
        tail = before[position:]
        if "。" not in tail.rstrip("。") and (_ends_row(before[max(0, position - 24) : position]) or (first and position == 0)):
            cuts = [one for one in marks if one >= position]
            pieces = tuple(before[begin:end].strip() for begin, end in zip(cuts, [*cuts[1:], len(before)], strict=True))
            return before[:position], pieces
    return before, ()


def _ends_row(text: str) -> bool:
    """True when the text ends with a unit or a time."""
    return bool(_TIME_BEFORE.search(text[-24:].rstrip()) or STRONG_TAIL.search(text[-24:].rstrip()))
