"""Items with their clocks and lights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from zwgk.domain.workdays import Calendar
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.clocks.models import OPEN, Clock
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.rulebook import queries as rulebook

from ..models import Extension, Item, Plan, Report, Task, UnitPlan
from ..subjects import ITEM, UNIT_PLAN, item_title

RECKONING = ("spec", "grounds", "suspensions", "extension")  # columns of a clock that a list does not show


def plans() -> QuerySet[Plan]:
    """All plans, newest first."""
    return Plan.objects.select_related("notice", "organ")


def items(plan: Plan | None = None, organ_ids: Iterable[int] | None = None) -> QuerySet[Item]:
    """Items of living duties, of one plan or all, of some organs or all."""
    found = Item.objects.filter(duty__ended="", duty__task__cancelled="").select_related("duty__task__plan", "duty__organ", "duty__person", "limit")
    if plan is not None:
        found = found.filter(duty__task__plan=plan)
    return found if organ_ids is None else found.filter(duty__organ_id__in=list(organ_ids))


def untouched(task: Task) -> QuerySet[Item]:
    """Items that may make way for new limits: nobody has reported, added evidence or asked for time on them."""
    return Item.objects.filter(duty__task=task, state=Item.State.TODO, reports__isnull=True, evidence__isnull=True, extensions__isnull=True)


def extended_items(plan: Plan) -> list[tuple[Item, Extension]]:
    """Open items that have been granted more time, with the latest grant."""
    granted = Extension.objects.filter(state=Extension.State.GRANTED, item__duty__task__plan=plan, item__duty__ended="")
    rows = granted.exclude(item__state=Item.State.DONE).select_related("item__duty__organ", "item__duty__task").order_by("decided_at", "pk")
    return list({row.item_id: (row.item, row) for row in rows}.values())


def clock_of(item: Item) -> Clock | None:
    """The clock of an item: the one that runs, else the last that ended; None when it has no date."""
    return _latest(clocks.of_subject(ITEM, item.pk))


def clock_of_unit_plan(row: UnitPlan) -> Clock | None:
    """The running clock of a unit's 实施方案."""
    return clocks.open_of(UNIT_PLAN, row.pk).first()


def clocks_of(found: Iterable[Item]) -> dict[str, Clock]:
    """Open clocks of these items, by number of the item."""
    return {clock.subject_id: clock for clock in open_clocks(found)}


def open_clocks(found: Iterable[Item]) -> list[Clock]:
    """Open clocks of these items."""
    return [clock for clock in all_clocks(found) if clock.state in OPEN]


def all_clocks(found: Iterable[Item]) -> list[Clock]:
    """Every clock of these items that counts (not the cancelled ones), older first."""
    return _living(clocks.of_subjects(ITEM, chunk) for chunk in _chunks(found))


def _chunks(found: Iterable[Item]) -> Iterable[list[int]]:
    numbers = [item.pk for item in found]
    return (numbers[start : start + 400] for start in range(0, len(numbers), 400))


def _living(chunks: Iterable[QuerySet[Clock]]) -> list[Clock]:
    rows = (clock for chunk in chunks for clock in chunk)
    return sorted((clock for clock in rows if clock.state != clocks.State.VOID), key=lambda clock: clock.pk)


def _latest(found: Iterable[Clock]) -> Clock | None:
    living = [clock for clock in found if clock.state != clocks.State.VOID]
    running = [clock for clock in living if clock.state in OPEN]
    return (running or sorted(living, key=lambda clock: clock.pk, reverse=True) or [None])[0]


@dataclass(frozen=True, slots=True)
class Line:
    """One item as a list shows it."""

    item: Item
    title: str
    clock: Clock | None
    light: object  # clocks.queries.Light

    @property
    def state(self) -> str:
        """late | today | soon | later | met | met_late | suspended | none."""
        return getattr(self.light, "state", "none")


def lines(found: Sequence[Item], at: datetime) -> list[Line]:
    """Items with their lights, in two queries."""
    by_item: dict[str, Clock] = {}
    plain = (clocks.of_subjects(ITEM, chunk).select_related(None).defer(*RECKONING) for chunk in _chunks(found))
    for clock in _living(plain):
        by_item[clock.subject_id] = clock
    calendar = rulebook.calendar()  # once for the whole list
    return [_line(item, by_item.get(str(item.pk)), at, calendar) for item in found]


def _line(item: Item, clock: Clock | None, at: datetime, calendar: Calendar) -> Line:
    return Line(item, item_title(item.duty, item), clock, clocks.light(clock, at, calendar))


def reported_with(item: Item, key: str) -> Report | None:
    """The report that came with this key of a form; None when it has not come yet."""
    fact = journal.said_before(ITEM, item.pk, key)
    return item.reports.filter(pk=fact.data["report"]).first() if fact else None
