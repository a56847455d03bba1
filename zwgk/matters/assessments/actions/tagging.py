"""tag: a person says that a material proves an indicator. Also in bulk; changed, taken back; free files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.files import readers
from zwgk.foundation.organs.models import Organ

from ..materials import Material, of_organs
from ..models import Indicator, IndicatorTable, Tag
from ..models import Upload as UploadRow
from ..queries.proposing import is_early
from .support import tell

PAGES = re.compile(r"\d{1,4}(-\d{1,4})?([,，、]\d{1,4}(-\d{1,4})?)*")


@dataclass(frozen=True, slots=True)
class NewTag:
    """Which material proves which indicator; `key` is "evidence:12"."""

    indicator: Indicator
    key: str
    note: str = ""
    pages: str = ""


@dataclass(frozen=True, slots=True)
class NewUpload:
    """A free file."""

    organ: Organ
    title: str
    dated: date


def tag(new: NewTag, organ: Organ, *, actor: Actor, at: datetime) -> Tag:
    """One material to one indicator."""
    actor.require("assessments.tag", organ.pk)
    pages = _pages(new.pages)
    made = tag_many([new], organ, actor=actor, at=at)
    if not made:
        raise Conflict("这份材料已经对应这项指标。")
    return change_tag(made[0], new.note, pages, actor=actor, at=at) if new.note or pages else made[0]


@transaction.atomic
def tag_many(wanted: Sequence[NewTag], organ: Organ, *, actor: Actor, at: datetime) -> list[Tag]:
    """Take several proposals at once; what is tagged already stays as it is."""
    actor.require("assessments.tag", organ.pk)
    own = {material.key: material for material in of_organs([organ.pk])}
    asked = _required(wanted, organ)
    there = {(row.indicator_id, row.key) for row in Tag.objects.filter(organ=organ, indicator__in=[each.indicator for each in wanted])}
    made: dict[tuple[int, str], Tag] = {}
    for new in wanted:
        place = (new.indicator.pk, new.key)
        if new.key not in own:
            raise BadInput("没有找到这份材料，或它不属于这个单位。", remedy="请刷新页面后重新选择。")
        if new.indicator.pk not in asked:
            raise BadInput(f"指标 {new.indicator.code} 不要求{organ.label}提供佐证。", field="indicator", remedy="请选择本单位的指标。")
        if place not in there and place not in made:
            made[place] = _row(new, own[new.key], organ, actor, at)
    rows = Tag.objects.bulk_create(list(made.values()))
    for table in {row.indicator.table for row in rows}:
        codes = "、".join(dict.fromkeys(row.indicator.code for row in rows if row.indicator.table_id == table.pk))
        tell(table, "tag", f"标注佐证 {len(rows)} 条，对应指标 {codes}", organ, actor=actor, at=at)
    return rows


@transaction.atomic
def change_tag(row: Tag, note: str, pages: str, *, actor: Actor, at: datetime) -> Tag:
    """Say which pages, or why it proves it."""
    actor.require("assessments.tag", row.organ_id)
    row.note, row.pages = note.strip()[:300], _pages(pages)
    row.save(update_fields=["note", "pages"])
    tell(row.indicator.table, "tag", f"说明佐证“{row.title}”（{row.indicator.code}）：{row.note} {row.pages}".strip(), row.organ, actor=actor, at=at)
    return row


@transaction.atomic
def untag(row: Tag, *, actor: Actor, at: datetime) -> None:
    """Take it back; the material itself stays where it is."""
    actor.require("assessments.tag", row.organ_id)
    table, organ, sentence = row.indicator.table, row.organ, f"取消佐证“{row.title}”与指标 {row.indicator.code} 的对应"
    row.delete()
    tell(table, "tag", sentence, organ, actor=actor, at=at)


def upload(new: NewUpload, data: bytes, name: str, *, actor: Actor, at: datetime) -> UploadRow:
    """Keep a free file of the unit."""
    actor.require("assessments.tag", new.organ.pk)
    if new.dated > localdate(at):
        raise BadInput("材料日期晚于今天。", field="dated", remedy="请填写材料形成的日期。")
    readers.sniff(data, name)  # refuses programs, locked and unknown files
    file = files.keep(data, name, actor=actor, at=at)
    with transaction.atomic():
        title = new.title.strip()[:200] or file.name.rpartition(".")[0][:200]
        return UploadRow.objects.create(organ=new.organ, title=title, file=file, dated=new.dated, added_at=at, added_by=actor.name)


def _row(new: NewTag, material: Material, organ: Organ, actor: Actor, at: datetime) -> Tag:
    return Tag(
        indicator=new.indicator, organ=organ, kind=material.kind, source_id=material.id, topic=material.topic[:60], title=material.title[:300],
        dated=material.dated, url=material.url[:300], counts=not is_early(new.indicator.table, material), tagged_at=at, tagged_by=actor.name,
    )  # fmt: skip


def _required(wanted: Sequence[NewTag], organ: Organ) -> set[int]:
    """Numbers of the indicators that this unit has to prove; refused when a table is not in use."""
    if any(new.indicator.table.state != IndicatorTable.State.IN_USE for new in wanted):
        raise Conflict("这张指标表不在使用中，不能标注。", remedy="请在使用中的指标表里标注。")
    chosen = {new.indicator.pk for new in wanted}
    return set(Indicator.objects.filter(pk__in=chosen, organs=organ).values_list("pk", flat=True))


def _pages(text: str) -> str:
    plain = text.replace(" ", "").replace("—", "-").replace("～", "-").replace("~", "-")
    if plain and not PAGES.fullmatch(plain):
        raise BadInput(f"页码“{text[:30]}”看不懂。", field="pages", remedy="请写成 3-5 或 2,4，不填表示全部。")
    return re.sub(r"[，、]", ",", plain)[:40]
