"""What the applicant does on the own page beside the acts of the table: tells of a payment, confirms the answer arrived, judges it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor

from ..models import Case, State
from .course import Act, happened, locked
from .telling import tell_handler

RIGHT = "inforequests.receive"
ANSWERED = (State.ANSWERED, State.SERVED, State.CLOSED, State.ARCHIVED)
MARKS = range(1, 6)


@transaction.atomic
def tell_payment(case: Case, on: date, proof: str, *, actor: Actor, at: datetime) -> Case:
    """The applicant says the fee is paid; the organ looks at the treasury's receipt and records it, which starts the limit anew."""
    case = locked(case)
    if case.state != State.AWAITING_PAYMENT:
        raise Conflict("这份申请现在没有等待缴费。", remedy="请刷新页面查看最新情况。")
    if on > localdate(at):
        raise BadInput("缴费日期不能晚于今天。", field="on")
    act = Act("told_payment", on, f"申请人告知{on}已缴费：{proof.strip()[:200]}", {"proof": proof.strip()[:200]}, told="申请人告知已缴费")
    happened(case, act, right=RIGHT, actor=actor, at=at)
    tell_handler(case, "申请人告知已缴费，请核对后登记", actor=actor, at=at)
    return case


@transaction.atomic
def confirm_answer(case: Case, *, actor: Actor, at: datetime) -> Case:
    """The answer has reached the applicant. Said twice it is told once."""
    case = locked(case)
    if case.state not in ANSWERED:
        raise Conflict("还没有作出答复。")
    if not case.events.filter(kind="receipt_confirmed").exists():
        happened(case, Act("receipt_confirmed", localdate(at), "申请人在网上确认收到答复"), right=RIGHT, actor=actor, at=at)
        tell_handler(case, "申请人确认收到答复", actor=actor, at=at)
    return case


@transaction.atomic
def evaluate(case: Case, mark: int, note: str, *, actor: Actor, at: datetime) -> Case:
    """One to five, once; what was said stands."""
    case = locked(case)
    if case.state not in ANSWERED:
        raise Conflict("答复以后才能评价。")
    if case.evaluation is not None:
        raise Conflict("您已经评价过了。", remedy="对答复不满意的，可以按答复书写明的途径投诉、申请行政复议或者提起诉讼。")
    if mark not in MARKS:
        raise BadInput("请选择一项评价。", field="mark")
    case.evaluation, case.evaluation_note = mark, note.strip()[:500]
    case.save(update_fields=["evaluation", "evaluation_note"])
    happened(case, Act("evaluated", localdate(at), f"申请人评价：{mark}分"), right=RIGHT, actor=actor, at=at)
    return case
