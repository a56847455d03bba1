"""The plain list of what somebody keeps for the unit: name and place, never a password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Organ, Person

from ..models import KeptObject
from .support import no_secret


@dataclass(frozen=True, slots=True)
class NewObject:
    """An account of the unit, a U盾, a seal …"""

    organ: Organ
    keeper: Person
    kind: str
    name: str
    place: str


@transaction.atomic
def keep_object(new: NewObject, *, actor: Actor, at: datetime) -> KeptObject:
    """Enter it."""
    actor.require("handovers.hand_over", new.organ.pk)
    if not new.name.strip():
        raise BadInput("请填写名称。", field="name")
    if not new.place.strip():
        raise BadInput("请填写存放处或管理方式。", field="place", remedy="例如：办公室保险柜；由宣传股共同管理。")
    if new.kind not in KeptObject.Kind.values:
        raise BadInput("请选择类别。", field="kind")
    for field in ("name", "place"):
        no_secret(getattr(new, field), field)
    row = KeptObject.objects.create(
        organ=new.organ, keeper=new.keeper, kind=new.kind, name=new.name.strip(), place=new.place.strip(), since=timezone.localdate(at)
    )
    _tell(row, f"登记保管物品：{row.get_kind_display()}“{row.name}”，保管人{new.keeper.name}", actor, at)
    return row


@transaction.atomic
def find_object(row: KeptObject, *, actor: Actor, at: datetime) -> KeptObject:
    """What was not handed over has come in after all."""
    actor.require("handovers.hand_over", row.organ_id)
    if row.missing_since is None:
        raise Conflict("这件物品已在保管人手里。")
    row.missing_since = None
    row.save(update_fields=["missing_since"])
    _tell(row, f"补交保管物品：“{row.name}”已交到{row.keeper.name}手里", actor, at)
    return row


@transaction.atomic
def drop_object(row: KeptObject, reason: str, *, actor: Actor, at: datetime) -> KeptObject:
    """The account was closed, the thing given back."""
    actor.require("handovers.hand_over", row.organ_id)
    if not reason.strip():
        raise BadInput("请写明原因。", field="reason", remedy="例如：账号已注销、U盾已交回。")
    row.ended_on, row.ended_reason = timezone.localdate(at), reason.strip()
    row.save(update_fields=["ended_on", "ended_reason"])
    _tell(row, f"不再保管“{row.name}”：{row.ended_reason}", actor, at)
    return row


def _tell(row: KeptObject, sentence: str, actor: Actor, at: datetime) -> None:
    subject = Subject("handovers.object", row.pk, row.name, "/office/handovers/objects/")
    journal.record(subject, Told("handovers.hand_over", sentence, organ_id=row.organ_id, organ_name=row.organ.label), actor=actor, at=at)
