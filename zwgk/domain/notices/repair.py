"""Raw characters → text to read. The raw text stays; every change that touches meaning is a proposal.

Reads: one paragraph. Writes: its reading text and the `Repair`s.
Blanks, entities, tag debris and full-width digits are only a matter of writing and are not reported one by one.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

import opencc

from .model import Repair

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_PINYIN = re.compile(rf"(?<=[㐀-鿿])[（(]([a-zü]{{0,5}}[{_TONED}][a-z{_TONED}]{{0,5}})[)）]")
_PLAIN_PINYIN = re.compile(r"(?<=[㐀-鿿])[（(](?:de|le|me|ne|ma|ba|zhe|zi|men|er|a|yo)[)）]")
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,300}>")
_BROKEN_TAG = re.compile(r"(?<=[㐀-鿿，。、：；）？])[0-9?]?</?(?:p|br|div|span|strong)\s{0,3}/?>?|(?<=[㐀-鿿，。、：；）?？0-9])[0-9?]?/(?:p|br|div|span|strong)>$")
_BROKEN_ENTITY = re.compile(r"[?&]?(ldquo|rdquo|lsquo|rsquo|nbsp|mdash|middot|hellip|emsp|ensp);")
_ENTITIES = {"ldquo": "“", "rdquo": "”", "lsquo": "‘", "rsquo": "’", "nbsp": " ", "mdash": "—", "middot": "·", "hellip": "…", "emsp": " ", "ensp": " "}
_COMMENT = re.compile(r"<!--|-->")
_INVISIBLE = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF, 0xFFFE])
_BLANKS = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_WIDE = {c: c - 0xFEE0 for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05)}
_TABLE: dict[int, int | str | None] = {**_INVISIBLE, **_BLANKS, **_WIDE, 0xFE5D: "〔", 0xFE5E: "〕"}
_TRADITIONAL = re.compile("[務開報關縣區鄉鎮發應對實進這為於個們會與國門級過電話總處專業規責單號題體麗議讓說請]")
_NUMBER_BROKEN = re.compile(
    r"(?P<a>[㐀-鿿]{2,12}?)(?:"
    r"(?P<no_open>(?:19|20)\d{2})[〕\]］](?P<s1>\d{1,4})(?P<hao1>号?)|[〔\[［](?P<no_close>(?:19|20)\d{2})(?P<s2>\d{1,4})号)"
)


@dataclass(frozen=True, slots=True)
class Script:
    """How this document is written; decided once over the whole text."""

    traditional: bool
    residues: bool  # pinyin behind the characters, as 區(qū)


def script_of(sample: str) -> Script:
    """Traditional when at least one in fifty Chinese characters exists only in traditional script."""
    traditional = len(_TRADITIONAL.findall(sample))
    return Script(traditional * 50 > len(sample) and traditional >= 3, len(_PINYIN.findall(sample)) >= 3)


_converter: list[opencc.OpenCC] = []


def simplified(text: str) -> str:
    """Traditional characters as simplified ones."""
    if not _converter:
        _converter.append(opencc.OpenCC("t2s"))
    return str(_converter[0].convert(text))


def reading_text(raw: str, script: Script) -> str:
    """The text as rules read it: no entities, tags, residues or invisible characters; simplified script."""
    text = raw
    if "&" in text or ";" in text:
        text = _BROKEN_ENTITY.sub(lambda found: _ENTITIES[found.group(1)], html.unescape(text))
    if "<" in text or ">" in text:
        text = _COMMENT.sub("", _BROKEN_TAG.sub("", _TAG.sub("", text)))
    text = text.translate(_TABLE)
    if script.residues and ("(" in text or "（" in text):
        text = _PLAIN_PINYIN.sub("", _PINYIN.sub("", text))
    return simplified(text) if script.traditional else text


def proposals(line: int, raw: str, text: str, script: Script) -> tuple[Repair, ...]:
    """What a person should confirm on this line."""
    found: list[Repair] = []
    if script.residues and (hits := _PINYIN.findall(raw)):
        found.append(Repair(line, raw[:60], text.strip()[:60], f"去除注音残留 {len(hits)} 处", "pinyin"))
    if (("<" in raw or ">" in raw) and _BROKEN_TAG.search(raw)) or (";" in raw and _BROKEN_ENTITY.search(raw)):
        found.append(Repair(line, raw.strip()[-40:], text.strip()[-40:], "去除网页标签、实体残片", "debris"))
    found += _numbers(line, text)
    if text.count("》") > text.count("《"):
        found += _lost_title_mark(line, text)
    return tuple(found)


def _numbers(line: int, text: str) -> list[Repair]:
    """文号 that lost 〔, 〕 or 号."""
    found: list[Repair] = []
    if not any(bracket in text for bracket in "〔〕[]［］"):
        return found
    for hit in _NUMBER_BROKEN.finditer(text):
        if text[max(0, hit.start()) : hit.end()].count("〔") and hit["no_open"]:
            continue
        year, serial = hit["no_open"] or hit["no_close"], hit["s1"] or hit["s2"]
        proposed = f"{hit['a']}〔{year}〕{serial}号"
        found.append(Repair(line, hit.group(0), proposed, "文号缺少〔〕或“号”", "doc_number"))
    return found


def _lost_title_mark(line: int, text: str) -> list[Repair]:
    """A 》 without its 《: proposed at the beginning of the sentence."""
    depth = 0
    for position, character in enumerate(text):
        if character == "《":
            depth += 1
        elif character == "》":
            if depth == 0:
                start = max(text.rfind(mark, 0, position) for mark in "，。；：,;:、 ") + 1
                raw = text[start : position + 1]
                return [Repair(line, raw, "《" + raw.lstrip(), "书名号缺前半", "title_mark")] if len(raw) > 4 else []
            depth -= 1
    return []
