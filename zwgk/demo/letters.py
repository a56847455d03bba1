"""Supervision of the late units: reminders, urgings, orders to leaders with their receipts, one voided, a circular as a draft."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from zwgk.domain.rights import Actor
from zwgk.matters.ledger import actions as ledger
from zwgk.matters.ledger import queries
from zwgk.matters.ledger.actions.escalate import Wanted
from zwgk.matters.letters import actions as letters
from zwgk.matters.letters.actions import Approval, Received
from zwgk.matters.letters.models import Letter

from .reading import Cast, moment

APPROVER = "方知远"
STEPS = (("2026-11-10 10:00", "remind", 6), ("2026-11-16 09:30", "urge", 5), ("2026-11-20 15:00", "supervise", 2))
EXCUSES = (
    "承办科室人员调整，新人员已到岗，正在补充材料，月底前完成。",
    "第三方公司的系统升级尚未完成，目录页面暂时不能更新，已催促其12月5日前完成。",
    "基础数据需要三个乡镇核对，已收齐两个，其余一个本周内报来。",
)


def make_letters(cast: Cast) -> int:
    """Three steps of the ladder, receipts, explanations, a circular that waits; returns how many letters."""
    made: list[Letter] = []
    for when, step, count in STEPS:
        made += _take(cast, moment(when), step, count)
    _receipts(cast, made)
    if made:
        letters.void(made[2], "任务已在发文当日办结，撤回本函。", actor=_office(cast), at=moment("2026-11-10 16:40"))
    _explain(cast, moment("2026-11-18 11:00"))
    return len(made) + _circular(cast, moment("2026-11-23 08:50"))


def _office(cast: Cast) -> Actor:
    return cast.actor("luqinghe")


def _take(cast: Cast, at: datetime, step: str, count: int) -> list[Letter]:
    units = [each.organ.pk for each in queries.proposals(at) if each.next and each.next.id == step][:count]
    if not units:
        return []
    approval = Approval(APPROVER, at.date()) if step == "supervise" else None
    wanted = Wanted(step, units, cast.organs["zhengfuban"], (at + timedelta(days=7)).date(), more={"contact": "县政府办公室政务公开股　0999-6000110"}, approval=approval)
    made = ledger.escalate(wanted, actor=_office(cast), at=at)
    while letters.render_waiting(at=at):
        pass
    return [Letter.objects.get(pk=letter.pk) for letter in made]


def _receipts(cast: Cast, made: list[Letter]) -> None:
    """Most units have signed."""
    for number, letter in enumerate(made):
        if number % 3 and letter.dated:
            day: date = letter.dated + timedelta(days=1)
            at = moment(day)
            letters.register_receipt(letter, Received(day, "收发室"), actor=cast.actor("xiajing"), at=at)


def _explain(cast: Cast, at: datetime) -> None:
    for late, text in zip(queries.late_items(at), EXCUSES, strict=False):
        ledger.excuse(late.line.item, text, actor=cast.actor("xiajing"), at=at)


def _circular(cast: Cast, at: datetime) -> int:
    units = [each.organ.pk for each in queries.proposals(at)][:6]
    if not units:
        return 0
    wanted = Wanted("circular", units, cast.organs["zhengfuban"], (at + timedelta(days=10)).date(), more={"signer": APPROVER})
    return len(ledger.escalate(wanted, actor=_office(cast), at=at))
