"""From clauses to tasks, from limits to items and clocks. Used by adopt, renew and limits; not a verb itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from zwgk.domain.deadlines import Unit
from zwgk.domain.plans import Occurrence, PhraseOfTime, PlanDates, occurrences
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks.actions import Fixed, Length, Timed
from zwgk.matters.notices.models import Clause

from ..models import Duty, Item, Limit, Plan, Target, Task
from ..queries import open_clocks
from ..subjects import of_item


def build_task(plan: Plan, clause: Clause, order: int) -> Task:
    """The task of a leaf."""
    chapters = [*clause.ancestors, "", ""]
    lead, responsible = clause.lead_units, clause.responsible_units
    return Task.objects.create(
        plan=plan,
        clause=clause,
        order=order,
        path=clause.path,
        chapter=(chapters[0] or "")[:300],
        section=(chapters[1] or "")[:300],
        heading=clause.heading,
        text=clause.text,
        lead_names=lead,
        responsible_names=responsible,
        common=not lead and not responsible,
    )


def build_limits(task: Task, clause: Clause) -> None:
    """Limits and targets as read."""
    Limit.objects.bulk_create(_limit(task, item) for item in clause.deadlines)
    Target.objects.bulk_create(
        Target(task=task, phrase=str(item["text"])[:200], op=item.get("op") or "=", value=float(item["value"]), unit=str(item.get("unit") or "")[:20])
        for item in clause.targets
        if item.get("value") is not None
    )


def start_items(plan: Plan, duties: Sequence[Duty], *, actor: Actor, at: datetime) -> int:
    """Lay out what every duty has to hand in, and start the clocks; occurrences that exist already are left alone."""
    dates = PlanDates(plan.year, localdate(at), plan.public_on, plan.default_due)
    laid = _laid_out({duty.task_id for duty in duties}, dates)
    known = set(Item.objects.filter(duty__in=duties).values_list("duty_id", "limit_id", "label"))
    pairs = [
        (Item(duty=duty, limit_id=occurrence.limit, label=occurrence.label[:120]), occurrence)
        for duty in duties
        for occurrence in laid[duty.task_id]
        if (duty.pk, occurrence.limit, occurrence.label[:120]) not in known
    ]
    Item.objects.bulk_create([item for item, _ in pairs], batch_size=500)
    timed = [_timed(item, occurrence, plan, localdate(at)) for item, occurrence in pairs if occurrence.due_on or occurrence.start]
    clocks.start_many(timed, actor=actor, at=at)
    return len(pairs)


def relay_items(plan: Plan, task: Task, *, actor: Actor, at: datetime) -> None:
    """After the limits of a task have changed: items with work on them follow the new occurrence of the same label, with a new clock."""
    laid = _laid_out({task.pk}, PlanDates(plan.year, localdate(at), plan.public_on, plan.default_due))[task.pk]
    by_label = {occurrence.label[:120]: occurrence for occurrence in laid}
    items = list(Item.objects.filter(duty__task=task, duty__ended="").select_related("duty__task", "duty__organ"))
    running = {clock.subject_id: clock for clock in open_clocks(items)}
    moved: list[Timed] = []
    for item in items:
        occurrence = by_label.get(item.label) or (laid[0] if len(laid) == 1 else None)
        if occurrence is None:
            continue
        item.limit_id, item.label = occurrence.limit, occurrence.label[:120]
        if clock := running.get(str(item.pk)):
            clocks.void(clock, reason="时限修改，重新计时", actor=actor, at=at)
        if item.state != Item.State.DONE and (occurrence.due_on or occurrence.start):
            moved.append(_timed(item, occurrence, plan, localdate(at)))
    Item.objects.bulk_update(items, ["limit", "label"])
    clocks.start_many(moved, actor=actor, at=at)


def _laid_out(tasks: set[int], dates: PlanDates) -> dict[int, tuple[Occurrence, ...]]:
    phrases: dict[int, list[PhraseOfTime]] = {task: [] for task in tasks}
    for limit in Limit.objects.filter(task_id__in=tasks):
        phrases[limit.task_id].append(
            PhraseOfTime(
                limit.pk, limit.kind, limit.phrase, limit.due_on, limit.amount, limit.unit,
                limit.anchor, limit.anchored_on, limit.frequency, limit.min_count,
            )
        )  # fmt: skip
    return {task: occurrences(found, dates) for task, found in phrases.items()}


def _timed(item: Item, occurrence: Occurrence, plan: Plan, today: date) -> Timed:
    source = {"notice": plan.notice.label, "clause": item.duty.task.path, "words": occurrence.phrase}
    title = f"上报落实情况（{item.duty.task.where}）"
    person = item.duty.person_id
    if occurrence.due_on is not None:
        started = min(today, occurrence.due_on)
        return Timed(of_item(item), title, item.duty.organ_id, Fixed(occurrence.due_on, occurrence.phrase), started, person, source=source)
    assert occurrence.start is not None and occurrence.amount is not None
    spec = Length(occurrence.amount, Unit(occurrence.unit), occurrence.phrase)
    return Timed(of_item(item), title, item.duty.organ_id, spec, occurrence.start, person, source=source)


def _limit(task: Task, item: dict[str, Any]) -> Limit:
    return Limit(
        task=task,
        phrase=str(item.get("text") or "")[:200],
        kind=item["kind"],
        due_on=date.fromisoformat(item["date"]) if item.get("date") else None,
        amount=item.get("amount"),
        unit=item.get("unit") or "",
        anchor=(item.get("anchor") or "")[:200],
        frequency=item.get("frequency") or "",
        min_count=item.get("min_count"),
    )
