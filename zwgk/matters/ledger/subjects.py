"""How the journal, clocks and messages name the rows of the ledger."""

from __future__ import annotations

from zwgk.foundation.journal.actions import Subject

from .models import Duty, Item, Plan, Round, Task, UnitPlan

PLAN, TASK, ITEM, UNIT_PLAN, ROUND = "ledger.plan", "ledger.task", "ledger.item", "ledger.unit_plan", "ledger.round"


def of_plan(plan: Plan) -> Subject:
    return Subject(PLAN, plan.pk, plan.title, f"/office/ledger/plans/{plan.pk}/")


def of_task(task: Task) -> Subject:
    return Subject(TASK, task.pk, task.label, f"/office/ledger/tasks/{task.pk}/")


def of_item(item: Item) -> Subject:
    return Subject(ITEM, item.pk, item_title(item.duty, item), f"/office/ledger/items/{item.pk}/")


def of_unit_plan(owed: UnitPlan) -> Subject:
    return Subject(UNIT_PLAN, owed.pk, f"{owed.get_kind_display()}：{owed.plan.title}", f"/office/ledger/unit-plans/{owed.pk}/")


def item_title(duty: Duty, item: Item) -> str:
    """What a person reads in a list: the task, and which occurrence of it."""
    return f"{duty.task.label}（{item.label}）" if item.label else duty.task.label


def of_round(row: Round) -> Subject:
    return Subject(ROUND, row.pk, row.title, f"/office/ledger/rounds/{row.pk}/")
