"""Collective names: the standard ones, and those kept by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.organ_groups import STANDARD
from zwgk.domain.organ_names import Place, key
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Organ, OrganGroup, OrganKind
from zwgk.foundation.organs.queries import government


@transaction.atomic
def ensure_standard_groups(*, actor: Actor, at: datetime) -> list[OrganGroup]:
    """Make the groups that every county's documents use (各乡镇（街道）, 县政府各部门 …) where they are missing."""
    actor.require("organs.edit")
    home = government()
    level = Place.of_government(home.name).level if home else ""
    made = []
    for code, standard in STANDARD.items():
        values = {"kinds": list(standard.kinds), "needs_choice": standard.needs_choice, "name": standard.name.format(level or "县")}
        group, new = OrganGroup.objects.get_or_create(code=code.value, defaults=values)
        if new:
            made.append(group)
    if made:
        names = "、".join(group.name for group in made)
        journal.record(
            Subject("organs.group", "standard", "标准单位群组"), Told("organs.edit", f"建立标准单位群组：{names}"), actor=actor, at=at
        )
    return made


@transaction.atomic
def create_group(name: str, *, kinds: Sequence[str] = (), members: Iterable[Organ] = (), actor: Actor, at: datetime) -> OrganGroup:
    """A group of one's own, of whole kinds or of chosen organs."""
    actor.require("organs.edit")
    if not key(name):
        raise BadInput("请填写群组名称。", field="name")
    if OrganGroup.objects.filter(name=name).exists():
        raise Conflict(f"已经有名为“{name}”的群组。", field="name", remedy="请直接修改该群组的成员。")
    members = list(members)
    _check_kinds(kinds)
    if not kinds and not members:
        raise BadInput("群组还没有成员。", field="members", remedy="请选择单位类别，或逐个选择单位。")
    group = OrganGroup.objects.create(name=name, kinds=list(kinds))
    group.members.set(members)
    journal.record(_subject(group), Told("organs.edit", f"建立单位群组“{name}”"), actor=actor, at=at)
    return group


@transaction.atomic
def edit_group(group: OrganGroup, *, spellings: Iterable[str], members: Iterable[Organ], actor: Actor, at: datetime) -> OrganGroup:
    """Set the further spellings and the hand-picked members of a group."""
    actor.require("organs.edit")
    keys = list(dict.fromkeys(key(text) for text in spellings if key(text)))
    for other in OrganGroup.objects.exclude(pk=group.pk):
        if double := set(keys) & {*other.keys, key(other.name)}:
            raise Conflict(f"“{'、'.join(sorted(double))}”已经是“{other.name}”的写法。", field="spellings", remedy="同一写法只能指一个群组。")
    members = list(members)
    group.keys = keys
    group.save(update_fields=["keys"])
    group.members.set(members)
    names = "、".join(organ.label for organ in members) or "无"
    journal.record(_subject(group), Told("organs.edit", f"修改单位群组“{group.name}”，单独指定的成员：{names}"), actor=actor, at=at)
    return group


def _check_kinds(kinds: Sequence[str]) -> None:
    if unknown := set(kinds) - set(OrganKind.values):
        raise BadInput(f"没有“{'、'.join(sorted(unknown))}”这种单位类别。", field="kinds")


def _subject(group: OrganGroup) -> Subject:
    return Subject("organs.group", group.pk, group.name, f"/office/organs/groups/{group.pk}/")
