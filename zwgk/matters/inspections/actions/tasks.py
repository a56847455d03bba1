"""One problem, one repair task: given to the keeper of the column, closed with the record of the look that no longer found it."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate, localtime

from zwgk.domain.rights import Actor
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs.models import Person
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.catalogue import queries as catalogue
from zwgk.matters.findings import actions as findings
from zwgk.matters.findings.models import Severity, State
from zwgk.matters.inspections import rules
from zwgk.matters.inspections.models import SUBJECT, Problem

SEVERITY = {"grave": Severity.GRAVE, "serious": Severity.SERIOUS, "minor": Severity.MINOR}
MOST = 2000  # waiting problems looked at in one night


def give(*, actor: Actor, at: datetime) -> int:
    """Tasks for what has none yet, the gravest first; a unit gets no more than so many a night, the rest waits. How many."""
    most, given = rules.limit("tasks-a-night"), Counter[int]()
    order = {ident: rules.ORDER.index(known.weight) for ident, known in rules.every().items()}
    waiting = Problem.objects.filter(state=Problem.State.OPEN, finding__isnull=True).exclude(rule__in=rules.hints()).select_related("organ", "column").order_by("found_at", "pk")[:MOST]
    keepers: dict[Person, list[Problem]] = defaultdict(list)
    for problem in sorted(waiting, key=lambda row: order.get(row.rule, 9)):
        if given[problem.organ_id] >= most:
            continue
        given[problem.organ_id] += 1
        keeper = catalogue.keeper_of(problem.column, localdate(at)) if problem.column else None
        order_mending(problem, keeper, actor=actor, at=at)
        if keeper is not None:
            keepers[keeper].append(problem)
    notes = {
        keeper: inbox.Note(f"您负责的栏目有 {len(rows)} 个问题待修复", "\n".join(row.what for row in rows[:10]), "/office/inspections/?mine=1", kind="inspections", key=f"inspections:{keeper.pk}:{localdate(at)}")
        for keeper, rows in keepers.items()
    }  # fmt: skip
    if notes:
        inbox.send_many(notes, actor=actor, at=at)
    return given.total()


@transaction.atomic
def order_mending(problem: Problem, keeper: Person | None, *, actor: Actor, at: datetime) -> None:
    """The problem becomes a finding with its order; a second call changes nothing."""
    problem = Problem.objects.select_for_update(of=("self",)).select_related("organ", "column").get(pk=problem.pk)
    if problem.finding_id or problem.state != Problem.State.OPEN:
        return
    known = rules.rule(problem.rule)
    where = f"位置：{problem.where}" if problem.where else ""
    lines = [f"【{known.title}】{problem.what}", f"页面：{problem.title} {problem.address}", where]
    source = Subject(SUBJECT, problem.pk, f"栏目每日检查：{known.title}", problem.url)
    new = findings.NewFinding("\n".join(filter(None, lines)), problem.organ, SEVERITY.get(known.weight.value, Severity.MINOR), rules.basis(known)[:300], found_by="栏目每日检查", source=source)
    problem.finding = findings.raise_finding(new, actor=actor, at=at)
    problem.save(update_fields=["finding"])
    who = f"栏目责任人：{keeper.name}。" if keeper else "这个栏目还没有责任人，请先确定。" if problem.column else ""
    due = rulebook.calendar().add(localdate(at), rules.limit("repair-days"))
    findings.order_correction(problem.finding, findings.Order(f"{problem.mend or known.mend}{who}改好以后系统在下一次检查时自动核验、销号。", due), actor=actor, at=at)


def close_mended(*, actor: Actor, at: datetime) -> int:
    """Tasks whose problem is no longer found: answered with the record of the look, and closed. How many."""
    open_states = (State.RAISED, State.ORDERED, State.RETURNED, State.ANSWERED)
    rows = Problem.objects.filter(state=Problem.State.MENDED, finding__state__in=open_states).select_related("finding", "organ")
    for row in list(rows):
        close(row, actor=actor, at=at)
    return len(rows)


@transaction.atomic
def close(row: Problem, *, actor: Actor, at: datetime) -> None:
    """One task, with its proof."""
    if row.finding is None:
        return
    if row.finding.state != State.ANSWERED:
        record = f"栏目每日检查复查记录\n问题：{row.what}\n页面：{row.address}\n发现：{localtime(row.found_at):%Y-%m-%d %H:%M}\n{row.proof}\n"
        findings.answer(row.finding, row.proof, evidence=[findings.Upload(record.encode(), f"复查记录{row.pk}.txt")], actor=actor, at=at)
    findings.close(row.finding, row.proof, actor=actor, at=at)
