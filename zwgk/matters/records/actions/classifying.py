"""The attribute: proposed at the source, confirmed or changed by who approves, each decision kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.matters.records import lists
from zwgk.matters.records.models import Attribute, Classification, Record

from .support import EDITABLE, FOI, freeze, locked, retime, tell

BASIS = f"{FOI}第十三条"
NOTED = ("third_party", "secret", "forbidden", "security")  # grounds that need words of their own


@dataclass(frozen=True, slots=True)
class Proposal:
    """An attribute with its ground."""

    attribute: str
    ground: str
    note: str = ""


@transaction.atomic
def classify(record: Record, wanted: Proposal, *, actor: Actor, at: datetime) -> Record:
    """Propose or change the attribute. Changed under review, the judgement begins anew: the hash covers the attribute."""
    if not actor.may("reviews.decide", record.organ_id):
        actor.require("records.submit", record.organ_id)
    check(wanted.attribute, wanted.ground, wanted.note)
    record = locked(record, "认定公开属性", *EDITABLE)
    same = (record.attribute, record.ground, record.ground_note) == (wanted.attribute, wanted.ground, wanted.note.strip())
    by_drafter = actor.person_id is not None and actor.person_id == record.drafter_id
    if same and not by_drafter:
        return confirm(record, actor.name, actor.person_id, at=at)
    was = record.get_attribute_display()
    record.attribute, record.ground, record.ground_note = wanted.attribute, wanted.ground, wanted.note.strip()[:500]
    record.attribute_confirmed_by, record.attribute_confirmed_at = "", None
    record.number += 0 if same else 1
    if not same:
        freeze(record, f"公开属性：{record.get_attribute_display()}", actor=actor, at=at)
    _keep(record, "proposed" if not was else "changed", actor.name, actor.person_id, at)
    retime(record, actor=actor, at=at)
    ground = lists.line("grounds", wanted.ground)
    tell(record, "records.classify", f"公开属性认定为{record.get_attribute_display()}：{ground.title}", actor=actor, at=at, basis=ground.article or BASIS)
    return record


def confirm(record: Record, name: str, person_id: int | None, *, at: datetime) -> Record:
    """The approver agrees; with the last step of a review this happens by itself."""
    record.attribute_confirmed_by, record.attribute_confirmed_at = name, at
    record.save(update_fields=["attribute_confirmed_by", "attribute_confirmed_at"])
    _keep(record, "confirmed", name, person_id, at)
    return record


def note_proposal(record: Record, *, actor: Actor, at: datetime) -> None:
    """A proposal that came with the form is kept like any other."""
    if not record.attribute:
        return
    check(record.attribute, record.ground, record.ground_note)
    last = record.classifications.last()
    if last is None or (last.attribute, last.ground) != (record.attribute, record.ground):
        _keep(record, "changed" if last else "proposed", actor.name, actor.person_id, at)


def check(attribute: str, ground: str, note: str) -> None:
    """The ground must be one of the closed list, and fit."""
    if attribute not in Attribute.values:
        raise BadInput("请选择公开属性。", field="attribute", remedy=f"可以选：{'、'.join(Attribute.labels)}。")
    line = lists.line("grounds", ground, attribute, field="ground")
    if line.id in NOTED and len(note.strip()) < 4:
        raise BadInput(f"“{line.title}”须写明理由。", field="ground_note", basis=line.article, remedy=line.note)


def _keep(record: Record, act: str, name: str, person_id: int | None, at: datetime) -> None:
    Classification.objects.create(
        record=record, attribute=record.attribute, ground=record.ground, note=record.ground_note, act=act, at=at, by=name, by_id=person_id,
    )  # fmt: skip
