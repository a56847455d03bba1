"""Letters on the way: receipt, correction, reasons, consultations, extension, delay, fee. Art. 30 to 35; without remedies (T01)."""

from __future__ import annotations

from datetime import date
from typing import Any

from zwgk.foundation.clocks import queries as clocks

from .. import queries
from ..models import SUBJECT, Case, Consultation, Details, Event, Fee

Values = dict[str, Any]


def receipt(case: Case, event: Event | None, on: date) -> Values:
    due = clocks.open_of(SUBJECT, case.pk)
    day = next((clock.due_on for clock in due), None)
    received = case.events.filter(kind="received").first()
    return {
        "channel": case.get_channel_display(), "basis": (received.sentence.rstrip("。") if received else ""), "due": day.isoformat() if day else "",
        "moves": [
            "需要补正的，自收到补正之日起重新计算；", "需要延长的，最多延长20个工作日，另行告知；",
            "征求第三方、共同制作机关和其他机关意见的时间不计算在内；", "需要缴纳信息处理费的，自缴费次日起重新计算。",
        ],
        "code": case.code,
    }  # fmt: skip


def split(case: Case, event: Event | None, on: date) -> Values:
    return {"items": [f"{part.number}：{part.title}" for part in case.parts.all()]}


def forwarding(case: Case, event: Event | None, on: date) -> Values:
    return {"addressee": case.organ.name, "materials": [paper.title for paper in case.papers.all()]}


def clarification(case: Case, event: Event | None, on: date) -> Values:
    data = event.data if event else {}
    return {
        "points": data.get("points", ""), "due": data.get("limit_on", ""),
        "how": f"书面提交至{case.organ.address or case.organ.name}，或者凭受理编号和查询码在网上提交",
        "effect": "无正当理由逾期不补正的，视为放弃申请，本机关不再处理该申请",
    }  # fmt: skip


def reasons(case: Case, event: Event | None, on: date) -> Values:
    data = event.data if event else {}
    return {"request_count": data.get("counted", ""), "due": data.get("reasons_by", ""), "effect": "本机关认为理由不合理的，将告知不予处理；理由合理的，依法办理"}


def delay(case: Case, event: Event | None, on: date) -> Values:
    data = event.data if event else {}
    given = case.events.filter(kind="give_reasons").last()
    return {"due": data.get("limit_on", ""), "reasons": data.get("reason", ""), "applicant_reasons": given.data.get("text", "") if given else ""}


def third_party(case: Case, event: Event | None, on: date) -> Values:
    row = consultation(case, event)
    return _asked(row) | {"you": "你（单位）", "effect": "逾期未提出意见的，由本机关依照《中华人民共和国政府信息公开条例》的规定决定是否公开", "how": f"书面意见请送{case.organ.address or case.organ.name}"}


def co_maker(case: Case, event: Event | None, on: date) -> Values:
    return _asked(consultation(case, event)) | {"effect": "逾期未提出意见的，视为同意公开"}


def other_organ(case: Case, event: Event | None, on: date) -> Values:
    return _asked(consultation(case, event))


def _asked(row: Consultation | None) -> Values:
    if row is None:
        return {}
    limit = _limit(row)
    return {"addressee": row.name, "about": row.about, "due": limit.isoformat() if limit else ""}


def _limit(row: Consultation) -> date | None:
    """The last day of who is asked; the act writes it into the row only after its letter is drafted."""
    if row.limit_on:
        return row.limit_on
    found = queries.standing(row.case, row.sent_on)
    return next((limit for said, limit in found.open_until if said.endswith(f"（{row.name}）")), None) if found else None


def consultation(case: Case, event: Event | None) -> Consultation | None:
    """The consultation that the act is about; the latest when none is named."""
    rows = case.consultations.order_by("-id")
    named = (event.data if event else {}).get("consultation")
    return rows.filter(pk=named).first() if named else rows.first()


def consulting(case: Case, event: Event | None, on: date) -> Values:
    row = consultation(case, event)
    if row is None:
        return {}
    whom = "第三方" if row.kind == Consultation.Kind.THIRD_PARTY else row.name
    last = _limit(row)
    limit = f"，最迟到{_said(last)}" if last else ""
    return {"whom": whom, "since": row.sent_on.isoformat(), "effect": f"答复期限自{_said(row.sent_on)}的次日起停止计算，到收到意见之日为止{limit}；之后继续计算"}


def extension(case: Case, event: Event | None, on: date) -> Values:
    data = event.data if event else {}
    day = next((clock.due_on for clock in clocks.open_of(SUBJECT, case.pk)), None)
    return {"reasons": data.get("reason", ""), "days": str(data.get("days", "")), "due": day.isoformat() if day else ""}


def fee(case: Case, event: Event | None, on: date) -> Values:
    row: Fee | None = case.fees.order_by("-id").first()
    own = Details.objects.filter(organ_id=case.organ_id).first()
    if row is None:
        return {}
    due = row.due_on
    if due is None and (found := queries.standing(case, row.notified_on)):
        due = found.waits_until
    unit = "件" if row.method == Fee.Method.ITEM else "页"
    return {
        "method": row.get_method_display(), "quantity": f"{row.quantity}{unit}", "lines": list(row.lines), "amount": f"{row.amount.normalize():f}",
        "due": due.isoformat() if due else "", "pay": own.pay if own else "",
        "effect": "逾期未缴纳的，视为放弃申请，本机关不再处理该申请",
    }  # fmt: skip


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
