"""Inspection rounds 督导检查: what a round finds becomes findings (problem, order, proof, closure)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Organ
from zwgk.matters.findings import actions as findings
from zwgk.matters.findings.models import Finding

from ..models import Plan, Round
from ..subjects import of_plan, of_round


@dataclass(frozen=True, slots=True)
class Problem:
    """What was found at one unit, and what is ordered."""

    organ: Organ
    text: str
    order: str
    due_on: date
    task_path: str = ""  # the clause it concerns


def open_round(plan: Plan, title: str, held_on: date, note: str = "", *, actor: Actor, at: datetime) -> Round:
    """Note a round of inspection."""
    actor.require("ledger.inspect")
    if not title.strip():
        raise BadInput("请填写检查名称。", field="title")
    with transaction.atomic():
        row = Round.objects.create(plan=plan, title=title.strip()[:120], held_on=held_on, note=note.strip(), opened_by=actor.name, opened_at=at)
        journal.record(of_plan(plan), Told("ledger.inspect", f"开展检查：{row.title}（{held_on}）"), actor=actor, at=at)
    return row


def raise_in_round(row: Round, problem: Problem, *, actor: Actor, at: datetime) -> Finding:
    """A problem found in the round, with its correction order, in one step."""
    actor.require("ledger.inspect")
    subject = of_round(row)
    source = Subject(subject.type, subject.id, f"{row.title}{f'（条款 {problem.task_path}）' if problem.task_path else ''}", subject.url)
    with transaction.atomic():
        new = findings.NewFinding(problem.text, problem.organ, basis=row.plan.notice.label, found_on=min(row.held_on, localdate(at)), source=source)
        finding = findings.raise_finding(new, actor=actor, at=at)
        finding = findings.order_correction(finding, findings.Order(problem.order, problem.due_on), actor=actor, at=at)
        journal.record(subject, Told("ledger.inspect", f"发现问题：{problem.organ.label}，{problem.text[:120]}"), actor=actor, at=at)
    return finding
