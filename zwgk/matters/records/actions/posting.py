"""Printed sheets for village boards: made from what is public, with date and supervision telephone; the photo comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Organ
from zwgk.matters.records.models import Posting
from zwgk.matters.records.queries import rows

from .rows import kind_called

MOST_LINES = 400
POSTING = "records.posting"


@dataclass(frozen=True, slots=True)
class NewSheet:
    """What is to hang where."""

    organ: Organ
    kind: str
    place: str
    phone: str
    filters: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def make_sheet(new: NewSheet, *, actor: Actor, at: datetime) -> Posting:
    """Only rows that are public: what hangs on the board is what stands on the page."""
    actor.require("records.draft", new.organ.pk)
    kind = kind_called(new.kind)
    if not kind.sheet:
        raise BadInput(f"“{kind.title}”没有公示表。", field="kind")
    if not new.phone.strip():
        raise BadInput("请填写监督电话：公示表上要有群众可以打的电话。", field="phone")
    asked = rows.asked_from(kind, new.filters)
    found = rows.page(asked, 0, MOST_LINES + 1)
    if not found:
        raise BadInput("没有符合条件的已公开信息。", field="place", remedy="请先发布，再打印公示表。")
    if len(found) > MOST_LINES:
        raise BadInput(f"超过{MOST_LINES}行，一张公示表放不下。", field="place", remedy="请按村、季度等条件分开打印。")
    posting = Posting.objects.create(
        organ=new.organ, kind=kind.id, place=new.place.strip()[:120], filters=new.filters, rows=found, phone=new.phone.strip()[:60], made_at=at, made_by=actor.name
    )
    _tell(posting, f"打印《{kind.title}》公示表，张贴于{posting.place}，{len(found)}行", actor=actor, at=at)
    return posting


def return_photo(posting: Posting, data: bytes, name: str, *, posted_on: date, actor: Actor, at: datetime) -> Posting:
    """The photo of the board comes back."""
    actor.require("records.draft", posting.organ_id)
    if posted_on < localdate(posting.made_at):
        raise BadInput("张贴日期不能早于制表日期。", field="posted_on")
    if posted_on > localdate(at):
        raise BadInput("张贴日期不能晚于今天。", field="posted_on")
    kept = files.keep(data, name, actor=actor, at=at)
    if not kept.media_type.startswith("image/"):
        raise BadInput("请上传照片（.jpg 或 .png）。", field="photo")
    with transaction.atomic():
        posting.photo, posting.posted_on, posting.photo_by, posting.photo_at = kept, posted_on, actor.name, at
        posting.save(update_fields=["photo", "posted_on", "photo_by", "photo_at"])
        _tell(posting, f"{posting.place}的公示表已张贴，照片回传", actor=actor, at=at)
    return posting


def _tell(posting: Posting, sentence: str, *, actor: Actor, at: datetime) -> None:
    subject = Subject(POSTING, posting.pk, f"公示表{posting.pk}", f"/office/records/rows/{posting.kind}/sheet/")
    journal.record(subject, Told("records.post", sentence, organ_id=posting.organ_id, organ_name=posting.organ.label), actor=actor, at=at)
