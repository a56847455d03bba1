"""AB 角: while the holder is away, another person has the rights of the post, from a day until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import ADMIN_ROLES, Actor, Role
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Holding, Person, Post

APPROVALS = frozenset({Role.LEADER, Role.REVIEWER, Role.SECRECY})  # who signs and lets pass
LONGEST = 366  # days; who is away longer hands over


@dataclass(frozen=True, slots=True)
class NewDeputy:
    """Who stands in for whom, and when."""

    holding: Holding  # the post of the one who is away
    person: Person
    since: date
    until: date
    approvals: bool = True  # False: everything of the post except signing and reviewing


@transaction.atomic
def deputise(new: NewDeputy, *, actor: Actor, at: datetime) -> Holding:
    """Set the deputy; it ends by itself at its date. The whole post by default."""
    actor.require("handovers.deputise", new.holding.post.organ_id)
    _check_days(new, timezone.localdate(at))
    _check_person(new)
    _check_chain(new)
    row = Holding.objects.create(post=_post(new), person=new.person, since=new.since, until=new.until, deputy_for=new.holding)
    scope = "" if new.approvals else "（不含审批）"
    _tell(row, f"“{new.person.name}”自{new.since}至{new.until}代理“{new.holding.person.name}”（{new.holding.post}）{scope}", actor, at)
    return row


@transaction.atomic
def end_deputy(row: Holding, *, actor: Actor, at: datetime) -> Holding:
    """The holder is back earlier: from now on the deputy has no rights any more."""
    actor.require("handovers.deputise", row.post.organ_id)
    yesterday = timezone.localdate(at) - timedelta(days=1)
    if row.deputy_for is None:
        raise Conflict("这不是代理任职。")
    if row.until is not None and row.until <= yesterday:
        raise Conflict("代理已经结束。")
    row.until = yesterday
    row.save(update_fields=["until"])
    _tell(row, f"“{row.person.name}”提前结束代理“{row.deputy_for.person.name}”（{row.post}）", actor, at)
    return row


def _check_days(new: NewDeputy, today: date) -> None:
    if new.since < today:
        raise BadInput("代理开始日期不能早于今天。", field="since")
    if new.until < new.since:
        raise BadInput("代理结束日期不能早于开始日期。", field="until")
    if (new.until - new.since).days > LONGEST:
        raise BadInput("代理时间超过一年。", field="until", remedy="长期离岗请办理工作交接。")


def _check_person(new: NewDeputy) -> None:
    if new.person.pk == new.holding.person_id:
        raise BadInput("不能自己代理自己。", field="person", remedy="请另选一人。")
    if not new.person.is_active:
        raise BadInput(f"“{new.person.name}”的账号已停用。", field="person")
    if {Role(role) for role in new.holding.post.roles} & ADMIN_ROLES:
        raise Conflict("管理员岗位不能代理。", basis="网络安全等级保护关于三员分立的要求", remedy="请由安全管理员任命。")
    if _within(Holding.objects.filter(post=new.holding.post, person=new.person, deputy_for__isnull=True), new).exists():
        raise Conflict(f"“{new.person.name}”本来就在这个岗位上，不需要代理。", field="person")


def _check_chain(new: NewDeputy) -> None:
    """One deputy at a time, none for a deputy, and none who is away himself."""
    if new.holding.deputy_for_id is not None:
        raise Conflict("代理的岗位不能再转给别人代理。", remedy="请由原岗位人员另设代理人。")
    if new.holding.until is not None and new.holding.until < new.until:
        raise BadInput(f"“{new.holding.person.name}”在这个岗位上到{new.holding.until}为止，代理不能更晚。", field="until")
    for other in _within(Holding.objects.filter(deputy_for=new.holding).select_related("person"), new):
        raise Conflict(f"{other.since}至{other.until}已由“{other.person.name}”代理，时间重叠。", field="since", remedy="请改日期，或先结束原来的代理。")
    for other in _within(Holding.objects.filter(deputy_for__person=new.person).select_related("person"), new):
        raise Conflict(f"“{new.person.name}”在此期间已请“{other.person.name}”代理，自己不在岗。", field="person", remedy="请另选一人。")


def _within(rows: QuerySet[Holding], new: NewDeputy) -> QuerySet[Holding]:
    """Those that touch the days of the new one."""
    return rows.filter(Q(until__isnull=True) | Q(until__gte=new.since), since__lte=new.until)


def _post(new: NewDeputy) -> Post:
    """The holder's own post; without approvals one beside it that carries the other roles."""
    own = new.holding.post
    if new.approvals:
        return own
    roles = [role for role in own.roles if Role(role) not in APPROVALS]
    if not roles:
        raise BadInput("这个岗位只有审批职责，不含审批就没有可以代理的。", field="approvals", remedy="请选择代理全部职责。")
    if len(roles) == len(own.roles):
        return own
    title = f"{own.title}（代理，不含审批）"[:80]
    found = [post for post in Post.objects.filter(organ=own.organ, title=title) if set(post.roles) == set(roles)]
    return found[0] if found else Post.objects.create(organ=own.organ, title=title, roles=roles)


def _tell(row: Holding, sentence: str, actor: Actor, at: datetime) -> None:
    subject = Subject("organs.person", row.person_id, row.person.name, f"/office/organs/people/{row.person_id}/")
    organ = row.post.organ
    journal.record(subject, Told("handovers.deputise", sentence, organ_id=organ.pk, organ_name=organ.label), actor=actor, at=at)
