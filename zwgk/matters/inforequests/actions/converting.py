"""Art. 44: what several people ask for, or an applicant suggests, is looked at and becomes a draft record, or not with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs.models import Organ
from zwgk.matters.records import actions as records

from ..models import Case, Conversion
from .applying import APPLICANT
from .course import need
from .telling import tell_handler

RIGHT = "inforequests.convert"
SUBJECT = "inforequests.conversion"
BASIS = "《中华人民共和国政府信息公开条例》第四十四条"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What should be public, who says so."""

    organ: Organ
    text: str
    by: str  # 申请人建议, 多人申请, the name of an officer; never the name of an applicant
    case: Case | None = None


@transaction.atomic
def suggest_conversion(wanted: Suggestion, *, actor: Actor, at: datetime) -> Conversion:
    """Into the queue; the same matter stands there once."""
    actor.require(RIGHT, wanted.organ.pk)
    text = need(wanted.text, "text", "建议主动公开的内容", BASIS)[:300]
    waiting = Conversion.objects.filter(organ=wanted.organ, text=text, state=Conversion.State.PROPOSED).first()
    if waiting is not None:
        raise Conflict(f"“{text}”已经在转主动公开的清单里。", remedy="请在清单里办理。")
    made = Conversion.objects.create(organ=wanted.organ, case=wanted.case, text=text, suggested_by=wanted.by[:80], suggested_on=localdate(at))
    _tell(made, f"建议主动公开：{text}", actor, at)
    return made


@transaction.atomic
def suggest_by_applicant(case: Case, text: str, why: str, *, at: datetime) -> Conversion:
    """Art. 44(2): the applicant suggests it, once per case; the answer stands on the applicant's page. Whoever handles the case hears of it."""
    if case.conversions.exists():
        raise Conflict("这份申请已经提过建议。", remedy="研究结果显示在本页。")
    said = f"{need(text, 'text', '建议主动公开的内容', BASIS)}（理由：{need(why, 'why', '理由', BASIS)}）"
    made = suggest_conversion(Suggestion(case.organ, said[:300], "申请人建议", case), actor=APPLICANT, at=at)
    tell_handler(case, "申请人建议主动公开", made.text, key=f"inforequests:conversion:{made.pk}", actor=APPLICANT, at=at)
    return made


@transaction.atomic
def take_conversion(conversion: Conversion, title: str, body: str, *, actor: Actor, at: datetime) -> Conversion:
    """It belongs to what is published: a draft record, which goes the way of every record through its review."""
    conversion = _waiting(conversion, actor)
    title = need(title, "title", "信息的名称")
    record = records.draft(records.NewRecord(organ=conversion.organ, title=title, body=body), actor=actor, at=at)
    conversion.state, conversion.record = Conversion.State.TAKEN, record
    _decide(conversion, f"转为主动公开，已起草《{title}》", actor, at)
    return conversion


@transaction.atomic
def refuse_conversion(conversion: Conversion, reason: str, *, actor: Actor, at: datetime) -> Conversion:
    """It stays with single answers; the reason is kept."""
    conversion = _waiting(conversion, actor)
    conversion.state, conversion.reason = Conversion.State.REFUSED, need(reason, "reason", "不转为主动公开的理由", BASIS)[:500]
    _decide(conversion, f"不转为主动公开：{conversion.reason}", actor, at)
    return conversion


def _waiting(conversion: Conversion, actor: Actor) -> Conversion:
    actor.require(RIGHT, conversion.organ_id)
    found = Conversion.objects.select_for_update(of=("self",)).select_related("organ", "case").get(pk=conversion.pk)
    if found.state != Conversion.State.PROPOSED:
        raise Conflict(f"这一项已经{found.get_state_display()}。", remedy="请刷新页面查看最新情况。")
    return found


def _decide(conversion: Conversion, said: str, actor: Actor, at: datetime) -> None:
    conversion.decided_at, conversion.decided_by = at, actor.name
    conversion.save()
    _tell(conversion, said, actor, at)


def _tell(conversion: Conversion, said: str, actor: Actor, at: datetime) -> None:
    subject = Subject(SUBJECT, conversion.pk, conversion.text[:200], conversion.url)
    told = journal.Told(RIGHT, said[:480], basis=BASIS, organ_id=conversion.organ_id, organ_name=conversion.organ.label)
    journal.record(subject, told, actor=actor, at=at)
