"""Others are asked: a third party (Art. 32), a co-maker (Art. 34), another organ (Art. 33(3)). The clock stands still meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor

from .. import queries
from ..models import Case, Consultation
from .course import Act, begin, finish, happened, locked, need
from .telling import tell_applicant, tell_handler

Kind = Consultation.Kind
ASK = {Kind.THIRD_PARTY: "consult_third_party", Kind.CO_MAKER: "consult_co_maker", Kind.ORGAN: "consult_organ"}
HEAR = {Kind.THIRD_PARTY: "third_party_answered", Kind.CO_MAKER: "co_maker_answered", Kind.ORGAN: "organ_answered"}
REGULATION = "《中华人民共和国政府信息公开条例》"


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked, about what."""

    kind: str  # Consultation.Kind
    name: str
    about: str
    on: date  # the day of sending
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What came back."""

    agrees: bool | None  # None: neither yes nor no
    answer: str
    on: date


@transaction.atomic
def consult(case: Case, asked: Asked, *, actor: Actor, at: datetime) -> Consultation:
    """Ask in writing; the applicant's data stays here. From the next day the limit does not run."""
    verb = ASK[Kind(asked.kind)]
    case = begin(case, verb, asked.on, actor=actor, at=at)
    name, about = need(asked.name, "name", "征求谁的意见"), need(asked.about, "about", "征求意见的内容")
    if any(row.name == name for row in queries.open_consultations(case)):
        raise Conflict(f"已经征求{name}的意见，还没有收到答复。", field="name", remedy="收到答复后在原来的一项登记。")
    if case.applicant and case.applicant in about:
        raise BadInput("征求意见书不写申请人的姓名。", field="about", remedy="只写需要征求意见的信息内容。")
    row = Consultation.objects.create(case=case, kind=asked.kind, name=name, contact=asked.contact.strip(), about=about, sent_on=asked.on)
    title = row.get_kind_display()
    done = finish(case, Act(verb, asked.on, f"征求{title}意见：{name}", {"who": name, "consultation": row.pk}, told=f"征求{title}意见"), actor=actor, at=at)
    found = queries.standing(case, asked.on)
    row.limit_on = next((limit for said, limit in found.open_until if said.endswith(f"（{name}）")), None) if found else None
    row.save(update_fields=["limit_on"])
    tell_applicant(case, done, f"正在征求{title}意见，所需时间不计入答复期限。", at=at)
    return row


@transaction.atomic
def hear(consultation: Consultation, heard: Heard, *, actor: Actor, at: datetime) -> Consultation:
    """The answer is here; the limit runs on from the next day."""
    verb = HEAR[Kind(consultation.kind)]
    case = begin(consultation.case, verb, heard.on, actor=actor, at=at)
    row = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if row.answered_on is not None:
        raise Conflict(f"{row.name}的意见已于{row.answered_on}登记。")
    if heard.on < row.sent_on:
        raise BadInput(f"答复日期不能早于发出日期{row.sent_on}。", field="on")
    row.answered_on, row.agrees, row.answer = heard.on, heard.agrees, need(heard.answer, "answer", "对方的意见和理由")
    row.save(update_fields=["answered_on", "agrees", "answer"])
    view = {True: "同意公开", False: "不同意公开", None: "没有表明是否同意"}[heard.agrees]
    act = Act(verb, heard.on, f"{row.name}{view}：{row.answer}", {"who": row.name, "consultation": row.pk}, told=f"收到{row.get_kind_display()}意见")
    finish(case, act, actor=actor, at=at)
    tell_handler(case, f"收到{row.get_kind_display()}意见", actor=actor, at=at)
    return row


@transaction.atomic
def tell_third_party(consultation: Consultation, content: str, on: date, *, actor: Actor, at: datetime) -> Consultation:
    """Disclosed although the third party objected: it is told in writing what and why (Art. 32)."""
    actor.require("inforequests.consult", consultation.case.organ_id)
    case = locked(consultation.case)
    row = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if row.kind != Kind.THIRD_PARTY or row.agrees is not False:
        raise Conflict("只有不同意公开的第三方需要告知公开的内容和理由。", basis=f"{REGULATION}第三十二条")
    if row.told_on is not None:
        raise Conflict(f"已于{row.told_on}告知{row.name}。")
    said = need(content, "content", "公开的内容和理由", f"{REGULATION}第三十二条")
    row.told_on = on
    row.save(update_fields=["told_on"])
    act = Act("third_party_told", on, f"告知{row.name}公开的内容和理由：{said}", {"who": row.name, "content": said}, f"{REGULATION}第三十二条", "告知第三方公开的内容和理由")
    happened(case, act, right="inforequests.consult", actor=actor, at=at)
    return row
