"""Begin a hand-over, say what goes elsewhere, or let it be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.held import Held
from zwgk.domain.rights import ADMIN_ROLES, Actor
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.inbox.actions import Note
from zwgk.foundation.organs import actions as organs_do
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ, Person

from ..models import OPEN, Arrangement, Handover, State
from ..queries import everything
from ..queries.listing import open_of
from .support import empowered, locked, no_secret, tell

FURTHEST = 366  # days ahead


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A successor who has no account yet."""

    username: str
    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class NewHandover:
    """Who leaves, who follows, from which day on."""

    leaving: Person
    successor: Person | NewPerson
    organ: Organ
    on: date
    reason: str = ""
    remarks: str = ""  # 在办事项卡在哪里、找谁
    absent_note: str = ""  # the person is gone: the county does it
    ends_account: bool = True


@dataclass(frozen=True, slots=True)
class Arranged:
    """What is said of one line."""

    key: str
    to: Person | None = None
    remark: str = ""
    missing: bool = False


@transaction.atomic
def prepare(new: NewHandover, *, actor: Actor, at: datetime) -> tuple[Handover, str]:
    """The hand-over, and the start password when the successor was entered on the spot (to be shown once)."""
    actor.require("handovers.hand_over_for" if new.absent_note.strip() else "handovers.hand_over", new.organ.pk)
    _check_leaving(new, at)
    _check_day(new.on, timezone.localdate(at))
    no_secret(new.remarks, "remarks")
    successor, password = _successor(new, actor, at)
    row = Handover.objects.create(
        leaving=new.leaving, successor=successor, organ=new.organ, on=new.on, reason=new.reason.strip(), remarks=new.remarks.strip(),
        absent_note=new.absent_note.strip(), ends_account=new.ends_account, prepared_at=at, prepared_by=actor.name,
    )  # fmt: skip
    absent = f"（本人未办理，由政务公开办代办：{row.absent_note}）" if row.absent_note else ""
    tell(row, "hand_over_for" if absent else "hand_over", f"发起工作交接：{row.leaving.name}移交{successor.name}，自{row.on}起{absent}", actor=actor, at=at)
    for person in (row.leaving, successor):
        if person.pk != actor.person_id and person.is_active:
            note = Note(f"工作交接：{row.leaving.name}移交{successor.name}", f"交接日期{row.on}。请核对交接清单并确认。", row.url, kind="handovers.prepare")
            inbox.send(note, person=person, actor=actor, at=at)
    return row, password


@transaction.atomic
def arrange(handover: Handover, said: Iterable[Arranged], *, remarks: str, actor: Actor, at: datetime) -> Handover:
    """Exceptions and remarks, line by line; replaces what was said before. Who had confirmed must confirm again."""
    actor.require("handovers.hand_over", handover.organ_id)
    row = locked(handover, "修改安排", State.PREPARING)
    no_secret(remarks, "remarks")
    known = {held.key: held for held in everything(row.leaving, at)}
    Arrangement.objects.filter(handover=row).delete()
    made = [_arrangement(row, one, known) for one in said if one.key in known and (one.to or one.remark.strip() or one.missing)]
    Arrangement.objects.bulk_create(made)
    row.remarks = remarks.strip()
    row.save(update_fields=["remarks"])
    again = row.confirmations.count()
    row.confirmations.all().delete()
    others = sum(one.to is not None for one in made)
    tell(row, "hand_over", f"调整交接安排：另交他人 {others} 项，说明 {len(made)} 项" + ("；已作的确认须重新办理" if again else ""), actor=actor, at=at)
    return row


@transaction.atomic
def cancel(handover: Handover, reason: str, *, actor: Actor, at: datetime) -> Handover:
    """It does not take place; nothing has moved yet."""
    actor.require("handovers.hand_over", handover.organ_id)
    row = locked(handover, "取消", *OPEN)
    if not reason.strip():
        raise BadInput("请写明取消原因。", field="reason")
    row.state, row.ended_at, row.ended_by, row.ended_reason = State.CANCELLED, at, actor.name, reason.strip()
    row.save(update_fields=["state", "ended_at", "ended_by", "ended_reason"])
    tell(row, "hand_over", f"取消工作交接：{reason.strip()[:200]}", actor=actor, at=at)
    return row


def _check_leaving(new: NewHandover, at: datetime) -> None:
    day = timezone.localdate(at)
    if new.leaving.is_superuser or organs.roles_on(new.leaving, day, later_too=True) & ADMIN_ROLES:
        raise Conflict(f"“{new.leaving.name}”是管理员，不能在这里交接。", field="leaving", remedy="请由安全管理员先任命新的管理员，再免去原来的。")
    if open_of(new.leaving.pk):
        raise Conflict(f"“{new.leaving.name}”已有一次没有办完的交接。", field="leaving", remedy="请先办完或取消原来的交接。")
    held = everything(new.leaving, at)
    if not held:
        raise Conflict(f"“{new.leaving.name}”名下没有需要交接的事项。", field="leaving")
    here = {each.organ_id for each in held if each.organ_id}
    if here and new.organ.pk not in here:
        raise BadInput(f"“{new.leaving.name}”在“{new.organ.label}”没有岗位或事项。", field="organ")


def _check_day(on: date, today: date) -> None:
    if on < today:
        raise BadInput("交接日期不能早于今天。", field="on", remedy="已经离岗的，交接日期填今天。")
    if on > today + timedelta(days=FURTHEST):
        raise BadInput("交接日期太远。", field="on", remedy="请填写一年以内的日期。")


def _successor(new: NewHandover, actor: Actor, at: datetime) -> tuple[Person, str]:
    """The account carries no post before somebody has supervised the hand-over, so its making needs no other right."""
    if isinstance(new.successor, NewPerson):
        wanted = new.successor
        made = organs_do.create_person(wanted.username, wanted.name, phone=wanted.phone, actor=empowered(actor), at=at)
        return made, organs_do.reset_password(made, actor=empowered(actor), at=at)
    if new.successor.pk == new.leaving.pk:
        raise BadInput("接收人不能是移交人自己。", field="successor")
    if not new.successor.is_active:
        raise BadInput(f"“{new.successor.name}”的账号已停用。", field="successor", remedy="请另选一人，或先恢复账号。")
    if organs.roles_on(new.successor, timezone.localdate(at), later_too=True) & ADMIN_ROLES:
        raise BadInput(f"“{new.successor.name}”是管理员，不能兼任业务岗位。", field="successor", remedy="请另选一人。")
    return new.successor, ""


def _arrangement(row: Handover, one: Arranged, known: dict[str, Held]) -> Arrangement:
    held = known[one.key]
    no_secret(one.remark, "remarks")
    if one.to is not None:
        if held.by_post:
            raise BadInput("随岗位移交的事项不能单独改交。", field="remarks", remedy="请在台账里先给这件事项指定经办人。")
        if one.to.pk == row.leaving_id or not one.to.is_active:
            raise BadInput(f"不能改交给“{one.to.name}”。", field="remarks", remedy="请选在岗人员。")
    return Arrangement(handover=row, key=one.key, to=one.to, remark=one.remark.strip()[:300], missing=one.missing and one.key.startswith("handovers.object:"))
