"""Letters that decide: the answer in its parts, what is not processed, what a third party is told, a correction; with remedies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.outcome_model import FactKind

from ..models import SUBJECT, Case, Consultation, Event, Part, Reply
from . import procedural
from .remedy import remedy

Values = dict[str, Any]
GIVES = frozenset({"D02", "D03", "D04"})  # something is supplied with the letter
COURSE = {"clarified": "补正了申请", "extended": "延长了答复期限", "fee_paid": "缴纳了信息处理费"}


def reply(case: Case, event: Event | None, on: date) -> Values:
    """The approved answer, decision by decision."""
    found = current(case)
    if found is None:
        return {}
    parts = list(found.parts.all())
    outcomes = [part.outcome for part in parts]
    supply = f"以{case.get_form_display()}形式，{case.get_delivery_display()}" if GIVES & set(outcomes) else ""
    return {
        "parts": [_said(case, part) for part in parts], "supply": supply, "course": course(case), "body": found.text, "remedy": remedies(case, outcomes, on),
    }  # fmt: skip


def current(case: Case) -> Reply | None:
    """The answer as it stands now."""
    return case.replies.exclude(state=Reply.State.REPLACED).prefetch_related("parts").order_by("-id").first()


def remedies(case: Case, outcomes: list[str], on: date) -> list[str]:
    """Nothing while a name is not entered: then the letter is incomplete and says so."""
    found = remedy(case, outcomes, on)
    return [] if found.missing else list(found.paragraphs)


def course(case: Case) -> str:
    """What has moved the limit, with its days; a third party is not named."""
    said = [f"{_day(row.on)}{'你' if row.kind != 'extended' else '本机关'}{COURSE[row.kind]}" for row in case.events.all() if row.kind in COURSE]
    said += [f"{_day(row.sent_on)}起征求{row.get_kind_display()}意见" for row in case.consultations.all()]
    return f"办理期间，{'，'.join(said)}" if said else ""


def discontinued(case: Case, event: Event | None, on: date) -> Values:
    """D41 or D42, as the act says."""
    lapsed_fee = event.kind == "fee_lapsed" if event else case.outcome == "D42"
    outcome = "D42" if lapsed_fee else "D41"
    facts = {"fee_notice": _fee_notice(case)} if lapsed_fee else {"correction": _correction(case)}
    reason = (event.data if event else {}).get("reason", "")
    return {"parts": [{"outcome": outcome, **facts, "reasons": reason}], "remedy": remedies(case, [outcome], on)}


def third_party_told(case: Case, event: Event | None, on: date) -> Values:
    row = procedural.consultation(case, event) or Consultation()
    if event and event.data.get("who"):
        row = case.consultations.filter(name=event.data["who"]).last() or row
    content = (event.data if event else {}).get("content", "")
    answered = f"{_day(row.answered_on)}你（单位）答复不同意公开" if row.answered_on else ""
    return {
        "addressee": row.name, "you": "你（单位）", "third_party_answer": answered, "disclosed_content": content, "remedy": remedies(case, ["D51"], on),
    }  # fmt: skip


def correction(case: Case, event: Event | None, on: date) -> Values:
    data = event.data if event else {}
    return {
        "verification": data.get("verified", ""), "result": data.get("result", ""), "responsible_organ": data.get("organ", ""),
        "remedy": remedies(case, ["D52"], on),
    }  # fmt: skip


def approval(case: Case, event: Event | None, on: date) -> Values:
    """The internal sheet: what was proposed, on which grounds, who said what."""
    found = current(case)
    law = rulebook.law().outcomes
    parts = list(found.parts.all()) if found else []
    due = next((clock.due_on for clock in clocks.of_subjects(SUBJECT, [case.pk])), None)
    return {
        "addressee": case.organ.label, "due": due.isoformat() if due else "",
        "proposal": [f"{law[part.outcome].label}{f'（{part.covers}）' if part.covers else ''}" for part in parts],
        "grounds": [line for part in parts for line in (part.ground, part.reasons, part.not_taken and f"不采用更公开方案的理由：{part.not_taken}") if line],
        "legal": [f"{row.opinion}（{row.given_by}）" for row in case.opinions.all() if row.given_at],
        "section": [f"{case.section}：拟稿{found.drafted_by}"] if found else [],
        "decided": f"{found.approved_by}，{_day(localdate(found.approved_at))}" if found and found.approved_at else "",
    }  # fmt: skip


def _said(case: Case, part: Part) -> dict[str, str]:
    """The facts that may be printed; what stays in the file does not go out, a third party keeps its name and its words."""
    inner = {fact.id for fact in rulebook.law().outcomes[part.outcome].requires if fact.kind is FactKind.INNER}
    said = {name: text.strip().rstrip("。；") for name, text in _facts(part) if name not in inner}
    if "third_party_answer" in said:
        said["third_party_answer"] = _third_parties(case) or said["third_party_answer"]
    return {"outcome": part.outcome, "covers": part.covers, **said}


def _facts(part: Part) -> Iterator[tuple[str, str]]:
    yield from ((name, str(text)) for name, text in part.facts.items())
    if part.reasons:
        yield "reasons", part.reasons
    if part.withheld:
        yield "withheld_parts", part.withheld


def _third_parties(case: Case) -> str:
    rows = [row for row in case.consultations.all() if row.kind == Consultation.Kind.THIRD_PARTY]
    views = {True: "同意公开", False: "不同意公开", None: "没有表明是否同意公开"}
    return "；".join(f"第三方{views[row.agrees]}" if row.answered_on else "第三方逾期未提出意见，由本机关决定" for row in rows)


def _correction(case: Case) -> str:
    asked = case.events.filter(kind="clarification_requested").last()
    return f"本机关于{_day(asked.on)}告知补正，补正期限至{_day(date.fromisoformat(asked.data['limit_on']))}" if asked else ""


def _fee_notice(case: Case) -> str:
    row = case.fees.order_by("-id").first()
    if row is None:
        return ""
    until = f"，缴费期限至{_day(row.due_on)}" if row.due_on else ""
    return f"本机关于{_day(row.notified_on)}发出收费通知，应缴信息处理费{row.amount.normalize():f}元{until}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
