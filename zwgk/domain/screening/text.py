"""The text as the patterns read it: what is invisible left out, half-width letters and digits, each with its seat in the source.

Zero-width and soft-hyphen characters come along when people copy from web pages and chat windows; a number that holds one is
still the number.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]")
_SAME = {ord("〇"): "0", **dict.fromkeys(map(ord, "－—–‐‑−"), "-"), **dict.fromkeys(map(ord, "　\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"), " "), ord("Х"): "X", ord("х"): "x"}


class _Table(dict[int, str]):
    """Characters that are read as another one; digits of every script are looked up when first met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = chr(code - 0xFEE0) if 0xFF01 <= code < 0xFF5F else str(unicodedata.decimal(sign, sign))
        return self[code]


_TABLE = _Table(_SAME)


@dataclass(frozen=True, slots=True)
class Bare:
    """The text to look through, and where each of its characters stands in the source."""

    text: str
    seats: tuple[int, ...] = ()  # empty when nothing was left out

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The same spot in the source."""
        return (self.seats[start], self.seats[end - 1] + 1) if self.seats else (start, end)


def bare(source: str) -> Bare:
    """The source without what nobody sees, in half-width characters."""
    if not _INVISIBLE.search(source):
        return Bare(plain(source))
    seats = tuple(place for place, sign in enumerate(source) if not _INVISIBLE.match(sign))
    return Bare(plain("".join(source[place] for place in seats)), seats)


def plain(text: str) -> str:
    """Full-width and foreign digits made half-width; the same length as `text`."""
    return text.translate(_TABLE)


def digits(text: str) -> str:
    """Only digits and a final X, upper case; × is written for X too."""
    return "".join(each for each in text.upper().replace("×", "X") if each.isdigit() or each == "X")


def around(text: str, start: int, end: int, before: int = 16, after: int = 8) -> tuple[str, str]:
    """What stands before and after, within the line."""
    left = text[max(0, start - before) : start].rsplit("\n", 1)[-1]
    right = text[end : end + after].split("\n", 1)[0]
    return left, right


def stars(text: str, head: int, tail: int) -> str:
    """The first `head` and the last `tail` signs stay; blanks and hyphens too."""
    seats = [place for place, sign in enumerate(text) if sign.isalnum()]
    hidden = set(seats[head : len(seats) - tail])
    return "".join("*" if place in hidden else sign for place, sign in enumerate(text))
