"""Which superior clause a task carries out (TSK-01): proposed by likeness, said by a person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.plans import trace
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Told
from zwgk.matters.notices import queries as notices
from zwgk.matters.notices.models import Clause

from ..models import Plan, Task
from ..subjects import of_plan, of_task


def propose_links(plan: Plan, *, actor: Actor, at: datetime) -> int:
    """Propose a superior clause for each task that has none; return how many were proposed."""
    actor.require("ledger.edit_plan")
    superior = plan.notice.superior
    if superior is None:
        raise Conflict("还没有指明贯彻的上级文件。", remedy="请在来文页选择上级文件。")
    clauses = list(notices.tasks(superior))
    open_tasks = list(plan.tasks.filter(superior_by=""))
    found = trace([task.heading + task.text for task in open_tasks], [clause.heading + clause.text for clause in clauses])
    with transaction.atomic():
        for task, match in zip(open_tasks, found, strict=True):
            task.superior = clauses[match[0]] if match else None
            task.superior_likeness = match[1] if match else None
        Task.objects.bulk_update(open_tasks, ["superior", "superior_likeness"])
        count = sum(match is not None for match in found)
        journal.record(of_plan(plan), Told("ledger.edit_plan", f"比对上级文件“{superior.label}”，提出 {count} 条对应"), actor=actor, at=at)
    return count


def link_superior_clause(task: Task, clause: Clause | None, *, actor: Actor, at: datetime) -> None:
    """A person says which superior clause this task carries out, or that it is the county's own."""
    actor.require("ledger.edit_plan")
    superior = task.plan.notice.superior
    if clause is not None and (superior is None or clause.notice_id != superior.pk):
        raise BadInput("这一条不属于所贯彻的上级文件。", field="superior")
    with transaction.atomic():
        task.superior, task.superior_likeness, task.superior_by = clause, None, actor.name
        task.save(update_fields=["superior", "superior_likeness", "superior_by"])
        journal.record(of_task(task), Told("ledger.edit_plan", f"对应上级条款：{clause.path if clause else '本地自定任务'}"), actor=actor, at=at)
