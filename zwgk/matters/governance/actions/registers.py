"""Register the competent department of a government and the working organ of an organ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.organ_names import Place
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.foundation.organs.queries import Kind, resolve
from zwgk.matters.governance.models import CompetentDepartment, WorkingOrgan
from zwgk.matters.governance.rules import ARTICLE_3, ARTICLE_4, NO_INSTITUTION, has_mobile, institution_word


@dataclass(frozen=True, slots=True)
class Department:
    """The competent department of a government."""

    government: Organ
    organ: Organ
    since: date
    joint: Organ | None = None  # 会同牵头
    joint_basis: str = ""  # the document that says so
    area: str = ""  # from the name of the government when empty
    because: str = ""  # the written ground, when it is not the 办公厅（室）


@dataclass(frozen=True, slots=True)
class WorkingBody:
    """The working organ as the 指南 publishes it (Art. 12)."""

    organ: Organ
    name: str
    address: str
    office_hours: str
    phone: str
    since: date
    fax: str = ""
    email: str = ""
    web: str = ""
    postcode: str = ""
    because: str = ""  # why a body with such a name is an internal one


@transaction.atomic
def register_department(new: Department, *, actor: Actor, at: datetime) -> CompetentDepartment:
    """Enter the competent department; the former one is kept with its last day."""
    actor.require("governance.register_department", new.organ.pk)
    # Art. 3: the 办公厅（室） of governments from county level up is the competent department of the area.
    if new.government.kind not in (OrganKind.GOVERNMENT, OrganKind.HIGHER):
        raise BadInput(f"“{new.government.label}”不是人民政府。", field="government")
    if new.organ.kind != OrganKind.GOVERNMENT_OFFICE and not new.because.strip():
        raise BadInput(
            f"“{new.organ.label}”不是政府办公厅（室）。", field="organ", basis=ARTICLE_3,
            remedy="主管部门应当是本级政府办公厅（室）；确由其他部门承担的，请写明所依据的文件。",
        )  # fmt: skip
    if new.joint == new.organ:
        raise BadInput("会同牵头单位不能是主管部门自己。", field="joint")
    _end(CompetentDepartment.objects.filter(government=new.government, until__isnull=True), new.since)
    row = CompetentDepartment.objects.create(
        government=new.government, organ=new.organ, joint=new.joint, area=new.area.strip() or Place.of_government(new.government.name).name,
        because=new.because.strip(), joint_basis=new.joint_basis.strip(), since=new.since, entered_at=at, entered_by=actor.name,
    )  # fmt: skip
    joint = f"，会同“{new.joint.label}”牵头" if new.joint else ""
    _tell(new.organ, "register_department", f"登记“{new.organ.name}”为{row.area}政府信息公开工作主管部门{joint}", ARTICLE_3, actor, at)
    return row


@transaction.atomic
def register_working_organ(new: WorkingBody, *, actor: Actor, at: datetime) -> WorkingOrgan:
    """Enter the working organ; a subordinate public institution is refused, a name that looks like one wants a statement."""
    actor.require("governance.register", new.organ.pk)
    _check_public_values(new)
    _check_internal(new, timezone.localdate(at))
    _end(WorkingOrgan.objects.filter(organ=new.organ, until__isnull=True), new.since)
    row = WorkingOrgan.objects.create(
        organ=new.organ, name=new.name.strip(), address=new.address.strip(), office_hours=new.office_hours.strip(), phone=new.phone.strip(),
        fax=new.fax.strip(), email=new.email.strip(), web=new.web.strip(), postcode=new.postcode.strip(), because=new.because.strip(),
        since=new.since, entered_at=at, entered_by=actor.name,
    )  # fmt: skip
    stated = f"（说明：{row.because}）" if row.because else ""
    _tell(new.organ, "register", f"登记“{new.organ.label}”的政府信息公开工作机构：{row.name}{stated}", ARTICLE_4, actor, at)
    return row


def _check_public_values(new: WorkingBody) -> None:
    labels = {"name": "机构名称", "address": "办公地址", "office_hours": "办公时间", "phone": "联系电话"}
    for field, label in labels.items():
        if not getattr(new, field).strip():
            raise BadInput(f"请填写{label}。", field=field, basis="《中华人民共和国政府信息公开条例》第十二条", remedy="这些内容要在政府信息公开指南中公布。")
    for field in ("phone", "fax", "web"):
        if has_mobile(getattr(new, field)):
            raise BadInput("对外公布的电话不能是个人手机号码。", field=field, remedy="请填写办公电话。")


def _check_internal(new: WorkingBody, today: date) -> None:
    """不得指定下属事业单位: an organ of our tree that is an institution is refused; the look of a name asks for a statement."""
    named = resolve(new.name, today)
    if named.kind is Kind.ORGAN and named.organ != new.organ:
        if named.organ.kind in (OrganKind.INSTITUTION, OrganKind.ENTERPRISE):
            raise Conflict(
                f"“{named.organ.name}”是{named.organ.get_kind_display()}，不得指定为政府信息公开工作机构。", field="name",
                basis=NO_INSTITUTION, remedy="请指定本机关办公室或其他内设机构。",
            )  # fmt: skip
        raise Conflict(f"“{named.organ.name}”是另一个单位，不是本机关的内设机构。", field="name", basis=ARTICLE_4, remedy="请填写本机关办公室或内设机构。")
    word = institution_word(new.name)
    if word and not new.because.strip():
        raise BadInput(
            f"“{new.name}”以“{word}”结尾，像是下属事业单位，不得指定为政府信息公开工作机构。", field="because", basis=NO_INSTITUTION,
            remedy="请改为本机关办公室或内设机构；确属内设机构的，请写明机构编制文件。",
        )  # fmt: skip


def _end(rows: object, since: date) -> None:
    """The former entry ends the day before the new one begins."""
    for row in rows:  # type: ignore[attr-defined]
        if since < row.since:
            raise BadInput(f"起始日期不能早于现有登记的起始日期{row.since}。", field="since")
        row.until = max(row.since, since - timedelta(days=1))
        row.save(update_fields=["until"])


def _tell(organ: Organ, verb: str, sentence: str, basis: str, actor: Actor, at: datetime) -> None:
    subject = Subject("governance.organ", organ.pk, organ.name, f"/office/governance/organs/{organ.pk}/")
    told = Told(f"governance.{verb}", sentence, basis=basis, organ_id=organ.pk, organ_name=organ.label)
    journal.record(subject, told, actor=actor, at=at)
