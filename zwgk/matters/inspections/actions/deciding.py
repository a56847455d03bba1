"""A person says that it is no problem; the reason stays, and it is not asked again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.matters.findings import actions as findings
from zwgk.matters.inspections.models import SUBJECT, Problem


@transaction.atomic
def dismiss(problem: Problem, reason: str, *, actor: Actor, at: datetime) -> Problem:
    """误报: its task is withdrawn; the next nights leave it alone."""
    actor.require("inspections.dismiss", problem.organ_id)
    row = Problem.objects.select_for_update(of=("self",)).select_related("finding", "organ").get(pk=problem.pk)
    if row.state != Problem.State.OPEN:
        raise Conflict(f"这个问题{row.get_state_display()}。", remedy="请刷新页面查看最新情况。")
    if len(reason.strip()) < 4:
        raise BadInput("请写明为什么不是问题。", field="reason", remedy="例如：这份文件两个栏目都应当有。")
    row.state, row.ended_at, row.dismissed_by, row.reason = Problem.State.DISMISSED, at, actor.name, reason.strip()[:300]
    row.save(update_fields=["state", "ended_at", "dismissed_by", "reason"])
    if row.finding is not None and row.finding.is_open:
        findings.withdraw(row.finding, f"认定不是问题：{row.reason}", actor=actor, at=at)
    _tell(row, "inspections.dismiss", f"认定不是问题：{row.what[:80]}（{row.reason}）", actor, at)
    return row


@transaction.atomic
def ask_again(problem: Problem, *, actor: Actor, at: datetime) -> Problem:
    """It was one after all: open again, with a task of its own tonight."""
    actor.require("inspections.dismiss", problem.organ_id)
    row = Problem.objects.select_for_update(of=("self",)).select_related("organ").get(pk=problem.pk)
    if row.state != Problem.State.DISMISSED:
        raise Conflict("只有认定为“不是问题”的才能恢复。")
    row.state, row.ended_at, row.dismissed_by, row.reason, row.finding = Problem.State.OPEN, None, "", "", None
    row.save(update_fields=["state", "ended_at", "dismissed_by", "reason", "finding"])
    _tell(row, "inspections.dismiss", f"恢复为问题：{row.what[:80]}", actor, at)
    return row


def _tell(row: Problem, verb: str, said: str, actor: Actor, at: datetime) -> None:
    told = Told(verb, said, organ_id=row.organ_id, organ_name=row.organ.label)
    journal.record(Subject(SUBJECT, row.pk, row.what[:120], row.url), told, actor=actor, at=at)
