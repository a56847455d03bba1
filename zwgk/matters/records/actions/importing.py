"""A document that exists already becomes a draft: .docx, .pdf, .html, .wps, .txt. The original stays with it, unpublished."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.documents import Extracted
from zwgk.domain.errors import BadInput
from zwgk.domain.notices import read
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.files.readers import extract, refuse_hollow
from zwgk.foundation.organs.models import Organ
from zwgk.matters.records import imported, lists
from zwgk.matters.records.models import Attribute, Record

from .drafting import NewRecord, attach, draft
from .support import tell

_MEANS = (("不予公开", Attribute.WITHHELD), ("依申请", Attribute.ON_REQUEST), ("公开", Attribute.PUBLIC))


def import_file(organ: Organ, data: bytes, name: str, *, actor: Actor, at: datetime) -> Record:
    """Read, clean, propose title, number, dates and attribute; then draft. Nothing is taken for granted: the drafter checks the form."""
    actor.require("records.draft", organ.pk)
    if len(data) > 50 * 1024 * 1024:
        raise BadInput("文件超过 50 MB。", field="file", remedy="请拆分或压缩其中的图片后上传。")
    refuse_hollow(data, name)
    extracted = extract(data, name)
    body = imported.body(data, name, extracted)
    said = proposed(extracted, localdate(at))
    title = said.pop("title", "") or name.rpartition(".")[0]
    kept = files.keep(data, name, actor=actor, at=at)
    with transaction.atomic():
        new = NewRecord(organ=organ, title=title[:300], body=imported.without_head(body, title, str(said.get("doc_number", ""))), said=said, origin=Record.Origin.IMPORTED)
        record = draft(new, actor=actor, at=at)
        attach(record, kept, f"导入原件：{kept.name}", inner=True, actor=actor, at=at)
        record.notes = extracted.notes if extracted.scanned else ()  # words that were guessed are not taken for a text
        for note in record.notes:
            tell(record, "records.draft", f"读入“{kept.name}”：{note}"[:400], actor=actor, at=at)
    record.refresh_from_db()
    return record


def proposed(extracted: Extracted, today: date) -> dict[str, Any]:
    """What the document says about itself, as values of the form; a day in the future or unreadable is left out."""
    found = read(extracted).metadata
    said: dict[str, Any] = {}
    for name, value in (("title", found.title), ("doc_number", found.doc_number), ("source", found.source_site)):
        if value is not None and str(value.value).strip():
            said[name] = str(value.value).strip()[:120 if name != "title" else 300]
    day = _day(found.signed_date.value if found.signed_date else "")
    if day is not None and day <= today:
        said["written_on"] = said["formed_on"] = day
    said |= _attribute(str(found.publicity.value) if found.publicity else "")
    said |= _genre(said.get("title", ""))
    return said


def _attribute(mark: str) -> Mapping[str, Any]:
    """The printed mark proposes the attribute; a ground that needs words of its own is left to the drafter."""
    attribute = next((value for words, value in _MEANS if words in mark), None)
    match attribute:
        case Attribute.PUBLIC:
            return {"attribute": attribute, "ground": "statutory"}
        case Attribute.ON_REQUEST:
            return {"attribute": attribute, "ground": "specific"}
        case _:
            return {}


def _genre(title: str) -> Mapping[str, str]:
    found = next((each.title for each in lists.lines("genres") if title.rstrip("）)").endswith(each.title)), "")
    return {"genre": found} if found else {}


def _day(said: object) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None
