"""Posts: who holds which roles at which organ, from when until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import ADMIN_ROLES, ROLE_NAMES, Actor, Role
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Holding, Organ, Person, Post
from zwgk.foundation.organs.queries import roles_on


@dataclass(frozen=True, slots=True)
class Appointment:
    """A person comes to a post."""

    person: Person
    organ: Organ
    title: str  # 岗位名称, e.g. 信息员
    roles: Sequence[Role | str]
    since: date
    deputy_for: Holding | None = None  # AB 角: acts for the holder


@transaction.atomic
def appoint(wanted: Appointment, *, actor: Actor, at: datetime) -> Holding:
    """Put the person on the post; the post is made when the organ has none of this title and these roles."""
    actor.require("organs.appoint", wanted.organ.pk)
    roles = _roles(wanted.roles)
    _check_admins(wanted, roles, actor)
    if not wanted.title.strip():
        raise BadInput("请填写岗位名称。", field="title")
    if wanted.organ.ended and wanted.organ.ended <= wanted.since:
        raise Conflict(f"“{wanted.organ.label}”已于{wanted.organ.ended}撤销，不能再任命岗位。", field="organ")
    post = _post(wanted.organ, wanted.title.strip(), roles)
    if Holding.objects.filter(post=post, person=wanted.person, until__isnull=True).exists():
        raise Conflict(f"“{wanted.person.name}”已经在“{post}”岗位上。")
    holding = Holding.objects.create(post=post, person=wanted.person, since=wanted.since, deputy_for=wanted.deputy_for)
    names = "、".join(ROLE_NAMES[role] for role in roles)
    acting = f"（代理{wanted.deputy_for.person.name}）" if wanted.deputy_for else ""
    _tell(holding, f"“{wanted.person.name}”自{wanted.since}起任“{post}”{acting}，角色：{names}", actor, at)
    return holding


@transaction.atomic
def release(holding: Holding, *, until: date, actor: Actor, at: datetime) -> Holding:
    """The person leaves the post; `until` is the last day on it."""
    actor.require("organs.appoint", holding.post.organ_id)
    if {Role(role) for role in holding.post.roles} & ADMIN_ROLES:
        actor.require("organs.appoint_admin")
    if holding.until is not None and holding.until <= until:
        raise Conflict(f"“{holding.person.name}”已于{holding.until}离任。")
    if until < holding.since:
        raise BadInput(f"离任日期不能早于到任日期{holding.since}。", field="until")
    holding.until = until
    holding.save(update_fields=["until"])
    _tell(holding, f"“{holding.person.name}”自“{holding.post}”离任，最后一日{until}", actor, at)
    return holding


def _roles(given: Sequence[Role | str]) -> list[Role]:
    try:
        roles = [Role(role) for role in dict.fromkeys(given)]
    except ValueError:
        raise BadInput("选择的角色不存在。", field="roles", remedy="角色有：" + "、".join(ROLE_NAMES.values())) from None
    if not roles:
        raise BadInput("请至少选择一个角色。", field="roles")
    return roles


def _check_admins(wanted: Appointment, roles: Sequence[Role], actor: Actor) -> None:
    """System, security and audit administrators are three different persons, appointed by the security administrator."""
    asked = ADMIN_ROLES & set(roles)
    if not asked:
        return
    actor.require("organs.appoint_admin")
    if actor.person_id == wanted.person.pk:
        raise Conflict("不能任命自己为管理员。", remedy="请由另一名安全管理员办理。")
    held = asked | (ADMIN_ROLES & roles_on(wanted.person, wanted.since, later_too=True))
    if len(held) > 1:
        names = "、".join(ROLE_NAMES[role] for role in sorted(held))
        raise Conflict(
            f"{names}须由不同的人担任，“{wanted.person.name}”不能同时担任。", field="roles", basis="网络安全等级保护关于三员分立的要求"
        )


def _post(organ: Organ, title: str, roles: Sequence[Role]) -> Post:
    values = [role.value for role in roles]
    for post in Post.objects.filter(organ=organ, title=title):
        if set(post.roles) == set(values):
            return post
    return Post.objects.create(organ=organ, title=title, roles=values)


def _tell(holding: Holding, sentence: str, actor: Actor, at: datetime) -> None:
    person, organ = holding.person, holding.post.organ
    subject = Subject("organs.person", person.pk, person.name, f"/office/organs/people/{person.pk}/")
    told = Told("organs.appoint", sentence, organ_id=organ.pk, organ_name=organ.label)
    journal.record(subject, told, actor=actor, at=at)
