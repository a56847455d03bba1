"""How a case ends: withdrawn, closed, archived; and how a remanded one begins anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.gate.queries import new_code
from zwgk.foundation.rulebook import queries as rulebook

from .. import queries
from ..models import Case, State
from .course import Act, begin, finish, happened, need, restate
from .numbering import next_number
from .telling import tell_applicant, tell_handler

# What a remanded case takes over: who asks and for what; never how it was answered.
KEPT = (
    "organ", "channel", "applicant_kind", "applicant", "representative", "organisation_code", "identity_kind", "identity_sealed", "identity_file", "phone",
    "email", "address", "postcode", "contact_ok", "applicant_key", "title", "description", "hint_number", "form", "delivery", "assistance", "tags",
    "section", "handler",
)  # fmt: skip


def end_as(case: Case, outcome: str, on: date) -> None:
    """Outcome, day and rows of the annual report; the verb saves."""
    found = rulebook.law().outcomes[outcome]
    case.finished_on, case.outcome = on, outcome
    case.report_row, case.report_row_2019 = found.row, found.row_2019


@transaction.atomic
def withdraw(case: Case, said: str, on: date, *, actor: Actor, at: datetime) -> Case:
    """The applicant takes it back; its words or its paper are kept."""
    case = begin(case, "withdraw", on, actor=actor, at=at)
    said = need(said, "said", "申请人怎样表示撤回")
    unconfirmed = case.received_on is None
    end_as(case, "D43", on)
    act = Act("withdraw", on, f"申请人撤回：{said}", {"said": said}, told="申请人撤回申请")
    if unconfirmed:  # never received in the sense of Art. 31: no clock runs, and it is not counted
        case.state = State.WITHDRAWN
        case.save()
        done = happened(case, act, right="inforequests.withdraw", actor=actor, at=at)
    else:
        done = finish(case, act, actor=actor, at=at)
    tell_applicant(case, done, "已按您的意思撤回。", at=at)
    return case


@transaction.atomic
def close(case: Case, *, actor: Actor, at: datetime) -> Case:
    """Done, once the file is complete: a paper that lacks is named here, not in court."""
    case = begin(case, "close", localdate(at), actor=actor, at=at, papers_missing=queries.papers_missing(case))
    case.closed_at = at
    finish(case, Act("close", localdate(at), "办结"), actor=actor, at=at)
    return case


@transaction.atomic
def archive(case: Case, number: str, *, actor: Actor, at: datetime) -> Case:
    """The file goes to the archive of the organ under its number."""
    case = begin(case, "archive", localdate(at), actor=actor, at=at)
    case.archive_number, case.archived_at = need(number, "number", "档号"), at
    finish(case, Act("archive", localdate(at), f"归档，档号{case.archive_number}"), actor=actor, at=at)
    return case


@dataclass(frozen=True, slots=True)
class Remand:
    """A decision or judgment that orders to act again."""

    body: str  # who decided
    number: str
    on: date  # the day it was received: the new limit runs from the day after


@transaction.atomic
def reopen(case: Case, remand: Remand, *, actor: Actor, at: datetime) -> Case:
    """A new case with its own limit and its own cell of the report; the old result stays as it was reported."""
    old = begin(case, "reopen", remand.on, actor=actor, at=at)
    if old.finished_on and remand.on < old.finished_on:
        raise BadInput(f"收到日期不能早于原来的办结日期{old.finished_on}。", field="on")
    body, number = need(remand.body, "body", "作出决定的机关"), need(remand.number, "number", "文书的字号")
    kept = {name: getattr(old, name) for name in KEPT}
    new = Case(number=next_number(old.organ_id, remand.on.year), code=new_code(), submitted_at=at, reopened_from=old, counted=True, **kept)
    new.received_on, new.registered_at, new.state = remand.on, at, State.IN_HAND
    new.save(force_insert=True)
    said = f"{body}{number}责令重新处理"
    happened(old, Act("reopen", remand.on, f"{said}，新编号{new.number}"), right="inforequests.appeal", actor=actor, at=at)
    happened(new, Act("received", remand.on, f"{said}（原编号{old.number}），自次日起重新计算答复期限"), right="inforequests.appeal", actor=actor, at=at)
    restate(new, actor=actor, at=at)
    tell_handler(new, "责令重新处理，已开始计时", actor=actor, at=at)
    return new
