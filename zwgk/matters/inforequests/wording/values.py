"""The elements of a letter that the case itself knows. What stays empty and is obligatory, the letter asks for before it goes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ..models import ApplicantKind, Case, Details, Event
from . import deciding, procedural

Values = dict[str, Any]
# Kind of letter → what it takes from the act it belongs to.
FROM_EVENT: Mapping[str, Callable[[Case, Event | None, date], Values]] = {
    "foi-receipt": procedural.receipt, "foi-split": procedural.split, "foi-clarification": procedural.clarification, "foi-reasons": procedural.reasons,
    "foi-delay": procedural.delay, "foi-third-party": procedural.third_party, "foi-co-maker": procedural.co_maker, "foi-other-organ": procedural.other_organ,
    "foi-consulting": procedural.consulting, "foi-extension": procedural.extension, "foi-fee": procedural.fee,
    "foi-third-party-disclosure": deciding.third_party_told, "foi-discontinued": deciding.discontinued, "foi-correction": deciding.correction,
    "foi-reply": deciding.reply, "foi-refusal": deciding.reply, "foi-forwarding": procedural.forwarding, "foi-approval": deciding.approval,
}  # fmt: skip


def values(case: Case, kind: str, event: Event | None, on: date) -> Values:
    """Elements by name, as of the day on which the letter is written."""
    found = _common(case) | FROM_EVENT[kind](case, event, on)
    return {name: value for name, value in found.items() if value not in ("", None, [])}


def _common(case: Case) -> Values:
    asked = [case.title, *(line for line in case.description.splitlines() if line.strip() and line.strip() != case.title.strip())]
    return {
        "addressee": case.applicant, "case_number": case.number, "you": you(case), "received": case.received_on.isoformat() if case.received_on else "",
        "request": asked, "contact": contact(case),
    }  # fmt: skip


def you(case: Case) -> str:
    """A person is “你”, an organisation “你单位”."""
    return "你" if case.applicant_kind == ApplicantKind.NATURAL else "你单位"


def contact(case: Case) -> str:
    """Where the applicant can ask: what the organ has entered, else its own address and telephone."""
    own = Details.objects.filter(organ_id=case.organ_id).first()
    if own and own.contact:
        return own.contact
    said = [case.section, case.organ.address, case.organ.phone]
    return "，".join(each for each in said if each)
