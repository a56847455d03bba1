"""A record is typed: draft, edit, keep what is being typed, attach and detach, discard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.kinds import ends_on, formed_on, key_of, titled, validate
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.kind_model import KindDef
from zwgk.matters.catalogue.models import Column, Entry
from zwgk.matters.records import clean
from zwgk.matters.records.content import DATES, WORDS
from zwgk.matters.records.models import DOCUMENT, Attachment, Attribute, Record, State, Unsaved
from zwgk.matters.reviews import actions as reviews
from zwgk.matters.reviews import queries as judged

from ..models import SUBJECT
from .classifying import note_proposal
from .support import EDITABLE, freeze, locked, retime, stop_clocks, tell

MOST_BODY = 5 * 1024 * 1024
EDITED = frozenset({*WORDS, *DATES, "body", "values", "attribute", "ground", "ground_note"})


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record as it is first typed. A kind row has values; its title, key and period are made from them."""

    organ: Organ
    kind: str = DOCUMENT
    title: str = ""
    body: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    said: Mapping[str, Any] = field(default_factory=dict)  # summary, dates, doc_number, attribute, ground …
    entries: Sequence[Entry] = ()
    columns: Sequence[Column] = ()
    origin: str = Record.Origin.TYPED
    origin_url: str = ""
    batch: str = ""


@transaction.atomic
def draft(new: NewRecord, *, actor: Actor, at: datetime) -> Record:
    """Begin a record. The attribute is proposed here or before submission."""
    actor.require("records.draft", new.organ.pk)
    person = organs.person_of(actor.person_id) if actor.person_id else None
    record = Record(
        organ=new.organ, kind=new.kind, drafter=person, drafted_by=actor.name, drafted_at=at, changed_at=at, origin=new.origin, origin_url=new.origin_url,
        batch=new.batch,
    )  # fmt: skip
    kind = _kind(record)
    if kind is not None and "attribute" not in new.said:
        record.attribute, record.ground = Attribute.PUBLIC, "statutory"
    _take(record, {"title": new.title, "body": new.body, "values": dict(new.values), **new.said}, localdate(at))
    record.save()
    record.entries.set(new.entries)
    record.columns.set(new.columns)
    note_proposal(record, actor=actor, at=at)
    freeze(record, "起草", actor=actor, at=at)
    retime(record, actor=actor, at=at)
    tell(record, "records.draft", f"起草《{record.title}》", actor=actor, at=at)
    return record


@transaction.atomic
def edit(
    record: Record, changes: Mapping[str, Any], *, seen: int, entries: Sequence[Entry] | None = None, columns: Sequence[Column] | None = None,
    note: str = "", actor: Actor, at: datetime,
) -> Record:  # fmt: skip
    """Save what was typed over version `seen`; refused when somebody else saved meanwhile. What was under review goes back to draft."""
    actor.require("records.draft", record.organ_id)
    record = locked(record, "修改", *EDITABLE)
    if seen != record.number:
        raise Conflict(
            f"{record.changed_by}已在您打开页面之后保存了第{record.number}版。", remedy="您写的内容仍在本页，请对照最新一版后再保存。",
        )  # fmt: skip
    before = record.hash
    _take(record, changes, localdate(at))
    if entries is not None:
        record.entries.set(entries)
    if columns is not None:
        record.columns.set(columns)
    changed(record, note or "修改", before, actor=actor, at=at)
    Unsaved.objects.filter(record=record, person_id=actor.person_id).delete()
    return record


def changed(record: Record, note: str, before: str, *, actor: Actor, at: datetime) -> None:
    """A new version, when anything differs: reviews of the old one lapse, the limit is reckoned anew."""
    record.number += 1
    version = freeze(record, note, actor=actor, at=at)
    if version.hash == before:
        version.delete()
        record.number -= 1
        record.save(update_fields=["number"])
        return
    send_back(record, "内容已修改。", actor=actor, at=at)
    note_proposal(record, actor=actor, at=at)
    retime(record, actor=actor, at=at)
    tell(record, "records.draft", f"修改《{record.title}》，第{record.number}版：{note}", actor=actor, at=at)


def send_back(record: Record, reason: str, *, actor: Actor, at: datetime) -> None:
    """Out of review, back to the drafter's desk."""
    review = judged.open_of(SUBJECT, record.pk)
    if review is not None:
        parts = judged.rest_of(review)
        if len(parts) > 1:
            own = next(each for each in parts if each.type == SUBJECT and each.item_id == str(record.pk))
            reviews.withdraw_item(review, own, reason, actor=actor, at=at)
        else:
            reviews.lapse(review, reason, actor=actor, at=at)
    if record.state in (State.IN_REVIEW, State.APPROVED):
        record.state, record.publish_at = State.DRAFT, None
        record.save(update_fields=["state", "publish_at"])


def keep_typing(record: Record, content: Mapping[str, str], *, seen: int, actor: Actor, at: datetime) -> Unsaved:
    """What stands in the form right now, so that nothing typed is lost; no version, no journal."""
    actor.require("records.draft", record.organ_id)
    if sum(len(value) for value in content.values()) > MOST_BODY:
        raise BadInput("内容过长。", field="body")
    values = {"content": dict(content), "number": seen, "saved_at": at}
    return Unsaved.objects.update_or_create(record=record, person_id=actor.person_id, defaults=values)[0]


@transaction.atomic
def attach(record: Record, file: StoredFile, title: str = "", *, inner: bool = False, actor: Actor, at: datetime) -> Attachment:
    """Hang a kept file on the record; `inner`: for the file only, never published."""
    actor.require("records.draft", record.organ_id)
    record = locked(record, "添加附件", *EDITABLE)
    before = record.hash
    order = record.attachments.count() + 1
    made = Attachment.objects.create(record=record, file=file, title=(title.strip() or file.name)[:255], order=order, inner=inner)
    changed(record, f"添加附件“{made.title}”", before, actor=actor, at=at)
    return made


def attach_bytes(record: Record, data: bytes, name: str, *, actor: Actor, at: datetime) -> Attachment:
    """Keep the bytes, then attach them."""
    return attach(record, files.keep(data, name, actor=actor, at=at), actor=actor, at=at)


@transaction.atomic
def detach(attachment: Attachment, *, actor: Actor, at: datetime) -> None:
    """Take a file off; the file itself stays in the store, because versions name it."""
    actor.require("records.draft", attachment.record.organ_id)
    record = locked(attachment.record, "移除附件", *EDITABLE)
    before = record.hash
    attachment.delete()
    changed(record, f"移除附件“{attachment.title}”", before, actor=actor, at=at)


@transaction.atomic
def discard(record: Record, reason: str, *, actor: Actor, at: datetime) -> Record:
    """A draft that will not be used; what was online before stays online."""
    actor.require("records.draft", record.organ_id)
    record = locked(record, "作废", *EDITABLE)
    if not reason.strip():
        raise BadInput("请写明作废原因。", field="reason")
    send_back(record, "草稿作废。", actor=actor, at=at)
    record.state = State.PUBLISHED if record.live_id else State.DISCARDED
    record.end_note = reason.strip()[:500]
    record.save(update_fields=["state", "end_note"])
    stop_clocks(record, "草稿作废", actor=actor, at=at)
    tell(record, "records.draft", f"作废《{record.title}》的草稿：{reason.strip()[:100]}", actor=actor, at=at)
    return record


def _take(record: Record, changes: Mapping[str, Any], today: date) -> None:
    unknown = set(changes) - EDITED
    if unknown:
        raise BadInput(f"没有这样的字段：{'、'.join(sorted(unknown))}。")
    for name, value in changes.items():
        setattr(record, name, value.strip() if isinstance(value, str) else value)
    if len(record.body) > MOST_BODY:
        raise BadInput("正文超过 5 MB。", field="body", remedy="请把图片、表格改作附件。")
    record.body = clean.clean(record.body)
    kind = _kind(record)
    if kind is not None:
        _take_values(record, kind, today)
    if not record.title:
        raise BadInput("请填写标题。", field="title")
    if len(record.title) > 300:
        raise BadInput("标题超过300字。", field="title")
    for name in ("formed_on", "written_on"):
        if (day := getattr(record, name)) and day > today:
            raise BadInput("日期不能晚于今天。", field=name)
    if record.lapses_on and record.effective_on and record.lapses_on < record.effective_on:
        raise BadInput("失效日期不能早于生效日期。", field="lapses_on")


def _kind(record: Record) -> KindDef | None:
    if record.kind == DOCUMENT:
        return None
    law = rulebook.law()
    if record.kind not in law.kinds:
        raise BadInput(f"规则库中没有“{record.kind}”这种信息类型。", field="kind")
    record.kind_version = law.version
    return law.kinds[record.kind]


def _take_values(record: Record, kind: KindDef, today: date) -> None:
    result = validate(kind, record.values, today)
    if not result.is_clean:
        first = result.problems[0]
        more = f"（另有{len(result.problems) - 1}处）" if len(result.problems) > 1 else ""
        raise BadInput(f"{first.label}：{first.said}{more}", field=first.field or "values")
    record.values = result.values
    record.title, record.key = titled(kind, result.values), key_of(kind, result.values)
    record.shown_until = ends_on(kind, result.values)
    record.formed_on = min(formed_on(kind, result.values) or today, today)
