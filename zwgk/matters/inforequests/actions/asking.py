"""The applicant is asked: to correct (Art. 30), to give reasons (Art. 35)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor

from ..models import Case
from .course import Act, begin, finish, need
from .ending import end_as
from .telling import tell_applicant, tell_handler

REGULATION = "《中华人民共和国政府信息公开条例》"


@dataclass(frozen=True, slots=True)
class Clarification:
    """What has to be corrected, all of it at once, and by when."""

    points: str
    limit_on: date
    on: date


@transaction.atomic
def clarify(case: Case, asked: Clarification, *, actor: Actor, at: datetime) -> Case:
    """告知补正: within 7 working days, once, completely; the answer clock begins anew with the correction."""
    case = begin(case, "clarify", asked.on, actor=actor, at=at)
    points = need(asked.points, "points", "需要补正的全部事项", f"{REGULATION}第三十条")
    if asked.limit_on <= asked.on:
        raise BadInput("补正期限应当晚于告知的日期。", field="limit_on", basis=f"{REGULATION}第三十条", remedy="给申请人留出合理的时间。")
    act = Act("clarify", asked.on, f"告知补正，期限到{asked.limit_on}：{points}", {"limit_on": asked.limit_on.isoformat(), "points": points},
              told=f"告知补正，期限到{asked.limit_on}")  # fmt: skip
    done = finish(case, act, actor=actor, at=at)
    tell_applicant(case, done, f"请在{asked.limit_on}以前补正，收到补正之日起重新计算答复期限。", at=at)
    return case


@transaction.atomic
def supply_correction(case: Case, text: str, on: date, *, actor: Actor, at: datetime) -> Case:
    """The correction is here: the whole limit runs anew from the next day."""
    case = begin(case, "supply_correction", on, actor=actor, at=at)
    text = need(text, "text", "补正的内容")
    finish(case, Act("supply_correction", on, f"收到补正：{text}", {"text": text}, told="收到补正"), actor=actor, at=at)
    tell_handler(case, "收到补正，答复期限重新计算", actor=actor, at=at)
    return case


@transaction.atomic
def lapse_correction(case: Case, reason: str, on: date, *, actor: Actor, at: datetime) -> Case:
    """No correction without good reason: established by the organ after the limit, never by itself."""
    case = begin(case, "lapse_correction", on, actor=actor, at=at)
    said = need(reason, "reason", "认定的理由", f"{REGULATION}第三十条")
    end_as(case, "D41", on)
    done = finish(case, Act("lapse_correction", on, f"逾期不补正，不再处理：{said}", {"reason": said}), actor=actor, at=at)
    tell_applicant(case, done, "补正期限届满，未收到补正，不再处理。", at=at)
    return case


@transaction.atomic
def ask_reasons(case: Case, counted: str, limit_on: date, on: date, *, actor: Actor, at: datetime) -> Case:
    """Number and frequency are clearly beyond reason: counted facts, never a label on a person."""
    case = begin(case, "ask_reasons", on, actor=actor, at=at)
    counted = need(counted, "counted", "申请数量、频次的统计", f"{REGULATION}第三十五条")
    if not any(sign.isdigit() for sign in counted):
        raise BadInput("请写明统计的数字和时间。", field="counted", basis=f"{REGULATION}第三十五条", remedy="例如：2026年1月至10月共提出62件，内容为……。")
    if limit_on <= on:
        raise BadInput("说明理由的期限应当晚于告知的日期。", field="limit_on")
    act = Act("ask_reasons", on, f"要求说明理由，期限到{limit_on}：{counted}", {"reasons_by": limit_on.isoformat(), "counted": counted},
              told=f"要求说明理由，期限到{limit_on}")  # fmt: skip
    done = finish(case, act, actor=actor, at=at)
    tell_applicant(case, done, f"请在{limit_on}以前说明申请的理由。答复期限照常计算。", at=at)
    return case


@transaction.atomic
def give_reasons(case: Case, text: str, on: date, *, actor: Actor, at: datetime) -> Case:
    """The applicant has said why."""
    case = begin(case, "give_reasons", on, actor=actor, at=at)
    text = need(text, "text", "申请人说明的理由")
    finish(case, Act("give_reasons", on, f"收到说明的理由：{text}", {"text": text}, told="收到说明的理由"), actor=actor, at=at)
    tell_handler(case, "收到申请人说明的理由", actor=actor, at=at)
    return case


@transaction.atomic
def delay(case: Case, limit_on: date, reason: str, *, actor: Actor, at: datetime) -> Case:
    """The reasons are reasonable, the time is too short: the organ sets a reasonable later day and says so."""
    on = localdate(at)
    case = begin(case, "delay", on, actor=actor, at=at)
    reason = need(reason, "reason", "为什么不能在答复期限内答复", f"{REGULATION}第三十五条")
    act = Act("delay", on, f"确定延迟到{limit_on}答复：{reason}", {"limit_on": limit_on.isoformat(), "approved_by": actor.name, "reason": reason},
              told=f"确定延迟到{limit_on}答复")  # fmt: skip
    done = finish(case, act, actor=actor, at=at)
    tell_applicant(case, done, f"申请数量较多，将在{limit_on}以前答复。", at=at)
    return case
