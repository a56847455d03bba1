"""What a person holds in the ledger, for the hand-over: tasks in his name, and what waits at the unit or at the office."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, Q

from zwgk.domain.held import Held
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.queries import Seat

from ..models import Duty, Extension, Item, Report, UnitPlan
from ..subjects import UNIT_PLAN, item_title
from .rows import clocks_of, items

OPEN_ITEM = Q(items__state__in=[state for state in Item.State if state != Item.State.DONE])


def held_by(person_id: int, at: datetime) -> list[Held]:
    """Tasks with something still to do of which this person is in charge."""
    duties = Duty.objects.filter(person_id=person_id, ended="", task__cancelled="").annotate(left=Count("items", filter=OPEN_ITEM))
    return [
        Held("经办任务", f"ledger.duty:{duty.pk}", duty.task.label, f"/office/ledger/tasks/{duty.task_id}/", duty.organ_id, None, f"{duty.left} 件未办结")
        for duty in duties.filter(left__gt=0).select_related("task").order_by("task__order")
    ]


def on_post(seat: Seat, at: datetime) -> list[Held]:
    """Items of the units that nobody has taken on in person, plans owed; for the office the reports and requests to be decided."""
    own = list(items(organ_ids=seat.organ_ids).filter(duty__person__isnull=True).exclude(state=Item.State.DONE))
    due = clocks_of(own)
    found = [
        Held("办理事项", f"ledger.item:{row.pk}", item_title(row.duty, row), f"/office/ledger/items/{row.pk}/", row.duty.organ_id,
             due[str(row.pk)].due_on if str(row.pk) in due else None, _standing(row, due.get(str(row.pk)), at), by_post=True)
        for row in own
    ]  # fmt: skip
    return found + _plans(seat) + (_to_decide() if seat.office else [])


def strayed(seated: Collection[tuple[int, int]]) -> list[Duty]:
    """Open tasks whose person cannot log in or has left the unit."""
    rows = Duty.objects.filter(person__isnull=False, ended="", task__cancelled="").filter(OPEN_ITEM).distinct().select_related("task", "organ", "person")
    return [duty for duty in rows if (duty.person_id, duty.organ_id) not in seated]


def duty_of(pk: int) -> Duty | None:
    return Duty.objects.select_related("organ", "person", "task").filter(pk=pk).first()


def open_at(organ: Organ) -> int:
    """How many items are still open there."""
    return items(organ_ids=[organ.pk]).exclude(state=Item.State.DONE).count()


def _standing(row: Item, clock: clocks.Clock | None, at: datetime) -> str:
    late = clock is not None and clock.due_at is not None and clock.due_at < at
    return f"{row.get_state_display()} {row.percent}%" + ("，已逾期" if late else "")


def _plans(seat: Seat) -> list[Held]:
    rows = list(UnitPlan.objects.filter(organ_id__in=seat.organ_ids, filed_at__isnull=True).select_related("plan"))
    due = {clock.subject_id: clock.due_on for clock in clocks.of_subjects(UNIT_PLAN, [row.pk for row in rows])}
    return [
        Held("实施方案", f"ledger.unit_plan:{row.pk}", f"{row.get_kind_display()}：{row.plan.title}", f"/office/ledger/unit-plans/{row.pk}/",
             row.organ_id, due.get(str(row.pk)), "未报送", by_post=True)
        for row in rows
    ]  # fmt: skip


def _to_decide() -> list[Held]:
    reports = Report.objects.filter(state=Report.State.OPEN, finished=True).select_related("item__duty__task", "item__duty__organ")
    asked = Extension.objects.filter(state=Extension.State.ASKED).select_related("item__duty__task", "item__duty__organ")
    found = [("待审核进展", "report", row, row.item, row.reported_by) for row in reports] + [("待批延期", "extension", row, row.item, row.asked_by) for row in asked]
    return [
        Held(kind, f"ledger.{table}:{row.pk}", f"{item.duty.organ.label}：{item_title(item.duty, item)}", f"/office/ledger/items/{item.pk}/",
             item.duty.organ_id, None, f"{by}提交", by_post=True)
        for kind, table, row, item, by in found
    ]  # fmt: skip
