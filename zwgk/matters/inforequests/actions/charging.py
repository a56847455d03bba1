"""The processing fee (国办函〔2020〕109号): told inside the answer period, paid in 20 working days, or lapsed; one method per request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from zwgk.domain.errors import BadInput
from zwgk.domain.fees import by_item, by_page
from zwgk.domain.rights import Actor
from zwgk.foundation.rulebook import queries as rulebook

from .. import queries
from ..models import Case, Fee
from .course import Act, begin, finish, need
from .ending import end_as
from .telling import tell_applicant, tell_handler

MEASURES = "《政府信息公开信息处理费管理办法》"


@dataclass(frozen=True, slots=True)
class Charge:
    """How the fee is reckoned; the amount is the tariff's, never typed."""

    method: str  # Fee.Method
    reason: str  # why number or frequency is clearly beyond reason: counted
    on: date
    pages: int = 0


@transaction.atomic
def notify_fee(case: Case, charge: Charge, *, actor: Actor, at: datetime) -> Fee:
    """Tell the applicant the amount, its reckoning, how and until when to pay."""
    case = begin(case, "notify_fee", charge.on, actor=actor, at=at)
    reason = need(charge.reason, "reason", "申请数量、频次明显超过合理范围的统计", "《中华人民共和国政府信息公开条例》第四十二条")
    law = rulebook.law()
    if charge.method == Fee.Method.PAGE:
        quote = by_page(law, charge.pages, on=charge.on)
    else:
        quote = by_item(law, 1, on=charge.on, before=queries.requests_before(case))
    if not quote.amount:
        raise BadInput("按收费标准计算不收费，不需要发出收费通知。", field="method", basis=quote.reference)
    fee = Fee.objects.create(
        case=case, organ=case.organ, method=charge.method, quantity=quote.quantity, amount=quote.amount, lines=list(quote.explain()), reason=reason[:300],
        notified_on=charge.on,
    )  # fmt: skip
    done = finish(case, Act("notify_fee", charge.on, f"收费通知：{quote.title}，{quote.amount}元", {"fee": fee.pk}), actor=actor, at=at)
    found = queries.standing(case, charge.on)
    fee.due_on = found.waits_until if found else None
    fee.save(update_fields=["due_on"])
    tell_applicant(case, done, f"需缴纳信息处理费{quote.amount}元，请在{fee.due_on}以前缴费，缴费后重新计算答复期限。", at=at)
    return fee


@transaction.atomic
def pay_fee(case: Case, on: date, receipt: str, *, actor: Actor, at: datetime) -> Fee:
    """Paid: twenty working days from the next day."""
    case = begin(case, "pay_fee", on, actor=actor, at=at)
    receipt = need(receipt, "receipt", "缴费凭证", f"{MEASURES}第七条")
    fee = case.fees.latest("id")
    fee.paid_on = on
    fee.save(update_fields=["paid_on"])
    finish(case, Act("pay_fee", on, f"申请人缴费{fee.amount}元，凭证{receipt}", {"receipt": receipt}, told="申请人缴费"), actor=actor, at=at)
    tell_handler(case, "已缴费，答复期限重新计算", actor=actor, at=at)
    return fee


@transaction.atomic
def lapse_fee(case: Case, on: date, *, actor: Actor, at: datetime) -> Case:
    """Not paid in time: established by the organ, after the last day."""
    case = begin(case, "lapse_fee", on, actor=actor, at=at)
    case.fees.filter(pk=case.fees.latest("id").pk).update(lapsed_on=on)
    end_as(case, "D42", on)
    done = finish(case, Act("lapse_fee", on, "逾期不缴费，不再处理"), actor=actor, at=at)
    tell_applicant(case, done, "缴费期限届满，未收到缴费，不再处理。", at=at)
    return case
