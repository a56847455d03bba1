"""The body of a kind that is written in sentences: elements put into its text; what is empty falls away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from .kinds import SLOT, Element, LetterKind, Part

NUMERALS = "一二三四五六七八九十"
DAY = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")  # as records write it; a letter says 2026年11月3日


def body(kind: LetterKind, values: Mapping[str, Any]) -> list[str]:
    """The paragraphs in order."""
    return [DAY.sub(_in_words, line) for sentence in kind.text for line in _paragraphs(kind, sentence, values)]


def gaps(kind: LetterKind, values: Mapping[str, Any]) -> Iterator[Element]:
    """What a decision must name and does not, each with the decision it belongs to."""
    for given in values.get("parts") or ():
        part = kind.parts.get(given.get("outcome", ""))
        if part is None:
            yield Element("parts", f"处理决定（没有“{given.get('outcome', '')}”这一种）")
            continue
        for name, label in part.needs.items():
            if not given.get(name):
                yield Element("parts", f"{part.title}：{label}")


def _in_words(day: re.Match[str]) -> str:
    return f"{day[1]}年{int(day[2])}月{int(day[3])}日"


def _paragraphs(kind: LetterKind, sentence: str, values: Mapping[str, Any]) -> Iterator[str]:
    names = SLOT.findall(sentence)
    if any(not values.get(name) for name in names):
        return
    if len(names) == 1 and sentence == f"{{{names[0]}}}":
        yield from _block(kind, kind.element(names[0]), values)
        return
    yield SLOT.sub(lambda slot: _inline(kind.element(slot[1]), values[slot[1]]), sentence)


def _block(kind: LetterKind, element: Element, values: Mapping[str, Any]) -> Iterator[str]:
    value = values[element.id]
    match element.type:
        case "parts":
            for number, given in enumerate(value):
                yield from _said(kind.parts[given["outcome"]], {"you": str(values.get("you", "")), **given}, NUMERALS[number] if len(value) > 1 else "")
        case "lines":
            yield from value
        case _:
            yield _inline(element, value)


def _said(part: Part, given: Mapping[str, str], numeral: str) -> Iterator[str]:
    """One decision; under a heading of its own when there are several."""
    words = {"covers": "上述政府信息", **{name: text for name, text in given.items() if text}}
    if numeral:
        yield f"{numeral}、{given.get('covers') or part.title}"
    for sentence in part.text:
        if all(words.get(name) for name in SLOT.findall(sentence)):
            yield from filter(None, map(str.strip, SLOT.sub(lambda slot: words[slot[1]], sentence).splitlines()))


def _inline(element: Element, value: Any) -> str:
    if element.type == "lines":
        return "；".join(line.rstrip("；。") for line in value)
    if element.type == "date":
        day = date.fromisoformat(value)
        return f"{day.year}年{day.month}月{day.day}日"
    return str(value).rstrip("。") if element.type == "text" else str(value)
