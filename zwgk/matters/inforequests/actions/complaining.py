"""Art. 47(2): anybody may tell the competent department; it verifies, and what is true becomes a finding with an order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.gate import actions as gate
from zwgk.foundation.gate.queries import new_code
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.jobs import actions as jobs
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs.models import Organ
from zwgk.matters.findings import actions as findings
from zwgk.matters.findings.models import Finding
from zwgk.matters.governance import queries as governance

from ..models import Complaint
from . import limits
from .applying import APPLICANT
from .course import need

RIGHT = "inforequests.complaints"
SUBJECT = "inforequests.complaint"
BASIS = "《中华人民共和国政府信息公开条例》第四十七条第二款"


@dataclass(frozen=True, slots=True)
class NewComplaint:
    """What somebody says; name and contact may be left out."""

    organ: Organ
    about: str
    text: str
    token: str
    name: str = ""
    phone: str = ""
    email: str = ""
    files: Sequence[StoredFile] = ()


@dataclass(frozen=True, slots=True)
class Verified:
    """What the competent department found."""

    state: str
    result: str
    order: str = ""
    due_on: date | None = None


@transaction.atomic
def complain(new: NewComplaint, address: str, *, at: datetime) -> Complaint:
    """Taken once; the office hears of it at once."""
    known = Complaint.objects.filter(token=new.token).first()
    if known is not None:
        return known
    gate.refuse_over(limits.COMPLAINTS_FROM_HERE, address, at=at)
    gate.note(limits.COMPLAINTS_FROM_HERE, address, at=at)
    made = Complaint.objects.create(
        code=new_code(), token=new.token, organ=new.organ, about=new.about, text=need(new.text, "text", "具体情况", BASIS), name=new.name.strip(),
        phone=new.phone, email=new.email, arrived_at=at,
    )  # fmt: skip
    made.files.set(new.files)
    _tell(made, f"收到{made.number}：{made.get_about_display()}", APPLICANT, at)
    note = inbox.Note(f"{made.number}待核查", made.get_about_display(), made.url, kind="inforequests")
    for department in governance.competent_departments():
        inbox.send_to_organ(note, organ=department.organ, role=Role.OFFICE, actor=APPLICANT, at=at)
    return made


@transaction.atomic
def verify_complaint(complaint: Complaint, found: Verified, *, actor: Actor, at: datetime) -> Complaint:
    """True: a finding against the organ and its correction order. Whoever left a mailbox is told; the code shows it to everybody who wrote."""
    actor.require(RIGHT, complaint.organ_id)
    complaint = Complaint.objects.select_for_update(of=("self",)).select_related("organ").get(pk=complaint.pk)
    if complaint.state != Complaint.State.ARRIVED:
        raise Conflict(f"{complaint.number}已经办结：{complaint.get_state_display()}。", remedy="请刷新页面查看。")
    if found.state not in (Complaint.State.FOUNDED, Complaint.State.UNFOUNDED, Complaint.State.ELSEWHERE):
        raise BadInput("请选择核查结果。", field="state")
    complaint.state, complaint.result = found.state, need(found.result, "result", "核查结果", BASIS)
    complaint.found_at, complaint.found_by = at, actor.name
    if found.state == Complaint.State.FOUNDED:
        complaint.finding = _order(complaint, found, actor, at)
    complaint.save()
    _tell(complaint, f"{complaint.number}核查：{complaint.get_state_display()}", actor, at)
    _tell_writer(complaint, at)
    return complaint


def _order(complaint: Complaint, found: Verified, actor: Actor, at: datetime) -> Finding:
    """The problem in the words of the department: the complaint itself, with its writer, is not handed on."""
    if found.due_on is None or not found.order.strip():
        raise BadInput("属实的，请写明整改要求和期限。", field="order", basis=BASIS)
    source = Subject(SUBJECT, complaint.pk, complaint.number, complaint.url)
    new = findings.NewFinding(f"{complaint.get_about_display()}：{found.result.strip()}", complaint.organ, basis=BASIS, source=source)
    raised = findings.raise_finding(new, actor=actor, at=at)
    return findings.order_correction(raised, findings.Order(found.order, found.due_on), actor=actor, at=at)


def _tell(complaint: Complaint, said: str, actor: Actor, at: datetime) -> None:
    told = journal.Told(RIGHT, said[:480], basis=BASIS, organ_id=complaint.organ_id, organ_name=complaint.organ.label)
    journal.record(Subject(SUBJECT, complaint.pk, complaint.number, complaint.url), told, actor=actor, at=at)


def _tell_writer(complaint: Complaint, at: datetime) -> None:
    if not complaint.email:
        return
    body = f"您反映的问题已经核查，结果：{complaint.get_state_display()}。{complaint.result}\n凭查询码查看：{settings.SITE_URL}/requests/complain/result/"
    parcel = jobs.Parcel(key=f"inforequests:complaint:{complaint.pk}", body=body, recipient=complaint.number, channel="smtp", address=complaint.email, subject="投诉举报核查结果")
    jobs.queue(parcel, at=at)
