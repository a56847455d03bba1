"""Figures as offices type them: full-width digits, thousands separators, units, dashes for nothing; digits that ran together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from zwgk.law.annualform_model import Measure

from .model import Value

BLANKS = frozenset({"", "/", "\\", "-", "--", "—", "——", "―", "–", "一", "无", "空", "·", ".", "*", "null", "None", "\u25a1"})
_FIGURE = re.compile(r"([+-]?\d+(?:\.\d+)?)(万元|亿元|元|万|亿|件|宗|个|项|条|次|份|起|例|人)?")
_SIGNS = str.maketrans({"−": "-", "﹣": "-", "．": "."})
_SCALES = {"元": Decimal("0.0001"), "亿元": Decimal(10000), "亿": Decimal(10000)}  # the form counts in 万元


class NotANumber(ValueError):
    """What stands in the cell is no number."""


def plain(text: str) -> str:
    """One form for each character, no blanks."""
    return re.sub(r"[\s\u200b\ufeff]+", "", unicodedata.normalize("NFKC", text)).translate(_SIGNS)


def figure(raw: object, measure: Measure = Measure.COUNT, *, unit: str = "") -> Value:
    """The value of a cell, None when blank. NotANumber for anything else."""
    if raw is None or isinstance(raw, bool):
        return None
    words = plain(str(raw))
    if words in BLANKS:
        return None
    rising = re.match(r"(增加?|减少?)(?=\d)", words) if measure is Measure.CHANGE else None
    if rising:
        words = ("-" if words[0] == "减" else "") + words[rising.end() :]
    match = _FIGURE.fullmatch(re.sub(r"(?<=\d),(?=\d)", "", words))
    if match is None:
        raise NotANumber(str(raw))
    value = Decimal(match[1])
    if measure is Measure.MONEY:
        value *= _SCALES.get(match[2] or unit, Decimal(1))
        return value
    return int(value) if value == value.to_integral_value() else value


def looks_like_figure(text: str) -> bool:
    """Whether a cell holds a figure or is blank, and no words."""
    try:
        figure(text)
    except NotANumber:
        return False
    return True


def splits(digits: str, count: int) -> Iterator[tuple[int, ...]]:
    """Every way to cut digits into so many numbers without leading noughts."""
    if count == 1:
        if digits and (digits == "0" or digits[0] != "0") and len(digits) <= 9:
            yield (int(digits),)
        return
    for width in range(1, min(len(digits) - count + 1, 9) + 1):
        if width > 1 and digits[0] == "0":
            return
        head = int(digits[:width])
        for rest in splits(digits[width:], count - 1):
            yield (head, *rest)


def with_total(digits: str, count: int) -> list[tuple[int, ...]]:
    """The ways in which the last number is the sum of the others; the largest first number first."""
    if len(digits) > 40:
        return []
    found = []
    for width in range(1, min(len(digits) - count + 1, 9) + 1):
        tail = digits[-width:]
        if tail != "0" and tail[0] == "0":
            continue
        found += [(*rest, int(tail)) for rest in _adding(digits[:-width], count - 1, int(tail))]
    return sorted(found, reverse=True)


def _adding(digits: str, count: int, total: int) -> Iterator[tuple[int, ...]]:
    if count == 1:
        if digits and (digits == "0" or digits[0] != "0") and int(digits) == total:
            yield (total,)
        return
    for width in range(1, min(len(digits) - count + 1, len(str(total))) + 1):
        head = int(digits[:width])
        if head > total or (width > 1 and digits[0] == "0"):
            break
        for rest in _adding(digits[width:], count - 1, total - head):
            yield (head, *rest)


def likeliest(ways: list[tuple[int, ...]], known: tuple[int | None, ...]) -> tuple[int, ...] | None:
    """Of made, repealed, valid: what the text says counts first, then numbers of like length; no more is made than is valid."""

    def rank(way: tuple[int, ...]) -> tuple[int, int, int]:
        said = sum(told is not None and told != value for told, value in zip(known, way, strict=False))
        widths = [len(str(value)) for value in way]
        return said, int(len(way) == 3 and way[2] < way[0]), max(widths) - min(widths)

    return min(ways, key=rank, default=None)
