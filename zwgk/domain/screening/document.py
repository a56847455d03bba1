"""One text, or a whole file with its places; overlapping findings settled; masks laid on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from zwgk.domain.documents import Extracted, Paragraph, Table

from .codes import PIPL
from .marks import marks
from .model import KIND_NAMES, NO_LISTS, Finding, Kind, Lists, Severity
from .numbers import personal_numbers
from .surroundings import surroundings
from .text import Bare, bare, plain
from .wording import wording

_ROUGH = frozenset({Kind.IDENTITY, Kind.BANK, Kind.PHONE, Kind.SECRECY})
# Of two findings on one spot the one that stands first here is told.
_RANK = {kind: place for place, kind in enumerate(
    (Kind.SECRECY, Kind.ATTRIBUTE, Kind.IDENTITY, Kind.BANK, Kind.PASSPORT, Kind.PHONE, Kind.CREDIT, Kind.ADDRESS)
)}  # fmt: skip
_COLUMNS = (
    (re.compile(r"身份证|公民身份号|证件号码"), Kind.IDENTITY, re.compile(r"[0-9]{6}[0-9Xx*]{9,12}|[1-8]\.[0-9]+[Ee]\+17"), "身份号码"),
    (re.compile(r"银行.{0,3}[卡账帐]|开户账号|一卡通(?:账|帐|卡)?号|存折号|卡号"), Kind.BANK, re.compile(r"[0-9]{10,23}"), "银行账号"),
    (re.compile(r"账号|帐号"), Kind.ACCOUNT, re.compile(r"[0-9]{8,30}"), "账号"),
    (re.compile(r"家庭住址|家庭地址|详细住址|现住址"), Kind.ADDRESS, re.compile(r".*[0-9一二三四五六七八九十]+(?:号|室|户|组|栋).*"), "住址"),
    (re.compile(r"病(?:种|情)|疾病|残疾(?:类别|等级)|诊断"), Kind.HEALTH, re.compile(r"(?!无$|/$|-$)[\u4e00-\u9fa5].*"), "病情、残疾情况"),
)


def screen(text: str, lists: Lists = NO_LISTS) -> list[Finding]:
    """Findings of one text by position; each spot once."""
    seen = bare(text)
    found = chain(personal_numbers(seen.text, lists), surroundings(seen.text, lists), marks(seen.text), wording(seen.text, lists))
    return [_in_source(each, seen, text) for each in settled(found)]


def _in_source(finding: Finding, seen: Bare, text: str) -> Finding:
    start, end = seen.span(finding.position, finding.end)
    return replace(finding, position=start, text=text[start:end])


def settled(findings: Iterable[Finding]) -> list[Finding]:
    """Of findings that overlap the stronger kind, then the longer one; in the order of the text."""
    taken: list[Finding] = []
    seats: set[int] = set()
    for each in sorted(findings, key=lambda one: (_RANK.get(one.kind, 99), one.severity is not Severity.CERTAIN, -len(one.text))):
        spot = range(each.position, each.end)
        if seats.isdisjoint(spot):
            seats.update(spot)
            taken.append(each)
    return sorted(taken, key=lambda one: one.position)


def screen_document(found: Extracted, lists: Lists = NO_LISTS) -> list[Finding]:
    """Findings over all blocks; `position` counts through the blocks joined by line ends (cells too), `where` names the place."""
    findings: list[Finding] = []
    offset = 0
    for text, where in pieces(found):
        findings += [replace(each, position=each.position + offset, where=where) for each in screen(text, lists)]
        offset += len(text) + 1
    known = {(each.position, each.kind) for each in findings}
    columns = [each for each in _by_column(found) if (each.position, each.kind) not in known]
    told = settled([*findings, *columns])
    return [*told, *_told_nowhere_else(found, offset, {_core(each) for each in told})]


def _told_nowhere_else(found: Extracted, offset: int, told: set[str]) -> Iterator[Finding]:
    """Certain numbers and marks that only show when the words are read as they are stored: over line ends, cells and parts."""
    joined = Paragraph("\n".join(text for text, _ in pieces(found)), "跨行、跨格")
    for at, each in ((0, joined), *((offset, part) for part in found.rough)):
        for finding in _numbers_and_marks(each.text):
            if finding.kind in _ROUGH and finding.severity is Severity.CERTAIN and _core(finding) not in told:
                told.add(_core(finding))
                yield replace(finding, position=finding.position + at, where=each.place)
        offset += 0 if each is joined else len(each.text) + 1


def _numbers_and_marks(text: str) -> list[Finding]:
    seen = bare(text)
    return [_in_source(each, seen, text) for each in settled(chain(personal_numbers(seen.text, NO_LISTS), marks(seen.text)))]


def _core(finding: Finding) -> str:
    return "".join(sign for sign in plain(finding.text).upper() if sign.isalnum())


def pieces(found: Extracted) -> Iterator[tuple[str, str]]:
    """Each paragraph and each cell with its place, in order."""
    for block in found.blocks:
        if isinstance(block, Paragraph):
            yield block.text, block.place
        else:
            for cell in block.cells:
                yield cell.text, _place(block, cell.place, cell.row, cell.column)


def _place(table: Table, place: str, row: int, column: int) -> str:
    return place or f"{table.title or '表格'} 第{row + 1}行第{column + 1}列"


def _by_column(found: Extracted) -> Iterator[Finding]:
    """A column that is called 身份证号 holds identity numbers, whatever their check digits say."""
    offset = 0
    for block in found.blocks:
        if isinstance(block, Paragraph):
            offset += len(block.text) + 1
            continue
        heads: dict[int, tuple[Kind, re.Pattern[str], str]] = {}
        for cell in block.cells:
            text = cell.text.strip()
            named = next(((kind, shape, name) for head, kind, shape, name in _COLUMNS if len(text) <= 12 and head.search(text)), None)
            if named:
                heads[cell.column] = named
            elif cell.column in heads:
                kind, shape, name = heads[cell.column]
                if shape.fullmatch(plain(text).replace(" ", "")) and "*" not in text:
                    yield Finding(kind, cell.text, offset, Severity.SUSPECTED, f"“{name}”一栏不得公开。", "", PIPL, _place(block, cell.place, cell.row, cell.column))
            offset += len(cell.text) + 1


def masked(text: str, findings: Iterable[Finding]) -> str:
    """The text with every finding that has a mask replaced by it."""
    out, rest = [], 0
    for each in sorted(findings, key=lambda one: one.position):
        if each.mask and each.position >= rest:
            out += [text[rest : each.position], each.mask]
            rest = each.end
    return "".join([*out, text[rest:]])


def tally(findings: Iterable[Finding]) -> dict[str, int]:
    """How many of each kind, by Chinese name; for one line above the list."""
    return dict(Counter(KIND_NAMES[each.kind] for each in findings).most_common())
