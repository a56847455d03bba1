"""The superior department of the same line: its contact, the contact log with what is to follow, new standards watched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks import queries as running
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs.models import Organ
from zwgk.matters.governance.models import STANDARD, TALK, LineContact, LineTalk, Standard, Watch

from .support import fill, no_mobile, past, tell


@dataclass(frozen=True, slots=True)
class NewLineContact:
    """The counterpart of an organ above."""

    organ: Organ
    superior: str
    person: str
    phone: str  # office telephone
    since: date
    section: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class NewTalk:
    """One contact with it."""

    contact: LineContact
    day: date
    subject: str
    outcome: str
    follow_up: str = ""
    due_on: date | None = None  # until when it is to be followed up


@dataclass(frozen=True, slots=True)
class NewStandard:
    """A new standard from above."""

    organ: Organ
    issuer: str
    name: str
    issued_on: date
    number: str = ""
    link: str = ""
    due_on: date | None = None  # until when it is to be decided here


@transaction.atomic
def set_line_contact(new: NewLineContact, *, actor: Actor, at: datetime) -> LineContact:
    """Name the counterpart; the former person there is kept with his days."""
    actor.require("governance.register", new.organ.pk)
    fill(new, superior="上级对口部门", person="联系人", phone="办公电话")
    no_mobile(new, "phone")
    rows = LineContact.objects.select_for_update().filter(organ=new.organ, superior=new.superior.strip(), until__isnull=True)
    for former in rows:
        if new.since < former.since:
            raise BadInput(f"起始日期不能早于现有登记的起始日期{former.since}。", field="since")
        former.until = max(former.since, new.since - timedelta(days=1))
        former.save(update_fields=["until"])
    row = LineContact.objects.create(
        organ=new.organ, superior=new.superior.strip(), section=new.section.strip(), person=new.person.strip(), title=new.title.strip(),
        phone=new.phone.strip(), since=new.since, entered_at=at, entered_by=actor.name,
    )  # fmt: skip
    tell(new.organ, "register", f"登记上级对口联系：{row.superior}{row.section}{row.person}", actor=actor, at=at)
    return row


@transaction.atomic
def log_talk(new: NewTalk, *, actor: Actor, at: datetime) -> LineTalk:
    """Enter a contact; what is to follow gets a time limit."""
    organ, today = new.contact.organ, timezone.localdate(at)
    actor.require("governance.register", organ.pk)
    past(new.day, today, "day")
    fill(new, subject="事项", outcome="结果")
    if bool(new.follow_up.strip()) is not bool(new.due_on):
        raise BadInput("后续事项和期限要一起填写。", field="due_on" if new.follow_up.strip() else "follow_up")
    if new.due_on:
        _later(new.due_on, today)
    row = LineTalk.objects.create(
        contact=new.contact, day=new.day, subject=new.subject.strip(), outcome=new.outcome.strip(), follow_up=new.follow_up.strip(),
        entered_at=at, entered_by=actor.name,
    )  # fmt: skip
    if new.due_on:
        subject = Subject(TALK, row.pk, f"{organ.label}：{row.follow_up}", _page(organ))
        grounds = {"words": f"{row.day}与{new.contact.superior}联系后确定"}
        clocks.start_fixed(subject, organ=organ, due_on=new.due_on, title="对口联系后续事项", grounds=grounds, actor=actor, at=at)
    tell(organ, "register", f"与{new.contact.superior}联系：{row.subject}", actor=actor, at=at)
    return row


@transaction.atomic
def finish_talk(row: LineTalk, note: str, *, actor: Actor, at: datetime) -> LineTalk:
    """What was to follow is done."""
    row = LineTalk.objects.select_for_update(of=("self",)).select_related("contact__organ").get(pk=row.pk)
    organ = row.contact.organ
    actor.require("governance.register", organ.pk)
    if not row.follow_up or row.done_at:
        raise Conflict("没有待办的后续事项。")
    if not note.strip():
        raise BadInput("请写明办理结果。", field="note")
    row.done_at, row.done_note = at, note.strip()
    row.save(update_fields=["done_at", "done_note"])
    for clock in running.open_of(TALK, row.pk):
        clocks.meet(clock, actor=actor, at=at)
    tell(organ, "register", f"办结对口联系后续事项“{row.follow_up}”：{row.done_note}", actor=actor, at=at)
    return row


@transaction.atomic
def watch_standard(new: NewStandard, *, actor: Actor, at: datetime) -> Standard:
    """Pick up a new standard of the superior department; with a day, its decision gets a time limit."""
    actor.require("governance.register", new.organ.pk)
    today = timezone.localdate(at)
    fill(new, issuer="发布机关", name="名称")
    past(new.issued_on, today, "issued_on")
    if new.link.strip() and not new.link.strip().startswith(("http://", "https://")):
        raise BadInput("链接应以 http:// 或 https:// 开头。", field="link")
    if new.due_on:
        _later(new.due_on, today)
    if Standard.objects.filter(organ=new.organ, name=new.name.strip(), number=new.number.strip()).exists():
        raise Conflict("这项标准已经登记过。", field="name")
    row = Standard.objects.create(
        organ=new.organ, issuer=new.issuer.strip(), name=new.name.strip(), number=new.number.strip(), issued_on=new.issued_on,
        link=new.link.strip(), entered_at=at, entered_by=actor.name,
    )  # fmt: skip
    if new.due_on:
        subject = Subject(STANDARD, row.pk, f"{row.organ.label}：{row.name}", _page(row.organ))
        clocks.start_fixed(subject, organ=row.organ, due_on=new.due_on, title="研究采用上级新标准", actor=actor, at=at)
    tell(new.organ, "register", f"跟踪上级新标准《{row.name}》{row.number}", actor=actor, at=at)
    return row


@transaction.atomic
def decide_standard(row: Standard, state: str, decision: str, *, actor: Actor, at: datetime) -> Standard:
    """Adopted here, or not, with the reason."""
    row = Standard.objects.select_for_update(of=("self",)).select_related("organ").get(pk=row.pk)
    actor.require("governance.register", row.organ_id)
    if state not in (Watch.ADOPTED, Watch.NOT_ADOPTED):
        raise BadInput("请选择采用或不采用。", field="state")
    if not decision.strip():
        raise BadInput("请写明怎样采用，或不采用的理由。", field="decision")
    row.state, row.decision, row.decided_on = state, decision.strip(), timezone.localdate(at)
    row.save(update_fields=["state", "decision", "decided_on"])
    for clock in running.open_of(STANDARD, row.pk):
        clocks.meet(clock, actor=actor, at=at)
    tell(row.organ, "register", f"上级新标准《{row.name}》{row.get_state_display()}：{row.decision}", actor=actor, at=at)
    return row


def _later(day: date, today: date) -> None:
    if day < today or day.year > today.year + 5:
        raise BadInput("期限不能早于今天，也不能超过五年。", field="due_on")


def _page(organ: Organ) -> str:
    return f"/office/governance/superior/?organ={organ.pk}"
