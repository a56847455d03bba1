"""The marker a line begins with: 第一章, 一、, （一）, 1., （1）, ①, 一是, 第一， …

`leading` reads one marker; which marker is above which is decided by the clause tree, not here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .numerals import BRACKETED, CIRCLED, CN, chinese, number_of

CHAPTER, ARTICLE, ONE, PAREN, ARABIC, ARABIC_PAREN, CIRCLE, ORDINAL, DOTTED = (
    "chapter", "article", "one", "paren", "arabic", "arabic_paren", "circle", "ordinal", "dotted",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marker:
    """One leading marker."""

    kind: str
    number: int
    label: str  # canonical: 一, (一), 1, (1), ①, 一是, 第一章, 第一条
    raw: str
    end: int  # where the text after it begins


_N = rf"[{CN}]{{1,5}}"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (CHAPTER, re.compile(rf"第({_N}|\d{{1,2}})(?:章|部分|节|篇)[\s:：、]*")),
    (ARTICLE, re.compile(rf"第({_N}|\d{{1,3}})条[\s:：]*")),
    (ORDINAL, re.compile(rf"({_N})(是|要)(?![否不的素点求务件领])[:：，,、]?\s*")),
    (ORDINAL, re.compile(r"第([一二三四五六七八九十]{1,3})[，,、]\s*")),
    (ONE, re.compile(rf"({_N})\s{{0,3}}[、．.，,]\s{{0,4}}")),
    (PAREN, re.compile(rf"[（(〔\[]\s{{0,2}}({_N})\s{{0,2}}[）)〕\]]\s{{0,4}}[、.．]?\s{{0,2}}")),
    (PAREN, re.compile(rf"([{''.join(BRACKETED)}])\s{{0,4}}")),
    (DOTTED, re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})[.．、]?\s{1,4}(?=[^\d\s])")),
    (ARABIC, re.compile(r"(\d{1,3})\s{0,2}(?:[.．﹒、]\s{0,4}(?:(?!\d)|(?=(?:19|20)\d{2}\s?年))|[．﹒、]\s{0,4}(?=\d{1,4}(?:个(?!百分)|项|类|家|件))|\s{2,4}(?=[一-鿿“《]))")),
    (ARABIC_PAREN, re.compile(r"[（(]\s{0,2}(\d{1,2})\s{0,2}[）)]\s{0,4}[、.．]?")),
    (ARABIC_PAREN, re.compile(r"(\d{1,2})[）)]\s{0,4}")),
    (CIRCLE, re.compile(rf"([{''.join(CIRCLED)}])\s{{0,4}}")),
)
_FIRST = frozenset("第（(〔[" + CN + "".join(CIRCLED) + "".join(BRACKETED))
_SENTENCE_ONE = re.compile(rf"{_N}[、，,]{_N}[、，,]")  # “一、二、三等奖”, a list of numerals


def leading(text: str) -> Marker | None:
    """The marker at the very beginning of `text`, or None."""
    return _leading(text[:24]) if text and (text[0] in _FIRST or text[0].isdecimal()) else None


def bare_number(text: str) -> Marker | None:
    """“1 强化公开” where sections are numbered 1.1: the number stands without a point."""
    found = re.match(r"(\d{1,2})\s(?=[一-鿿])", text)
    return _marker(ARABIC, found) if found else None


@lru_cache(maxsize=4096)
def _leading(text: str) -> Marker | None:
    if _SENTENCE_ONE.match(text):
        return None
    for kind, pattern in _PATTERNS:
        found = pattern.match(text)
        if found:
            return _marker(kind, found)
    return None


def _marker(kind: str, found: re.Match[str]) -> Marker | None:
    word, raw = found.group(1), found.group(0)
    if kind == DOTTED:
        return Marker(kind, int(word.rsplit(".", 1)[1]), word, raw, found.end())
    number = number_of(word)
    if number is None or number == 0 or number > 199:
        return None
    return Marker(kind, number, label(kind, number, raw), raw, found.end())


def label(kind: str, number: int, raw: str = "") -> str:
    """The canonical form used in paths."""
    if kind == CHAPTER:
        return re.sub(r"[\s:：、]", "", raw)
    forms = {
        ARTICLE: f"第{chinese(number)}条", ONE: chinese(number), PAREN: f"({chinese(number)})", ARABIC: str(number),
        ARABIC_PAREN: f"({number})",
    }  # fmt: skip
    if kind == ORDINAL:
        return f"第{chinese(number)}" if raw.startswith("第") else chinese(number) + ("要" if "要" in raw else "是")
    return forms.get(kind) or raw.strip()
