"""`wording/*.yaml` → WordList: words to look at before release. A local file of the same name adds to it, or takes words out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum

from zwgk.law.model import Status, WordEntry, WordList
from zwgk.law.reading import Page

_KEYS = ("title", "kind", "sure", "words", "remove", "reason", "status", "note")
_ENTRY = ("wrong", "right", "reason", "unless", "since", "sure")


class WordKind(StrEnum):
    """What a list is for."""

    WRONG = "wrong_character"
    FIXED = "fixed_expression"
    VAGUE = "vague_word"
    LISTED = "listed_word"
    HEALTH = "health"


def word_list(name: str, page: Page, known: WordList | None) -> WordList | None:
    """The list of one file, laid over the one that is known; None with its problems noted."""
    before = len(page.problems)
    page.allow(_KEYS)
    kind = page.choice("kind", WordKind, WordKind(known.kind) if known else None)
    title = page.text("title", needed=known is None) or (known.title if known else "")
    status = page.choice("status", Status, known.status if known else Status.VERIFIED)
    reason, sure = page.text("reason", needed=False), page.truth("sure")
    entries = _entries(page, reason, sure)
    if len(page.problems) > before or kind is None or status is None:
        return None
    gone = set(page.data.get("remove") or ()) | {entry.wrong for entry in entries}
    kept = tuple(entry for entry in known.entries if entry.wrong not in gone) if known else ()
    made = WordList(name, title, kind.value, (*kept, *entries), status, page.text("note", needed=False))
    return replace(made, note=made.note or (known.note if known else ""))


def _entries(page: Page, reason: str, sure: bool) -> list[WordEntry]:
    """`words` is a mapping wrong: right, or a list of words and of mappings with more to say."""
    words = page.data.get("words") or []
    if isinstance(words, dict):
        return [WordEntry(str(wrong), str(right or ""), reason, sure=sure) for wrong, right in words.items()]
    if not isinstance(words, list):
        page.wrong("words", "这里应当是词语的列表。", "写成“错误写法: 正确写法”，或者每项以“- ”开头。")
        return []
    return [entry for n, word in enumerate(words) if (entry := _entry(page, n, word, reason, sure))]


def _entry(page: Page, n: int, word: object, reason: str, sure: bool) -> WordEntry | None:
    if isinstance(word, str):
        return WordEntry(word, "", reason, sure=sure)
    if not isinstance(word, dict):
        page.wrong(f"words.{n}", "这里应当是一个词，或者“wrong: …、right: …”。", "按其他条目的样子书写。")
        return None
    one = Page(page.file, word, page.problems, f"words.{n}.")
    one.allow(_ENTRY)
    wrong = one.text("wrong")
    unless = word.get("unless") or []
    if not isinstance(unless, list) or not all(isinstance(each, str) for each in unless):
        one.wrong("unless", "这里应当是词语的列表。", "写成“unless: [词语, 词语]”。")
        unless = []
    since = one.day("since", needed=False)
    told = one.text("reason", needed=False) or reason
    return WordEntry(wrong, one.text("right", needed=False), told, tuple(unless), since or date.min, one.truth("sure") or sure) if wrong else None
