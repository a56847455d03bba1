"""A request comes in, by whatever way; it counts as received under Art. 31, once both sides have confirmed where that is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput
from zwgk.domain.receiving import FOI, WAYS, received_on
from zwgk.domain.rights import Actor
from zwgk.foundation.files.actions import key_of, seal_text
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.gate.queries import new_code
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.organs.models import Organ

from ..models import Case, Forwarding, Paper, Sent
from .course import Act, begin, finish, happened, need
from .numbering import next_number
from .telling import working_role

RECEIVE = "inforequests.receive"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks (Art. 29(1)); the identity number is sealed before it is stored."""

    kind: str  # ApplicantKind
    name: str
    representative: str = ""
    organisation_code: str = ""
    identity_kind: str = ""
    identity_number: str = ""
    identity_file: StoredFile | None = None  # kept sealed
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    contact_ok: bool = True

    @property
    def key(self) -> str:
        """The same for the same applicant, as far as one can tell without reading the data."""
        contact = "".join((self.phone or self.email or self.address).split()).lower()
        return key_of(self.identity_number.upper() or f"{self.kind}|{''.join(self.name.split())}|{contact}")


@dataclass(frozen=True, slots=True)
class NewCase:
    """An application as it came in."""

    organ: Organ
    channel: str
    asker: Asker
    title: str
    token: str = ""  # of the form that was sent: taken once, so that a double click makes one case
    description: str = ""
    hint_number: str = ""
    form: str = "paper"
    delivery: str = "post"
    assistance: str = ""
    note: str = ""
    arrived_on: date | None = None  # empty: today
    confirmed_on: date | None = None  # when both sides confirmed, where Art. 31 asks for it
    papers: Sequence[tuple[str, StoredFile]] = field(default_factory=tuple)  # (what it is, the file)
    external_number: str = ""  # of the superior platform
    taken_at: Organ | None = None  # the common counter that took it in for the organ


def receive(new: NewCase, *, actor: Actor, at: datetime) -> Case:
    """Take an application in: number, query code, day of receipt. The same form sent again gives the case that it made."""
    taker = new.taken_at or new.organ
    actor.require(RECEIVE, taker.pk)
    _check(new, at)
    try:
        with transaction.atomic():
            if (known := _known(new)) is not None:
                return known
            return _take_in(new, actor, at)
    except IntegrityError:
        # The same form at the same moment in another process: it won, and its case is the answer.
        if (known := _known(new)) is not None:
            return known
        raise


def _check(new: NewCase, at: datetime) -> None:
    today = localdate(at)
    if not new.asker.name.strip():
        raise BadInput("请写明申请人的姓名或者名称。", field="applicant", basis=f"{FOI}第二十九条第二款第一项")
    if not (new.title.strip() or new.description.strip()):
        raise BadInput("请写明申请公开的政府信息的名称或者便于查找的特征。", field="title", basis=f"{FOI}第二十九条第二款第二项")
    if any(day and day > today for day in (new.arrived_on, new.confirmed_on)):
        raise BadInput("收到和确认的日期不能晚于今天。", field="arrived_on", remedy="请核对日期。")
    if new.organ.ended and new.organ.ended <= today:
        successor = f"，其职权由{new.organ.successor.name}承继" if new.organ.successor else ""
        raise BadInput(f"{new.organ.name}已经撤销{successor}。", field="organ", remedy="请选择现在负责的机关。")


def _known(new: NewCase) -> Case | None:
    """The case that this form, or this number of the superior platform, has made already."""
    if new.token and (sent := Sent.objects.select_related("case__organ").filter(token=new.token).first()):
        return sent.case
    if new.external_number:
        return Case.objects.filter(organ=new.organ, external_number=new.external_number).first()
    return None


def _take_in(new: NewCase, actor: Actor, at: datetime) -> Case:
    arrived = new.arrived_on or localdate(at)
    counted_from = received_on(new.channel, arrived, new.confirmed_on)
    case = Case(
        organ=new.organ, number=next_number(new.organ.pk, arrived.year), code=new_code(), channel=new.channel, external_number=new.external_number,
        title=(new.title.strip() or new.description.strip())[:200], description=new.description.strip(), hint_number=new.hint_number.strip(),
        form=new.form, delivery=new.delivery, assistance=new.assistance.strip(), note=new.note.strip(), submitted_at=at, **_asked_by(new.asker),
    )  # fmt: skip
    case.save(force_insert=True)
    if new.token:
        Sent.objects.create(token=new.token, case=case, at=at)
    Paper.objects.bulk_create(
        Paper(case=case, kind="application", title=what, file=file, order=n, dated=arrived, added_at=at, added_by=actor.name)
        for n, (what, file) in enumerate(new.papers)
    )
    way = WAYS[new.channel]
    happened(case, Act("submitted", arrived, f"收到申请（{way.title}）", {"channel": new.channel}), right=RECEIVE, actor=actor, at=at)
    if new.taken_at is not None and new.taken_at.pk != new.organ.pk:
        _hand_on(case, new.taken_at, actor, at)
    if counted_from is not None:
        received(case, "register", counted_from, f"{way.title}，{counted_from}为收到申请之日", actor=actor, at=at)
    _tell_organ(case, actor, at)
    return case


def _asked_by(asker: Asker) -> dict[str, object]:
    return {
        "applicant_kind": asker.kind, "applicant": asker.name.strip(), "representative": asker.representative.strip(),
        "organisation_code": asker.organisation_code.strip(), "identity_kind": asker.identity_kind, "identity_sealed": seal_text(asker.identity_number.strip()),
        "identity_file": asker.identity_file, "phone": asker.phone, "email": asker.email, "address": asker.address.strip(),
        "postcode": asker.postcode.strip(), "contact_ok": asker.contact_ok, "applicant_key": asker.key,
    }  # fmt: skip


def _hand_on(case: Case, zone: Organ, actor: Actor, at: datetime) -> None:
    """Taken in at the common counter: the log says who handed it to whom; the organ takes it over."""
    Forwarding.objects.create(case=case, taken_at=zone, to=case.organ, sent_at=at, sent_by=actor.name)
    told = f"{zone.label}代为接收，转送{case.organ.label}"
    happened(case, Act("handed_on", localdate(at), told), right=RECEIVE, actor=actor, at=at)


def received(case: Case, verb: str, on: date, sentence: str, *, actor: Actor, at: datetime) -> None:
    """The day of receipt stands: registered, counted in the report, the limit runs from the day after."""
    case.received_on, case.registered_at, case.counted = case.received_on or on, at, True
    finish(case, Act(verb, on, sentence, basis=f"{FOI}{WAYS[case.channel].article}"), actor=actor, at=at)


def _tell_organ(case: Case, actor: Actor, at: datetime) -> None:
    """Who handles requests there sees it; nobody's name is in the message."""
    waits = "等待确认" if case.received_on is None else "等待分办"
    note = inbox.Note(f"新的政府信息公开申请{case.number}，{waits}", case.title, case.url, kind="inforequests")
    inbox.send_to_organ(note, organ=case.organ, role=working_role(case, at), actor=actor, at=at)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Both sides have confirmed that the application was received."""

    on: date
    how: str  # 电话、短信、电子邮件、当面


@transaction.atomic
def confirm(case: Case, said: Confirmation, *, actor: Actor, at: datetime) -> Case:
    """The day both sides confirm is the day of receipt (Art. 31(2), (3)); from the day after the limit runs."""
    case = begin(case, "confirm", said.on, actor=actor, at=at)
    arrived = case.events.filter(kind="submitted").values_list("on", flat=True).first() or localdate(case.submitted_at)
    if said.on < arrived:
        raise BadInput(f"申请是{arrived}收到的，确认不会早于这一天。", field="on", basis=f"{FOI}{WAYS[case.channel].article}", remedy="请填写实际确认的那一天。")
    case.contact_ok = True
    how = need(said.how, "how", "怎样确认的")
    received(case, "confirm", said.on, f"与申请人确认收到申请（{how}），{said.on}为收到申请之日", actor=actor, at=at)
    return case


@transaction.atomic
def register(case: Case, on: date, ground: str, *, actor: Actor, at: datetime) -> Case:
    """The day of receipt stands on another ground than a confirmation made here, e.g. what the superior platform has recorded."""
    case = begin(case, "register", on, actor=actor, at=at)
    why = need(ground, "ground", "以这一天为收到申请之日的依据，例如邮件签收单、上级平台的确认记录", f"{FOI}第三十一条")
    received(case, "register", on, f"登记，{on}为收到申请之日（{why}）", actor=actor, at=at)
    return case
