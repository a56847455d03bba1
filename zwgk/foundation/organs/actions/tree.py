"""The organ tree: create, edit, rename, move, close."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.organ_names import key
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Alias, Organ, OrganKind
from zwgk.foundation.organs.queries import below

from .groups import ensure_standard_groups

RIGHT = "organs.edit"


@dataclass(frozen=True, slots=True)
class NewOrgan:
    """What is known of an organ when it is entered."""

    name: str
    kind: str  # value of OrganKind
    short_name: str = ""
    parent: Organ | None = None
    code: str = ""
    division_code: str = ""
    address: str = ""
    phone: str = ""
    office_hours: str = ""
    slug: str = ""  # made when empty
    order: int | None = None  # behind the last when empty
    began: date | None = None


@dataclass(frozen=True, slots=True)
class Details:
    """What may be corrected without any further consequence; None leaves a value as it is."""

    kind: str | None = None
    code: str | None = None
    division_code: str | None = None
    address: str | None = None
    phone: str | None = None
    office_hours: str | None = None
    order: int | None = None


@transaction.atomic
def create_organ(new: NewOrgan, *, actor: Actor, at: datetime) -> Organ:
    """Enter an organ. The first government also brings the standard groups."""
    actor.require(RIGHT, new.parent.pk if new.parent else None)
    _check_kind(new.kind)
    _check_name(new.name, None)
    values = {field.name: getattr(new, field.name) for field in fields(new)}
    values["name"] = new.name.strip()
    values["slug"] = new.slug or _free_slug()
    values["order"] = new.order if new.order is not None else (Organ.objects.aggregate(last=Max("order"))["last"] or 0) + 10
    organ = Organ.objects.create(**values)
    _tell(organ, f"登记单位“{organ.name}”（{organ.get_kind_display()}）", actor, at)
    if organ.kind == OrganKind.GOVERNMENT:
        ensure_standard_groups(actor=actor, at=at)
    return organ


@transaction.atomic
def edit_organ(organ: Organ, details: Details, *, actor: Actor, at: datetime) -> Organ:
    """Correct kind, code, address, telephone, office hours or order."""
    actor.require(RIGHT, organ.pk)
    changes = {name: value for name, value in asdict(details).items() if value is not None and value != getattr(organ, name)}
    if not changes:
        return organ
    if "kind" in changes:
        _check_kind(changes["kind"])
    before = {name: getattr(organ, name) for name in changes}
    for name, value in changes.items():
        setattr(organ, name, value)
    organ.save(update_fields=list(changes))
    labels = "、".join(str(Organ._meta.get_field(name).verbose_name) for name in changes)
    _tell(organ, f"修改“{organ.name}”的{labels}", actor, at, {"before": before, "after": changes})
    return organ


@transaction.atomic
def rename_organ(organ: Organ, name: str, *, short_name: str = "", actor: Actor, at: datetime) -> Organ:
    """Give an organ a new name; the old names stay as confirmed aliases, so that old documents still find it."""
    actor.require(RIGHT, organ.pk)
    _check_name(name, organ)
    old_names = [old for old in (organ.name, organ.short_name) if old and old not in (name, short_name)]
    for old in old_names:
        _keep_as_alias(organ, old, actor, at)
    before = organ.name
    organ.name, organ.short_name = name.strip(), short_name.strip()
    organ.save(update_fields=["name", "short_name"])
    _tell(organ, f"单位“{before}”更名为“{organ.name}”", actor, at, {"before": old_names})
    return organ


@transaction.atomic
def move_organ(organ: Organ, parent: Organ | None, *, actor: Actor, at: datetime) -> Organ:
    """Hang the organ under another one."""
    actor.require(RIGHT, organ.pk)
    if parent and (parent == organ or parent.pk in below([organ.pk])):
        raise BadInput(f"“{parent.label}”是“{organ.label}”自己或它的下级，不能作为上级单位。", field="parent")
    before = organ.parent
    organ.parent = parent
    organ.save(update_fields=["parent"])
    _tell(organ, f"“{organ.label}”的上级单位由“{before or '无'}”改为“{parent or '无'}”", actor, at)
    return organ


@transaction.atomic
def close_organ(organ: Organ, *, on: date, successor: Organ | None = None, actor: Actor, at: datetime) -> Organ:
    """The organ ends on that day; documents that name it point to the successor, which a person then confirms."""
    actor.require(RIGHT, organ.pk)
    if organ.ended:
        raise Conflict(f"“{organ.name}”已于{organ.ended}撤销。")
    if organ.began and on < organ.began:
        raise BadInput(f"撤销日期不能早于设立日期{organ.began}。", field="on")
    if successor == organ:
        raise BadInput("承继单位不能是本单位。", field="successor")
    living = Organ.objects.filter(parent=organ, ended__isnull=True)
    if living.exists():
        names = "、".join(child.label for child in living[:5])
        raise Conflict(f"“{organ.label}”还有下级单位：{names}。", remedy="请先把下级单位移到别的单位之下，或先撤销它们。")
    organ.ended, organ.successor = on, successor
    organ.save(update_fields=["ended", "successor"])
    heir = f"，由“{successor.label}”承继" if successor else ""
    _tell(organ, f"“{organ.name}”自{on}起撤销{heir}", actor, at)
    return organ


def _check_kind(kind: str) -> None:
    if kind not in OrganKind.values:
        raise BadInput(f"没有“{kind}”这种单位类别。", field="kind", remedy="类别有：" + "、".join(OrganKind.labels))


def _check_name(name: str, organ: Organ | None) -> None:
    if not key(name):
        raise BadInput("请填写单位全称。", field="name")
    others = Organ.objects.exclude(pk=organ.pk if organ else None)
    if others.filter(name=name.strip()).exists():
        raise Conflict(f"已经登记过“{name}”。", field="name", remedy="同名单位只登记一次；如系不同单位，请在名称前加上地名。")
    taken = Alias.objects.filter(key=key(name), state=Alias.State.CONFIRMED).exclude(organ=organ).first()
    if taken:
        raise Conflict(f"“{name}”已确认为“{taken.organ.label}”的别名。", field="name", remedy="请先否定该别名，再登记为单位。")


def _keep_as_alias(organ: Organ, text: str, actor: Actor, at: datetime) -> None:
    other = Alias.objects.filter(key=key(text), state=Alias.State.CONFIRMED).exclude(organ=organ).exists()
    if other:
        return
    Alias.objects.update_or_create(
        organ=organ, key=key(text),
        defaults={"text": text, "state": Alias.State.CONFIRMED, "seen_in": "单位更名前的名称", "decided_by": actor.name, "decided_at": at},
    )  # fmt: skip


def _free_slug() -> str:
    number = (Organ.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    while Organ.objects.filter(slug=f"organ-{number}").exists():
        number += 1
    return f"organ-{number}"


def _tell(organ: Organ, sentence: str, actor: Actor, at: datetime, data: dict[str, Any] | None = None) -> None:
    subject = Subject("organs.organ", organ.pk, organ.name, f"/office/organs/{organ.pk}/")
    told = Told(RIGHT, sentence, organ_id=organ.pk, organ_name=organ.label, data=data)
    journal.record(subject, told, actor=actor, at=at)
