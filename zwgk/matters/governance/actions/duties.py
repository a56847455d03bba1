"""Three levels of responsibility (亲自管、负责抓、具体做): the section of an organ; the joint lead of the whole work (会同牵头)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.organs.models import Organ
from zwgk.matters.governance.models import CompetentDepartment, Section

from .support import fill, no_mobile, tell


@dataclass(frozen=True, slots=True)
class NewSection:
    """The section that does the work at an organ."""

    organ: Organ
    name: str
    chief: str
    title: str
    phone: str  # office telephone
    since: date
    work: str = ""


@dataclass(frozen=True, slots=True)
class JointLead:
    """Which organ leads together with the competent department; None ends the joint lead."""

    government: Organ
    joint: Organ | None
    since: date
    basis: str  # the document that says so


@transaction.atomic
def set_section(new: NewSection, *, actor: Actor, at: datetime) -> Section:
    """Name the section; the former one keeps its row and ends the day before."""
    actor.require("governance.register", new.organ.pk)
    fill(new, name="科室", chief="科室负责人", title="职务", phone="办公电话")
    no_mobile(new, "phone", "work")
    former = Section.objects.select_for_update().filter(organ=new.organ, until__isnull=True).first()
    if former:
        _end(former, new.since)
    row = Section.objects.create(
        organ=new.organ, name=new.name.strip(), chief=new.chief.strip(), title=new.title.strip(), phone=new.phone.strip(),
        work=new.work.strip(), since=new.since, entered_at=at, entered_by=actor.name,
    )  # fmt: skip
    was = f"，此前为{former.name}（{former.chief}）" if former else ""
    tell(new.organ, "register", f"登记具体承办科室：{row.name}，{row.chief}（{row.title}）{was}", actor=actor, at=at)
    return row


@transaction.atomic
def set_joint_lead(new: JointLead, *, actor: Actor, at: datetime) -> CompetentDepartment:
    """Enter or end the joint lead: a new dated entry of the competent department; the former one is kept."""
    actor.require("governance.register_department")
    fill(new, basis="会同牵头的依据")
    former = CompetentDepartment.objects.select_for_update().filter(government=new.government, until__isnull=True).first()
    if former is None:
        raise Conflict("还没有登记主管部门。", remedy="请先登记政府信息公开工作主管部门。")
    if new.joint == former.organ:
        raise BadInput("会同牵头单位不能是主管部门自己。", field="joint")
    if new.joint == former.joint:
        raise Conflict("会同牵头单位没有变动。", field="joint")
    _end(former, new.since)
    row = CompetentDepartment.objects.create(
        government=former.government, organ=former.organ, joint=new.joint, joint_basis=new.basis.strip(), area=former.area,
        powers=former.powers, basis=former.basis, because=former.because, since=new.since, entered_at=at, entered_by=actor.name,
    )  # fmt: skip
    said = f"登记“{new.joint.label}”会同“{row.organ.label}”牵头政务公开工作" if new.joint else "结束会同牵头"
    tell(row.organ, "register_department", f"{said}，自{new.since}起", actor=actor, at=at, basis=row.joint_basis)
    return row


def _end(former: Section | CompetentDepartment, since: date) -> None:
    """The former entry ends the day before the new one begins."""
    if since < former.since:
        raise BadInput(f"起始日期不能早于现有登记的起始日期{former.since}。", field="since")
    former.until = max(former.since, since - timedelta(days=1))
    former.save(update_fields=["until"])
