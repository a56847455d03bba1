"""The responsible leader and the contact of an organ: exactly one of each; changes are kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Organ
from zwgk.matters.governance.models import Duty, Responsible
from zwgk.matters.governance.rules import has_mobile


@dataclass(frozen=True, slots=True)
class Named:
    """A person with a duty."""

    organ: Organ
    duty: str  # value of Duty
    name: str
    title: str
    phone: str  # office telephone, may be published
    since: date
    mobile: str = ""  # for the office only
    email: str = ""
    work: str = ""  # 分工, e.g. 分管办公室、政务公开工作


@transaction.atomic
def set_responsible(new: Named, *, actor: Actor, at: datetime) -> Responsible:
    """Name the person; the former one keeps his row and ends the day before."""
    actor.require("governance.register", new.organ.pk)
    _check(new)
    former = Responsible.objects.filter(organ=new.organ, duty=new.duty, until__isnull=True).first()
    if former:
        if new.since < former.since:
            raise BadInput(f"任职日期不能早于现任的任职日期{former.since}。", field="since")
        former.until = max(former.since, new.since - timedelta(days=1))
        former.save(update_fields=["until"])
    row = Responsible.objects.create(
        organ=new.organ, duty=new.duty, name=new.name.strip(), title=new.title.strip(), phone=new.phone.strip(), mobile=new.mobile.strip(),
        email=new.email.strip(), work=new.work.strip(), since=new.since, entered_at=at, entered_by=actor.name,
    )  # fmt: skip
    label = Duty(new.duty).label
    said = f"{label}由{former.name}变更为{row.name}（{row.title}）" if former else f"登记{label}：{row.name}（{row.title}）"
    _tell(row, "register", said, actor, at)
    return row


@transaction.atomic
def end_responsible(row: Responsible, *, until: date, actor: Actor, at: datetime) -> Responsible:
    """The person leaves and nobody follows yet: the organ then stands on the list of missing units."""
    actor.require("governance.register", row.organ_id)
    if row.until:
        raise Conflict(f"{row.name}的登记已于{row.until}结束。")
    if until < row.since:
        raise BadInput(f"结束日期不能早于任职日期{row.since}。", field="until")
    row.until = until
    row.save(update_fields=["until"])
    _tell(row, "register", f"{row.get_duty_display()}{row.name}离任，最后一日{until}", actor, at)
    return row


@transaction.atomic
def publish_work(row: Responsible, *, actor: Actor, at: datetime) -> Responsible:
    """Make the leader's division of work public: name, title, work, office telephone."""
    actor.require("governance.publish", row.organ_id)
    if row.duty == Duty.CONTACT:
        raise BadInput("公布的是负责同志的分工，联系人不在此公布。", field="duty")
    if row.until:
        raise Conflict(f"{row.name}已不再担任{row.get_duty_display()}。")
    if not row.work:
        raise BadInput("还没有填写分工内容，不能公布。", field="work", remedy="请先填写分工，写明分管政务公开工作。")
    if row.published_at is None:
        row.published_at = at
        row.save(update_fields=["published_at"])
        _tell(row, "publish", f"公布{row.get_duty_display()}{row.name}的分工：{row.work}", actor, at)
    return row


def _check(new: Named) -> None:
    if new.duty not in Duty.values:
        raise BadInput("请选择职责。", field="duty")
    for field, label in {"name": "姓名", "title": "职务", "phone": "办公电话"}.items():
        if not getattr(new, field).strip():
            raise BadInput(f"请填写{label}。", field=field)
    if has_mobile(new.phone):
        raise BadInput("办公电话一栏不能填写个人手机号码。", field="phone", remedy="手机号码请填在“手机”一栏，该栏不对外公布。")
    if any(mark in new.name for mark in "、,，;；/"):
        raise BadInput("只能登记一人。", field="name", remedy="负责同志、联系人各明确一名；有变动时另行登记，原来的人员会保留在历史中。")
    if has_mobile(new.work) or has_mobile(new.title):
        raise BadInput("对外公布的内容中不能有个人手机号码。", field="work")


def _tell(row: Responsible, verb: str, sentence: str, actor: Actor, at: datetime) -> None:
    organ = row.organ
    subject = Subject("governance.organ", organ.pk, organ.name, f"/office/governance/organs/{organ.pk}/")
    told = Told(f"governance.{verb}", sentence, organ_id=organ.pk, organ_name=organ.label)
    journal.record(subject, told, actor=actor, at=at)
