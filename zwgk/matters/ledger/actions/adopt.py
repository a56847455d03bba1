"""adopt 分解下发: a confirmed document becomes a plan; every unit gets its tasks, with clocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.inbox.actions import Note
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Told
from zwgk.foundation.organs.models import Organ
from zwgk.matters.notices import queries as notices
from zwgk.matters.notices.models import Notice

from ..models import Duty, Plan, Task
from ..subjects import of_plan
from .build import build_limits, build_task, start_items
from .unit_plans import owe_unit_plans


@dataclass(frozen=True, slots=True)
class Adoption:
    """What the person decided in the wizard."""

    organ: Organ  # the office that hands out the tasks
    year: int
    units: Mapping[str, tuple[Organ, ...]]  # name as written → organs; an empty tuple means: nobody here
    common_organs: tuple[Organ, ...] = ()  # who carries tasks in which no unit is named
    title: str = ""
    public_on: date | None = None
    default_due: date | None = None
    unit_plan_days: int | None = None
    unit_plan_organs: tuple[Organ, ...] = ()
    report_every: str = ""


def adopt(notice: Notice, facts: Adoption, *, actor: Actor, at: datetime) -> Plan:
    """Make plan, tasks, duties, items and clocks, and tell every unit. Names without a decision are refused by name."""
    actor.require("ledger.adopt")
    _check(notice, facts)
    with transaction.atomic():
        plan = Plan.objects.create(
            title=(facts.title or notice.annex_title or notice.title)[:300],
            year=facts.year,
            notice=notice,
            organ=facts.organ,
            public_on=facts.public_on,
            default_due=facts.default_due,
            unit_plan_days=facts.unit_plan_days,
            report_every=facts.report_every,
            adopted_at=at,
            adopted_by=actor.name,
        )
        duties = build_tasks(plan, facts, at=at)
        started = start_items(plan, duties, actor=actor, at=at)
        owed = owe_unit_plans(plan, facts.unit_plan_organs, actor=actor, at=at)
        _tell(plan, duties, actor=actor, at=at)
        sentence = f"分解下发：{plan.tasks.count()} 项任务、{len(duties)} 项单位任务、{started} 件办理事项、{owed} 份实施方案"
        journal.record(of_plan(plan), Told("ledger.adopt", sentence, data={"notice": notice.pk}), actor=actor, at=at)
    return plan


def build_tasks(plan: Plan, facts: Adoption, *, at: datetime) -> list[Duty]:
    """Tasks with limits and targets, then the duties of all units, in bulk."""
    duties: list[Duty] = []
    for order, clause in enumerate(notices.tasks(plan.notice)):
        task = build_task(plan, clause, order)
        build_limits(task, clause)
        duties += duties_of(task, facts)
    return Duty.objects.bulk_create(duties, batch_size=500)


def duties_of(task: Task, facts: Adoption) -> list[Duty]:
    """Leads before responsible units; who is both is lead; a task without any unit is everybody's."""
    found: dict[int, Duty] = {}
    for part, names in ((Duty.Part.LEAD, task.lead_names), (Duty.Part.RESPONSIBLE, task.responsible_names)):
        for name in names:
            for organ in facts.units.get(name, ()):
                found.setdefault(organ.pk, Duty(task=task, organ=organ, part=part, named=name[:200]))
    if not task.lead_names and not task.responsible_names:
        for organ in facts.common_organs:
            found.setdefault(organ.pk, Duty(task=task, organ=organ, part=Duty.Part.COMMON))
    return list(found.values())


def _check(notice: Notice, facts: Adoption) -> None:
    if notice.state != Notice.State.CONFIRMED:
        raise Conflict("请先核对来文，再分解下发。", remedy="打开来文，逐项核对后点“核对完成”。")
    if Plan.objects.filter(notice=notice).exists():
        raise Conflict("这份来文已经分解下发。", remedy="如有更正件，请在来文页“更换文件”。")
    clauses = list(notices.tasks(notice))
    if not clauses:
        raise BadInput("这份来文没有任务可以分解。", remedy="如有遗漏，请在核对页把相应条款列为任务。")
    open_names = [name for name in notices.unit_names(notice) if name not in facts.units]
    if open_names:
        shown = "、".join(open_names[:8]) + ("等" if len(open_names) > 8 else "")
        raise BadInput(f"还有 {len(open_names)} 个单位名称没有对应：{shown}。", field="units", remedy="请逐个选择对应的单位，或选“本地无此单位”。")
    unnamed = any(not clause.lead_units and not clause.responsible_units for clause in clauses)
    if unnamed and not facts.common_organs:
        raise BadInput("有任务没有写明单位，须选定共性任务由哪些单位承担。", field="common", remedy="通常选全部乡镇（街道）和县政府部门。")


def _tell(plan: Plan, duties: list[Duty], *, actor: Actor, at: datetime) -> None:
    """One message per unit, with its number of tasks."""
    counts: dict[Organ, int] = {}
    for duty in duties:
        counts[duty.organ] = counts.get(duty.organ, 0) + 1
    for organ, count in counts.items():
        title = f"新任务 {count} 项：{plan.title}"
        body = "请确定经办人，按期上报进展和佐证材料。"
        note = Note(title[:200], body, f"/office/ledger/plans/{plan.pk}/?organ={organ.pk}", kind="ledger.adopt")
        inbox.send_to_organ(note, organ=organ, actor=actor, at=at)


__all__ = ["Adoption", "adopt", "build_tasks", "duties_of"]
