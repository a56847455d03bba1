"""renew: a corrected document replaces the old one; tasks that continue keep their progress."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks.models import OPEN
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.inbox.actions import Note
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Told
from zwgk.foundation.organs.models import Organ
from zwgk.matters.notices import queries as notices
from zwgk.matters.notices.models import Clause, Notice

from ..models import Duty, Extension, Item, Plan, Task
from ..queries import clock_of, clocks_of, extended_items, untouched
from ..subjects import of_plan
from .adopt import Adoption, duties_of
from .build import build_limits, build_task, relay_items, start_items


@dataclass(frozen=True, slots=True)
class Renewed:
    """What became of the tasks."""

    kept: int
    changed: int
    added: int
    ended: int


def renew(plan: Plan, notice: Notice, facts: Adoption, *, keep_extensions: bool | None = None, actor: Actor, at: datetime) -> Renewed:
    """Carry the plan over to the corrected document. Reports, evidence and done items of continuing tasks stay.

    Where units have been granted more time, a person says whether that stands or the new day counts (`keep_extensions`).
    """
    actor.require("ledger.adopt")
    granted = extended_items(plan)
    if granted and keep_extensions is None:
        raise BadInput(
            f"有 {len(granted)} 件事项已经同意延期。", field="keep_extensions", remedy="请选择：保留已同意的延期，还是改按更正件的期限。"
        )
    if notice.supersedes_id != plan.notice_id:
        raise Conflict("这份来文不是该计划来文的更正件。", remedy="请在原来文页用“更换文件”上传更正件。")
    if notice.state != Notice.State.CONFIRMED:
        raise Conflict("请先核对更正件。")
    with transaction.atomic():
        tasks, before = {task.clause_id: task for task in plan.tasks.all()}, _loads(plan)
        plan.notice = notice
        plan.save(update_fields=["notice"])
        counts = {"kept": 0, "changed": 0, "added": 0, "ended": 0}
        order = {clause.pk: number for number, clause in enumerate(notices.tasks(notice))}
        for old, new in notices.matched(list(notices.tasks(notice.supersedes)), list(notices.tasks(notice))):
            task = tasks.get(old.pk) if old else None
            counts[_carry(plan, task, new, facts, order.get(new.pk, 0) if new else 0, actor=actor, at=at)] += 1
        result = Renewed(**counts)
        if keep_extensions:
            _keep(granted, actor=actor, at=at)
        _tell(plan, before, actor=actor, at=at)
        sentence = f"更正件生效：保留 {result.kept} 项、修改 {result.changed} 项、新增 {result.added} 项、终止 {result.ended} 项"
        journal.record(of_plan(plan), Told("ledger.adopt", sentence, data=counts), actor=actor, at=at)
    return result


def _keep(granted: list[tuple[Item, Extension]], *, actor: Actor, at: datetime) -> None:
    """The time that was granted still stands, where the corrected document would end earlier."""
    for item, extension in granted:
        clock = clock_of(item)
        if clock is not None and clock.state in OPEN and clock.due_on is not None and clock.due_on < extension.until:
            clocks.extend(clock, new_due=extension.until, approved_by=extension.decided_by, basis="更正件生效，保留已同意的延期", actor=actor, at=at)


def _loads(plan: Plan) -> dict[Organ, set[tuple[str, str]]]:
    """What each unit has to do: words of its tasks with their limits."""
    loads: dict[Organ, set[tuple[str, str]]] = {}
    for duty in Duty.objects.filter(task__plan=plan, ended="").select_related("organ", "task").prefetch_related("task__limits"):
        limits = "；".join(limit.phrase for limit in duty.task.limits.all())
        loads.setdefault(duty.organ, set()).add((duty.task.text, limits))
    return loads


def _tell(plan: Plan, before: dict[Organ, set[tuple[str, str]]], *, actor: Actor, at: datetime) -> None:
    """One message to every unit whose tasks or limits are no longer the same."""
    after = _loads(plan)
    for organ in before | after:
        old, new = before.get(organ, set()), after.get(organ, set())
        if old != new:
            body = f"更正后承担 {len(new)} 项任务，其中新增或修改 {len(new - old)} 项。已上报的进展和佐证不变，请核对时限。"
            note = Note(f"任务有更正：{plan.title}"[:200], body, f"/office/ledger/plans/{plan.pk}/?organ={organ.pk}", kind="ledger.renew")
            inbox.send_to_organ(note, organ=organ, actor=actor, at=at)


def _carry(plan: Plan, task: Task | None, new: Clause | None, facts: Adoption, order: int, *, actor: Actor, at: datetime) -> str:
    if new is None:
        if task is not None:
            _end_task(task, "更正件中已无此项", actor=actor, at=at)
        return "ended"
    if task is None:
        task = build_task(plan, new, order)
        build_limits(task, new)
        duties = Duty.objects.bulk_create(duties_of(task, facts))
        start_items(plan, duties, actor=actor, at=at)
        return "added"
    same = task.text == new.text and task.lead_names == new.lead_units and task.responsible_names == new.responsible_units and _same_limits(task, new)
    _move(task, new, order)
    if not same:
        _adjust(plan, task, new, facts, actor=actor, at=at)
    return "kept" if same else "changed"


def _move(task: Task, new: Clause, order: int) -> None:
    task.clause, task.order, task.path, task.heading, task.text = new, order, new.path, new.heading, new.text
    task.chapter, task.section = ((new.ancestors + ["", ""])[0] or "")[:300], ((new.ancestors + ["", ""])[1] or "")[:300]
    task.lead_names, task.responsible_names = new.lead_units, new.responsible_units
    task.common = not new.lead_units and not new.responsible_units
    task.save()


def _same_limits(task: Task, new: Clause) -> bool:
    old = [(limit.phrase, str(limit.due_on or ""), limit.amount) for limit in task.limits.all()]
    return old == [(str(item.get("text"))[:200], item.get("date") or "", item.get("amount")) for item in new.deadlines]


def _adjust(plan: Plan, task: Task, new: Clause, facts: Adoption, *, actor: Actor, at: datetime) -> None:
    """New units come in, dropped ones end; untouched items follow the new limits, touched ones stay."""
    wanted = {duty.organ_id: duty for duty in duties_of(task, facts)}
    present = {duty.organ_id: duty for duty in task.duties.all()}
    for organ, duty in present.items():
        if organ not in wanted and not duty.ended:
            _end_duty(duty, "更正件不再列该单位", actor=actor, at=at)
        elif organ in wanted and (duty.ended or duty.part != wanted[organ].part):
            duty.ended, duty.part = "", wanted[organ].part
            duty.save(update_fields=["ended", "part"])
    Duty.objects.bulk_create([duty for organ, duty in wanted.items() if organ not in present])
    if not _same_limits(task, new):
        idle = untouched(task)
        for clock in clocks_of(idle).values():
            clocks.void(clock, reason="更正件修改了时限", actor=actor, at=at)
        idle.delete()
        task.limits.all().delete()
        task.targets.all().delete()
        build_limits(task, new)
        relay_items(plan, task, actor=actor, at=at)
    start_items(plan, list(task.duties.filter(ended="").select_related("task", "organ")), actor=actor, at=at)


def _end_task(task: Task, reason: str, *, actor: Actor, at: datetime) -> None:
    task.cancelled = reason
    task.save(update_fields=["cancelled"])
    for duty in task.duties.filter(ended=""):
        _end_duty(duty, reason, actor=actor, at=at)


def _end_duty(duty: Duty, reason: str, *, actor: Actor, at: datetime) -> None:
    duty.ended = reason
    duty.save(update_fields=["ended"])
    for clock in clocks_of(duty.items.exclude(state=Item.State.DONE)).values():
        clocks.void(clock, reason=reason, actor=actor, at=at)
