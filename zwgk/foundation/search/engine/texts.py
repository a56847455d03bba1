"""How a Chinese text becomes terms: folded characters, bigrams of them (recall and rank), words (of titles, and of questions).

`fold` keeps the length of a text, so that a place in the folded text is the same place in the original. Folding makes full
width half width, capitals small, traditional characters simplified. Bigrams run over letters, digits and characters only:
a phrase of bigrams is a substring, whatever brackets or blanks stand between (〔2026〕12号 = 2026 12号).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from operator import add

from opencc import OpenCC

from . import dictionaries

BREAK = "¶"  # stands between title, body and attachments: no phrase runs across it
_DROPPED = re.compile(r"[\W_]+")
_HAN = "\u3400-\u9fff"
_WORD = re.compile(rf"[a-z0-9]+|[{_HAN}]+")
STOP = frozenset("的了和与及或在对是有为等就都也我你吗呢想要去到把被从向") | {
    "怎么", "怎样", "如何", "什么", "哪里", "哪些", "多少", "可以", "需要", "请问", "关于",
}  # fmt: skip


@cache
def _folding() -> dict[int, str]:
    """One character for one character: half width, small, simplified."""
    table = {}
    for code in (*range(0x21, 0x3000), *range(0xFF00, 0xFFEF)):
        plain = unicodedata.normalize("NFKC", chr(code)).lower()
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    han = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00))]
    simple = OpenCC("t2s").convert("\n".join(han)).split("\n")
    table.update({ord(was): now for was, now in zip(han, simple, strict=True) if was != now and len(now) == 1})
    return table


def fold(text: str) -> str:
    """The same length; full width, capitals and traditional characters are gone."""
    return text.translate(_folding())


def units(text: str) -> str:
    """Letters, digits and characters of a text, folded, without anything between them."""
    return _DROPPED.sub("", fold(text))


def pairs(text: str) -> Sequence[str]:
    """公开条例 → 公开, 开条, 条例; one character alone is a term of its own."""
    return list(map(add, text, text[1:])) or ([text] if text else [])


def joined(parts: Iterable[Sequence[str]]) -> str:
    """Bigrams of parts as terms with blanks between, a break after each part."""
    return f" {BREAK} ".join(map(" ".join, parts))


def characters(parts: Iterable[str]) -> str:
    """Units of parts, each character once: what a question of a single character asks."""
    return " ".join(set().union(*parts))


def cut(text: str) -> list[str]:
    """Words of a text, folded; numbers and Latin whole."""
    return [word for word in dictionaries.cut_small(fold(text)) if _WORD.fullmatch(word)]


def is_word(text: str) -> bool:
    """Whether a dictionary knows it as one word that is not a person's name."""
    tagged = dictionaries.tagged(text)
    return len(tagged) == 1 and not tagged[0][1].startswith("nr")


def content(text: str, known: Iterable[str] = ()) -> list[str]:
    """Words of a question that say something, each once, the longest cut; known expressions stay whole: 人社局, not 人社 and 局."""
    found = [word for word in _whole(dictionaries.cut(fold(text)), known) if _WORD.fullmatch(word)]
    return list(dict.fromkeys(word for word in found if word not in STOP)) or list(dict.fromkeys(found))


def _whole(words: Sequence[str], known: Iterable[str]) -> list[str]:
    """Neighbouring words that together are a known expression become one, the longest first."""
    text = "".join(words)
    told = sorted((each for each in known if each in text), key=len, reverse=True)
    joined: list[str] = []
    rest = list(words)
    while rest:
        size = next((n for each in told if (n := _words_of(rest, each))), 1)
        joined.append("".join(rest[:size]))
        rest = rest[size:]
    return joined


def _words_of(words: Sequence[str], expression: str) -> int:
    """How many of the first words make up the expression exactly; 0 when they do not."""
    said = ""
    for count, word in enumerate(words, 1):
        said += word
        if not expression.startswith(said):
            return 0
        if said == expression:
            return count
    return 0
