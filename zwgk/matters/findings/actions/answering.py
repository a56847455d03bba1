"""The organ answers; the office may send the answer back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks import queries as running
from zwgk.matters.findings.models import SUBJECT, Answer, Finding, State
from zwgk.matters.findings.queries import clock_of

from .support import Upload, announce, attach, check_far, locked, tell


@transaction.atomic
def answer(finding: Finding, text: str, *, evidence: Iterable[Upload] = (), actor: Actor, at: datetime) -> Answer:
    """Tell what was mended, with proof. Something mended on the spot may be answered before an order."""
    actor.require("findings.answer", finding.organ_id)
    finding = locked(finding, "答复", State.RAISED, State.ORDERED, State.RETURNED)
    if not text.strip():
        raise BadInput("请写明整改情况。", field="text", remedy="写清改了什么、何时改好。")
    given = Answer.objects.create(
        finding=finding, text=text.strip(), answered_at=at, answered_by=actor.name, answered_by_id=actor.person_id
    )
    attach(finding, evidence, given, actor=actor, at=at)
    finding.state = State.ANSWERED
    finding.save(update_fields=["state"])
    for clock in running.open_of(SUBJECT, finding.pk):
        clocks.meet(clock, actor=actor, at=at)
    tell(finding, "findings.answer", f"答复整改情况：{text.strip()[:100]}", actor=actor, at=at)
    return given


@transaction.atomic
def return_answer(finding: Finding, reason: str, *, new_due: date | None = None, actor: Actor, at: datetime) -> Finding:
    """The answer does not do: the time limit runs on, or to a later day."""
    actor.require("findings.return", finding.organ_id)
    finding = locked(finding, "退回", State.ANSWERED)
    if not reason.strip():
        raise BadInput("请写明退回原因。", field="reason", remedy="写清还差什么。")
    if new_due:
        check_far(new_due, timezone.localdate(at), "new_due")
    given = finding.answers.last()
    given.returned_at, given.returned_by, given.return_reason = at, actor.name, reason.strip()
    given.save()
    finding.state = State.RETURNED
    finding.save(update_fields=["state"])
    clock = clock_of(finding)
    if clock is not None:
        clock = clocks.reopen(clock, reason="答复被退回", actor=actor, at=at)
        if new_due and clock.due_on and new_due > clock.due_on:
            clocks.extend(clock, new_due=new_due, approved_by=actor.name, basis=f"退回整改：{reason.strip()[:100]}", actor=actor, at=at)
    tell(finding, "findings.return", f"退回答复：{reason.strip()[:100]}", actor=actor, at=at)
    announce(finding, f"整改答复被退回：{finding.title}", reason.strip(), actor=actor, at=at)
    return finding
