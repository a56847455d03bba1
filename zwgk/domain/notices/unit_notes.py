"""The note of responsible units at the end of a clause, and what remains of the text without it.

Reads: text of a clause. Writes: `UnitNote`. Forms: （责任单位：…） with or without its brackets, 牵头单位：…；配合单位：…,
（…负责）, （…牵头，…配合，…按职责分工负责）, a closing bracket that holds nothing but units.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from .unit_verbs import UnitNote, by_verbs, once, time_apart
from .units import split_units, unit_like
from .words import COLUMNS

_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
_ROLE_WORDS = {word: role for word, role in COLUMNS.items() if role in ("lead", "resp", "coop") or (role == "time" and word != "时间")}
_ROLE_WORDS |= {"责任人": "other", "责任领导": "other", "牵头领导": "other", "分管领导": "other", "成果形式": "other", "联系人": "other", "责任单位及责任人": "resp"}
_WORDS = "|".join(r"\s{0,4}".join(map(re.escape, word)) for word in sorted(_ROLE_WORDS, key=len, reverse=True) if len(word) > 2 or word in ("时限", "期限"))
_LABEL = re.compile(rf"({_WORDS})\s{{0,3}}[)）\]】]?\s{{0,3}}[:：]\s{{0,3}}|[【\[〔]({_WORDS})[】\]〕]\s{{0,3}}")
_TAIL = " 。；;，,、."
_LEADS = re.compile(r"[（(](?:牵头(?:单位|部门)?|主办|主责)[）)]$")
_INNER = re.compile(r"(?<=[。；！])\s?[（(【](?P<inner>(?:[^（）()【】。]|[（(][^（）()。]{0,40}[）)]){3,300})[）)】]")
_DASH = re.compile(r"(?<=[。；])\s?[—－-]{1,2}([^。—－；]{4,100})[。；]?$")
_CONVENTION = re.compile(r"[，,；;。]?\s?[^，,；;。]{0,4}(?:排|列)(?:在)?(?:名)?第一(?:位)?[^，,；;。）)]{0,16}|[，,；;]\s?下同")  # 排在第一位的部门为牵头部门，下同
_OTHER_LABEL = re.compile(r"[；;，,]\s?[㐀-鿿]{2,8}[:：]")  # ；适用范围：…


def take_note(text: str, known: Collection[str] = ()) -> tuple[str, UnitNote | None]:
    """The text without its note, and the note; None when there is none."""
    body, last = _last_note(text, known)
    body, first = _earlier(body, known)
    return body, first.joined(last) if first and last else first or last


def _earlier(text: str, known: Collection[str]) -> tuple[str, UnitNote | None]:
    """Notes in brackets behind sentences inside the text."""
    made: UnitNote | None = None
    for hit in reversed(list(_INNER.finditer(text[:4000]))):
        inner = hit["inner"]
        note = _fields(inner, known) if _LABEL.match(inner) else by_verbs(inner, hit.group(0), known)
        if note and note.names_units:
            made = note.joined(made) if made else note
            text = text[: hit.start()] + text[hit.end() :]
    return text, made


def _last_note(text: str, known: Collection[str]) -> tuple[str, UnitNote | None]:
    """The note at the end."""
    labelled = _labelled(text, known)
    if labelled:
        return labelled
    start = _closing_bracket(text)
    if start is None:
        return _behind_dash(text, known)
    inner = _CONVENTION.sub("", text[start + 1 : len(text.rstrip(_TAIL)) - 1]).strip()
    note = by_verbs(inner, text[start:], known) or _only_units(inner, text, start, known)
    return (text[:start].rstrip(" "), note) if note else (text, None)


def _behind_dash(text: str, known: Collection[str]) -> tuple[str, UnitNote | None]:
    """…政策。——县税务局牵头，县财政局配合"""
    found = _DASH.search(text[-120:])
    note = by_verbs(found.group(1), found.group(0), known) if found else None
    return (text[: len(text) - len(found.group(0))].rstrip(), note) if found and note else (text, None)


def cell_units(text: str, role: str, known: Collection[str] = ()) -> UnitNote:
    """The units of a table cell whose column has the role lead, resp or coop."""
    flat = re.sub(r"\s*\n\s*", "、", text)
    flat = re.sub(r"(?<=[、，；:：])、|、(?=[、，；])", "", flat)
    labelled = _LABEL.search(flat)
    if labelled:
        return _fields(flat, known)
    note = _value(flat, role, known)
    return replace(note, raw=text)


def is_note_line(text: str) -> bool:
    """A line that is nothing but a note: 责任单位：…"""
    found = _LABEL.match(text.lstrip("（(【[〔 "))
    return bool(found)


def _labelled(text: str, known: Collection[str]) -> tuple[str, UnitNote | None] | None:
    """A note with labels: begins at the first label after the last sentence end that precedes one."""
    if not any(mark in text for mark in "：:【[〔"):
        return None
    every = list(_LABEL.finditer(text))
    hits = [hit for hit in every if _ROLE_WORDS[_word(hit)] != "other"]
    if not hits:
        return None
    start = _first_label(text, hits, every)
    opened = start
    while opened > 0 and text[opened - 1] in " " + _OPEN:
        opened -= 1
    bracket = text[opened:start].strip()
    end = len(text) if bracket else _sentence_end(text, hits[-1].end(), known)
    if bracket:
        end = _matching(text, opened + text[opened:start].index(bracket[0]))
        while (following := _LABEL.match(text[end:].lstrip(_TAIL + _OPEN))) and following:
            end = _matching(text, end + len(text[end:]) - len(text[end:].lstrip(_TAIL)))
    rest = text[end:].strip(_TAIL + _CLOSE)
    note = _fields(text[start:end], known)
    body = text[:opened].rstrip()
    if rest and len(rest) > 8:
        rest, second = take_note(rest, known)
        note = note.joined(second) if second else note
        body = body + " " + rest
    if not (note.names_units or note.time):
        return None
    return body, note


def _first_label(text: str, hits: list[re.Match[str]], every: list[re.Match[str]]) -> int:
    """Where the last note of the text begins."""
    first = hits[0]
    for hit in hits[1:]:
        if "。" in text[first.end() : hit.start()].rstrip("。）) ") and len(hits) > 1 and _word(hit) == _word(first):
            first = hit
    for hit in reversed([one for one in every if one.start() < first.start()]):  # 牵头领导：… before 牵头单位：…
        if _ROLE_WORDS[_word(hit)] != "other" or "。" in text[hit.end() : first.start()]:
            break
        first = hit
    return first.start()


def _sentence_end(text: str, start: int, known: Collection[str]) -> int:
    """Behind the full stop that ends the units, when running text follows."""
    stop = text.find("。", start)
    rest = text[stop + 1 :].strip(_TAIL) if stop >= 0 else ""
    return stop + 1 if len(rest) > 8 and not all(unit_like(unit) for unit in split_units(rest, known)) else len(text)


def _word(hit: re.Match[str]) -> str:
    return re.sub(r"\s", "", hit.group(1) or hit.group(2))


def _matching(text: str, opening: int) -> int:
    depth = 0
    for position in range(opening, len(text)):
        if text[position] in _OPEN:
            depth += 1
        elif text[position] in _CLOSE:
            depth -= 1
            if depth == 0:
                return position + 1
    return len(text)


def _fields(text: str, known: Collection[str]) -> UnitNote:
    """牵头单位：A；责任单位：B、C；完成时限：12月底前 → the note."""
    hits = list(_LABEL.finditer(text))
    lead: list[str] = []
    resp: list[str] = []
    coop: list[str] = []
    time = ""
    for index, hit in enumerate(hits):
        value = text[hit.end() : hits[index + 1].start() if index + 1 < len(hits) else len(text)]
        role = _ROLE_WORDS[_word(hit)]
        if role == "time":
            time = value.strip(_TAIL + _OPEN + _CLOSE)
        elif role != "other":
            part = _value(value, role, known)
            lead += part.lead
            resp += part.responsible
            coop += part.cooperating
    return UnitNote(once(lead), once(resp), once(coop), time, text.strip())


def _value(value: str, role: str, known: Collection[str]) -> UnitNote:
    value = _CONVENTION.sub("", _balanced(_OTHER_LABEL.split(value, maxsplit=1)[0].strip(_TAIL + _OPEN)))
    verbs = by_verbs(value, value, known) if role == "resp" else None
    if verbs:
        return verbs
    units = split_units(value, known)
    if role == "lead":
        return UnitNote(lead=units)
    leading = [_LEADS.sub("", unit) for unit in units if _LEADS.search(unit)]
    if leading:  # 甲局（牵头）、乙局
        return UnitNote(tuple(leading), tuple(unit for unit in units if not _LEADS.search(unit)))
    return UnitNote(responsible=units, cooperating=units if role == "coop" else ())


def _balanced(value: str) -> str:
    """Without closing brackets that were opened before the value."""
    while value and value[-1] in _CLOSE + _TAIL:
        opened = sum(value.count(c) for c in _OPEN)
        closed = sum(value.count(c) for c in _CLOSE)
        if value[-1] in _TAIL or closed > opened:
            value = value[:-1]
        else:
            break
    return value


def _closing_bracket(text: str) -> int | None:
    """Where the bracket group opens that ends the text."""
    end = len(text.rstrip(_TAIL)) - 1
    if end < 3 or text[end] not in "）)】]〕":
        return None
    depth = 0
    for position in range(end, max(-1, end - 600), -1):
        if text[position] in _CLOSE:
            depth += 1
        elif text[position] in _OPEN:
            depth -= 1
            if depth == 0:
                return position
    return None




def _only_units(inner: str, text: str, start: int, known: Collection[str]) -> UnitNote | None:
    """A bracket after a full stop that holds only names of units, and perhaps a time."""
    inner, time = time_apart(inner)
    before = text[:start].rstrip()
    if not before or before[-1] not in "。；！" or len(inner) < 3:
        return None
    units = split_units(inner, known)
    if units and all(unit_like(unit) for unit in units) and not re.search(r"\d|以下|简称|统称|包括|除外|含", inner):
        return UnitNote(responsible=units, time=time, raw=text[start:])
    return None
