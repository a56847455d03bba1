"""What an answer may say: the decisions that may be offered, and what the case itself already knows about them."""

from __future__ import annotations

from datetime import date

from zwgk.domain.outcomes import decisions
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.outcome_model import FactKind, Outcome

from ..models import Case, Consultation, Reply

ELSEWHERE = frozenset({"D41", "D42"})  # these lapse by a verb of their own


def outcomes(on: date) -> list[Outcome]:
    """The decisions that a draft may take, the most open ones first."""
    return [each for each in decisions(rulebook.law(), on) if each.id not in ELSEWHERE]


def known_facts(case: Case, outcome: Outcome, on: date) -> dict[str, str]:
    """Facts that need not be typed: the search log, what those consulted have said, the correction."""
    return {fact.id: text for fact in outcome.requires if (text := _known(case, fact.id, fact.kind, on))}


def current_reply(case: Case) -> Reply | None:
    """The answer as it stands now."""
    return case.replies.exclude(state=Reply.State.REPLACED).prefetch_related("parts").order_by("-id").first()


def _known(case: Case, name: str, kind: FactKind, on: date) -> str:
    if kind is FactKind.SEARCH:
        return "；".join(f"{row.on}，{row.by}在{row.place}以{row.method}检索“{row.terms}”，{row.found}" for row in case.searches.all())
    if kind is FactKind.CONSULTATION:
        return "；".join(_said(row) for row in case.consultations.all() if row.kind == Consultation.Kind.THIRD_PARTY and _over(row, on))
    events = {row.kind: row for row in case.events.all()}
    match name:
        case "correction" if "clarification_requested" in events:
            asked, came = events["clarification_requested"], events.get("clarified")
            return f"{asked.on}告知补正，期限到{asked.data.get('limit_on')}；" + (f"{came.on}收到补正" if came else "没有收到补正")
        case "request_count" if "ask_reasons" in events:
            return str(events["ask_reasons"].data.get("counted", ""))
        case "applicant_reasons" if "give_reasons" in events:
            return str(events["give_reasons"].data.get("text", ""))
    return ""


def _over(row: Consultation, on: date) -> bool:
    """Heard, or silent beyond its limit."""
    return row.answered_on is not None or (row.limit_on is not None and row.limit_on < on)


def _said(row: Consultation) -> str:
    if row.answered_on is None:
        return f"{row.sent_on}征求{row.name}意见，到{row.limit_on}没有答复，由本机关决定"
    view = {True: "同意公开", False: "不同意公开", None: "没有表明是否同意"}[row.agrees]
    return f"{row.sent_on}征求{row.name}意见，{row.answered_on}答复{view}：{row.answer}"
