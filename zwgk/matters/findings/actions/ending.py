"""A problem ends: closed after checking, or withdrawn."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks import queries as running
from zwgk.matters.findings.models import SUBJECT, Finding, State

from .support import announce, locked, tell


@transaction.atomic
def close(finding: Finding, note: str, *, actor: Actor, at: datetime) -> Finding:
    """Somebody other than the one who answered has checked it (销号)."""
    actor.require("findings.close", finding.organ_id)
    finding = locked(finding, "销号", State.ANSWERED)
    if not note.strip():
        raise BadInput("请写明核验意见。", field="note", remedy="写清怎样核验、结果如何。")
    given = finding.answers.last()
    if actor.person_id is not None and given.answered_by_id == actor.person_id:
        raise Conflict("答复人不能为自己销号。", remedy="请由另一名工作人员核验。")
    _end(finding, State.CLOSED, note, actor, at)
    tell(finding, "findings.close", f"核验销号：{note.strip()[:100]}", actor=actor, at=at)
    announce(finding, f"问题已销号：{finding.title}", note.strip(), actor=actor, at=at)
    return finding


@transaction.atomic
def withdraw(finding: Finding, reason: str, *, actor: Actor, at: datetime) -> Finding:
    """It was no problem after all, or was entered twice."""
    actor.require("findings.withdraw", finding.organ_id)
    finding = locked(finding, "撤销", State.RAISED, State.ORDERED, State.ANSWERED, State.RETURNED)
    if not reason.strip():
        raise BadInput("请写明撤销原因。", field="reason")
    was_ordered = finding.state != State.RAISED
    _end(finding, State.WITHDRAWN, reason, actor, at)
    for clock in running.open_of(SUBJECT, finding.pk):
        clocks.void(clock, reason="问题撤销", actor=actor, at=at)
    tell(finding, "findings.withdraw", f"撤销问题：{reason.strip()[:100]}", actor=actor, at=at)
    if was_ordered:
        announce(finding, f"问题已撤销：{finding.title}", reason.strip(), actor=actor, at=at)
    return finding


def _end(finding: Finding, state: State, note: str, actor: Actor, at: datetime) -> None:
    finding.state, finding.closed_at, finding.closed_by, finding.closing_note = state, at, actor.name, note.strip()
    finding.save(update_fields=["state", "closed_at", "closed_by", "closing_note"])
