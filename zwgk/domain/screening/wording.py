"""Words: lists that the county edits, unfilled places, dates that never were."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from functools import lru_cache

from .model import Entry, Finding, Kind, Lists, Severity

_HOLDER = re.compile(r"[×✕Xx]{2,}(?=[省市县区镇乡村局年月日号元人])|[Xx×]{1,2}月[Xx×]{1,2}日|[（(](?:待补充|待定|此处填写|请填写)[^）)]{0,10}[）)]|【(?:待补充|请填写|占位)[^】]{0,10}】|#REF!|#N/A|#VALUE!|#DIV/0!|\{\{[^}\n]{0,40}\}\}")
_DATE = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[年.\-/]([0-9]{1,2})[月.\-/]([0-9]{1,2})日?(?![0-9])")
_MONTH_DAY = re.compile(r"(?<![0-9年.])([0-9]{1,2})月([0-9]{1,2})日")
_TWICE = re.compile(r"((?<![目标])的的|(?<!为)了了|和和|是是|(?<!参)与与|(?<![应比面针核校反])对对(?!子)|将将|及及(?!时)|，，|。。|、、|；；)")


def wording(text: str, lists: Lists) -> Iterator[Finding]:
    """Entries of the lists, placeholders, impossible dates, doubled signs."""
    yield from _listed(text, lists.entries)
    for found in _HOLDER.finditer(text):
        yield Finding(Kind.PLACEHOLDER, found[0], found.start(), Severity.SUSPECTED, "像是没有填完，请补全。")
    for found in _TWICE.finditer(text):
        yield Finding(Kind.WRONG, found[0], found.start(), Severity.SUSPECTED, f"重复：是否应为“{found[0][0]}”。", found[0][0])
    yield from _dates(text)


def _dates(text: str) -> Iterator[Finding]:
    for found in _DATE.finditer(text):
        if not _is_day(int(found[1]), int(found[2]), int(found[3])):
            yield Finding(Kind.DATE, found[0], found.start(), Severity.CERTAIN, "日历上没有这一天，请核对。")
    for found in _MONTH_DAY.finditer(text):
        if not _is_day(2024, int(found[1]), int(found[2])):
            yield Finding(Kind.DATE, found[0], found.start(), Severity.CERTAIN, "日历上没有这一天，请核对。")


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _listed(text: str, entries: tuple[Entry, ...]) -> Iterator[Finding]:
    if not entries:
        return
    pattern, by_word = _compiled(entries)
    for found in pattern.finditer(text):
        entry = by_word[found[0]]
        if not _excused(text, found.start(), found.end(), entry):
            severity = Severity.CERTAIN if entry.sure else Severity.SUSPECTED
            yield Finding(entry.kind, found[0], found.start(), severity, _advice(entry), entry.right, entry.reason)


@lru_cache(maxsize=8)
def _compiled(entries: tuple[Entry, ...]) -> tuple[re.Pattern[str], dict[str, Entry]]:
    """One alternation, longest first, so that the longer wrong word wins."""
    by_word = {entry.wrong: entry for entry in entries}
    longest = sorted(by_word, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), by_word


def _excused(text: str, start: int, end: int, entry: Entry) -> bool:
    """The wrong word is part of something right: of its own correction, or of an exception."""
    for right in (entry.right, *entry.unless):
        at = right.find(entry.wrong) if right else -1
        while at >= 0:
            if text.startswith(right, start - at) and start - at >= 0:
                return True
            at = right.find(entry.wrong, at + 1)
    return False


def _advice(entry: Entry) -> str:
    if entry.kind is Kind.VAGUE:
        return entry.reason or "用语不明确，请写明单位、数量或时限。"
    proposed = f"建议改为“{entry.right}”。" if entry.right else "请核对。"
    return f"{proposed}{entry.reason}"
