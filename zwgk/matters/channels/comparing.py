"""Our version against the page that is live elsewhere. Pure: no network, no database.

Reads: what we published and what the page says. Writes: the differences, each with both sides.
White space, full- and half-width signs and quotes do not count: editors of other platforms change them without asking.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

_SPACE = re.compile(r"[\s\u200b-\u200f\ufeff\u00ad]+")
_DAY = re.compile(r"(20\d\d)\s*[-/.年]\s*(1[0-2]|0?[1-9])\s*[-/.月]\s*(3[01]|[12]\d|0?[1-9])")
_SITE = re.compile(r"\s*[-_|–—·]\s*[^-_|–—·]{2,40}$")
_QUOTES = str.maketrans("“”‘’「」『』", "\"\"''\"\"''")
SHOWN = 200  # characters of a difference that a person is shown
AROUND = 12  # characters before the first difference


@dataclass(frozen=True, slots=True)
class Ours:
    """What we published."""

    title: str
    text: str
    published_on: date
    released_on: date | None = None  # there; either day may stand on the page


@dataclass(frozen=True, slots=True)
class Theirs:
    """What the page says; an empty title or date is not told by it."""

    titles: tuple[str, ...]  # the title as the page's metadata, headline and window say it
    paragraphs: tuple[str, ...]
    days: tuple[date, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is otherwise there."""

    field: str  # 标题, 正文, 日期
    ours: str
    theirs: str


def normal(text: str) -> str:
    """The text by which two versions are held together."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).translate(_QUOTES)


def compare(ours: Ours, theirs: Theirs) -> list[Difference]:
    """What differs; nothing when they agree."""
    return [*_title(ours, theirs), *_body(ours, theirs), *_day(ours, theirs)]


def days_in(texts: Iterable[str]) -> tuple[date, ...]:
    """Days written in these texts, in their order."""
    found = []
    for text in texts:
        for year, month, number in _DAY.findall(text):
            try:
                found.append(date(int(year), int(month), int(number)))
            except ValueError:  # 2026-02-31
                continue
    return tuple(dict.fromkeys(found))


def _title(ours: Ours, theirs: Theirs) -> list[Difference]:
    said = [title for title in theirs.titles if title.strip()]
    wanted = normal(ours.title)
    if not said or any(wanted in (normal(title), normal(_SITE.sub("", title))) for title in said):
        return []
    return [Difference("标题", ours.title, said[0][:SHOWN])]


def _body(ours: Ours, theirs: Theirs) -> list[Difference]:
    """The page may say more around our text (source, share buttons), never less or otherwise inside it."""
    wanted, title = normal(ours.text), normal(ours.title)
    if not wanted:
        return []
    there = normal("".join(theirs.paragraphs))
    bare = wanted.removeprefix(title)
    if bare in there:
        return []
    if not there:
        return [Difference("正文", ours.text[:SHOWN], "页面上没有读到正文")]
    return _parts(ours, theirs.paragraphs)


def _parts(ours: Ours, paragraphs: Iterable[str]) -> list[Difference]:
    """Paragraph by paragraph: what we say and they do not, beside what stands there most like it."""
    mine = [line.strip() for line in ours.text.splitlines() if normal(line) and normal(line) != normal(ours.title)]
    yours = [line.strip() for line in paragraphs if normal(line)]
    there = normal("".join(yours))
    missing = [line for line in mine if normal(line) not in there]
    known = {normal(line): line for line in yours}
    found = []
    for line in missing[:5]:
        close = difflib.get_close_matches(normal(line), list(known), n=1, cutoff=0.5)
        found.append(Difference("正文", *(_cut(line, known[close[0]]) if close else (line[:SHOWN], "页面上没有这一段"))))
    if not missing:  # every paragraph is there, in another order or with something between them
        return [Difference("正文", f"{len(mine)} 段", f"{len(yours)} 段，段落顺序不同或者中间插入了其他内容")]
    if len(missing) > len(found):
        found.append(Difference("正文", f"另有 {len(missing) - len(found)} 段", "不一致或者缺少"))
    return found


def _cut(mine: str, yours: str) -> tuple[str, str]:
    """Both paragraphs from a little before the first sign that differs."""
    at = next((n for n, (one, other) in enumerate(zip(mine, yours, strict=False)) if one != other), min(len(mine), len(yours)))
    start = max(0, at - AROUND) if max(len(mine), len(yours)) > SHOWN else 0
    mark = "…" if start else ""
    return mark + mine[start : start + SHOWN], mark + yours[start : start + SHOWN]


def _day(ours: Ours, theirs: Theirs) -> list[Difference]:
    if not theirs.days or {ours.published_on, ours.released_on} & set(theirs.days):
        return []
    return [Difference("日期", ours.published_on.isoformat(), theirs.days[0].isoformat())]
