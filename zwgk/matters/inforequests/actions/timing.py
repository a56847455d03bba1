"""More time: at most 20 working days, once, with the consent of the head of the 工作机构 before the first limit ends (Art. 33(2))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor

from ..models import Case
from .course import Act, begin, finish, need
from .telling import tell_applicant

BASIS = "《中华人民共和国政府信息公开条例》第三十三条第二款"


@dataclass(frozen=True, slots=True)
class Extension:
    """How much longer, why, and who consented when."""

    days: int
    reason: str
    approved_by: str
    on: date  # the day of the consent


@transaction.atomic
def extend(case: Case, wanted: Extension, *, actor: Actor, at: datetime) -> Case:
    """Longer, with the consent on record; the applicant is told."""
    case = begin(case, "extend", wanted.on, actor=actor, at=at)
    if wanted.days < 1:
        raise BadInput("请填写延长几个工作日。", field="days", basis=BASIS)
    reason = need(wanted.reason, "reason", "告知申请人的理由", BASIS)
    consent = need(wanted.approved_by, "approved_by", "同意延长的工作机构负责人", BASIS)
    act = Act("extend", wanted.on, f"经{consent}同意，延长{wanted.days}个工作日：{reason}", {"days": wanted.days, "approved_by": consent, "reason": reason})
    done = finish(case, act, actor=actor, at=at)
    tell_applicant(case, done, f"答复期限延长{wanted.days}个工作日。", at=at)
    return case
