"""Looking through everything that would be published, and what is hidden in it. No transaction: files are read and converted here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from zwgk.domain import kinds
from zwgk.domain.errors import Refusal
from zwgk.domain.screening import Finding, Kind, Lists, Severity, lists_of, screen, screen_document
from zwgk.domain.screening.model import PERSONAL
from zwgk.foundation.files.readers import whole
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.book import Law
from zwgk.law.kind_model import KindDef

from . import clean
from .content import canonical, hash_of
from .models import DOCUMENT, Attribute, Record

# 附注 of an issued document: （此件公开发布）, （此件主动公开）, 此件可依申请公开, 此件不予公开
_MARK = re.compile(r"此件\s*(?:属于?|为|可)?\s*(公开发布|主动公开|依申请公开|不予公开|不公开|免予公开)")
_MEANS = {"公开发布": Attribute.PUBLIC, "主动公开": Attribute.PUBLIC, "依申请公开": Attribute.ON_REQUEST}
_LOOK = "请人工逐页看过；没有不宜公开的内容，可以写明理由后确认公开。"
GRAVE = PERSONAL | {Kind.SECRECY, Kind.UNREAD}


@dataclass(frozen=True, slots=True)
class Spot:
    """A finding and the part in which it stands."""

    part: str  # title, body, summary, value:<field>, file:<sha256>
    finding: Finding

    @property
    def mark(self) -> str:
        """The same spot is known again after an edit elsewhere."""
        return hashlib.sha256(f"{self.part}|{self.finding.kind}|{self.finding.text}|{self.finding.where}".encode()).hexdigest()

    @property
    def blocks(self) -> bool:
        """Certain personal data, secrecy marks and files that nobody could read stop the submission until somebody has decided."""
        return self.finding.severity is Severity.CERTAIN and self.finding.kind in GRAVE


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found, over which content."""

    hash: str
    spots: tuple[Spot, ...]
    mark: str  # attribute printed on the document; "" when none


def examine(record: Record) -> Examined:
    """Everything, attachments included. Reads files; call it outside transactions."""
    law = rulebook.law()
    lists = _lists(law)
    spots: list[Spot] = []
    marks: list[str] = []
    for part, label, text in _parts(record, law):
        marks += _MARK.findall(text)
        spots += [Spot(part, replace(each, where=label if part != "body" else _line(text, each.position))) for each in screen(text, lists)]
    for attachment in record.attachments.select_related("file"):
        path = str(Path(settings.MEDIA_ROOT) / attachment.file.path)
        try:
            found, printed = _file(attachment.file.sha256, path, attachment.file.name, law)
        except Refusal as problem:
            if not attachment.inner:
                where = f"附件“{attachment.title}”"
                spots.append(Spot(f"file:{attachment.file.sha256}", Finding(Kind.UNREAD, attachment.title, 0, Severity.CERTAIN, f"{problem.message}{_LOOK}", where=where)))
            continue
        marks += printed
        if attachment.inner:  # never published, so personal data may stand in it; a secrecy mark tells what the text was taken from
            found = tuple(each for each in found if each.kind is Kind.SECRECY)
        spots += [Spot(f"file:{attachment.file.sha256}", replace(each, where=f"附件“{attachment.title}” {each.where}".strip())) for each in found]
    unique = {spot.mark: spot for spot in spots if spot.finding.kind is not Kind.ATTRIBUTE}
    printed_mark = _MEANS.get(marks[-1].strip(), Attribute.WITHHELD) if marks else ""
    return Examined(hash_of(canonical(record)), tuple(unique.values()), str(printed_mark))


def look(kind: KindDef, title: str, values: Mapping[str, Any]) -> list[Spot]:
    """The same over a row that is not stored yet: its title, and its fields as the public would see them."""
    lists = _lists(rulebook.law())
    found = {}
    for part, label, text in (("title", "标题", title), *_fields(kind, values)):
        for each in screen(text, lists):
            spot = Spot(part, replace(each, where=label))
            if each.kind is not Kind.ATTRIBUTE:
                found[spot.mark] = spot
    return list(found.values())


def _fields(kind: KindDef, values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    shown = kinds.masked(kind, values)
    for field in kind.fields:
        if field.id in shown and (words := str(shown[field.id])):
            yield f"value:{field.id}", field.label, words


def _parts(record: Record, law: Law) -> Iterator[tuple[str, str, str]]:
    yield "title", "标题", record.title
    if record.summary:
        yield "summary", "内容概述", record.summary
    if record.body:
        yield "body", "正文", clean.text(record.body)
    kind = law.kinds.get(record.kind) if record.kind != DOCUMENT else None
    if kind is None:
        return
    yield from _fields(kind, record.values)


def _line(text: str, position: int) -> str:
    return f"正文第{text.count(chr(10), 0, position) + 1}段"


@lru_cache(maxsize=8)
def _lists(law: Law) -> Lists:
    return lists_of(law, date.max)


@lru_cache(maxsize=256)
def _file(sha256: str, path: str, name: str, law: Law) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """Findings of one file; the same bytes under the same law are read once."""
    data = Path(path).read_bytes()
    found = whole(data, name)
    text = "\n".join(block.text for block in found.blocks if hasattr(block, "text"))
    unseen = [Finding(Kind.UNREAD, name, 0, Severity.SUSPECTED, f"{note}{_LOOK}") for note in found.notes]
    return (*screen_document(found, _lists(law)), *unseen), tuple(_MARK.findall(text))
