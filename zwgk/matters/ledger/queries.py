"""Reading the ledger: what a unit has to do, how a plan stands, what is late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.clocks.models import OPEN, Clock
from zwgk.foundation.organs.models import Organ

from .models import Duty, Item, Plan, Report, Task, UnitPlan
from .subjects import ITEM, UNIT_PLAN, item_title


def plans() -> QuerySet[Plan]:
    """All plans, newest first."""
    return Plan.objects.select_related("notice", "organ")


def items(plan: Plan | None = None, organ_ids: Iterable[int] | None = None) -> QuerySet[Item]:
    """Items of living duties, of one plan or all, of some organs or all."""
    found = Item.objects.filter(duty__ended="", duty__task__cancelled="").select_related("duty__task__plan", "duty__organ", "duty__person", "limit")
    if plan is not None:
        found = found.filter(duty__task__plan=plan)
    return found if organ_ids is None else found.filter(duty__organ_id__in=list(organ_ids))


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
    numbers = [item.pk for item in found]
    chunks = (numbers[start : start + 400] for start in range(0, len(numbers), 400))
    rows = (clock for chunk in chunks for clock in clocks.of_subjects(ITEM, chunk))
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
    for clock in all_clocks(found):
        by_item[clock.subject_id] = clock
    return [_line(item, by_item.get(str(item.pk)), at) for item in found]


def _line(item: Item, clock: Clock | None, at: datetime) -> Line:
    return Line(item, item_title(item.duty, item), clock, clocks.light(clock, at))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a set of items stands, in numbers that lead to rows."""

    total: int
    done: int
    late: int
    submitted: int
    doing: int
    todo: int

    @property
    def percent(self) -> int:
        """Share done, rounded down so that 100 means all."""
        return self.done * 100 // self.total if self.total else 0

    @property
    def open_in_time(self) -> int:
        return self.total - self.done - self.late


def standing(found: Sequence[Line]) -> Standing:
    """Counts over lines; `late` are open items past their day, whatever their state."""
    states = [line.item.state for line in found]
    late = sum(line.state == "late" for line in found)
    return Standing(
        total=len(found),
        done=states.count(Item.State.DONE),
        late=late,
        submitted=states.count(Item.State.SUBMITTED),
        doing=states.count(Item.State.DOING) + states.count(Item.State.RETURNED),
        todo=states.count(Item.State.TODO),
    )


def standing_by_organ(plan: Plan, at: datetime) -> list[tuple[Organ, Standing]]:
    """Each unit with a duty in the plan, in the order of the organs."""
    by_organ: dict[Organ, list[Line]] = {}
    for line in lines(list(items(plan)), at):
        by_organ.setdefault(line.item.duty.organ, []).append(line)
    return [(organ, standing(found)) for organ, found in sorted(by_organ.items(), key=lambda pair: (pair[0].order, pair[0].pk))]


def waiting_reports() -> QuerySet[Report]:
    """Finished reports that the office has not decided."""
    return Report.objects.filter(state=Report.State.OPEN, finished=True).select_related("item__duty__task__plan", "item__duty__organ")


def tasks_with_counts(plan: Plan) -> QuerySet[Task]:
    """Tasks with the number of units and of done items."""
    return plan.tasks.annotate(
        units=Count("duties", filter=Q(duties__ended=""), distinct=True),
        item_count=Count("duties__items", filter=Q(duties__ended=""), distinct=True),
        done_count=Count("duties__items", filter=Q(duties__ended="", duties__items__state=Item.State.DONE), distinct=True),
    ).prefetch_related("limits", "targets")


def target_counts(task: Task) -> dict[int, float]:
    """Counted value of each target: the newest count of every unit, added up."""
    newest: dict[tuple[int, str], float] = {}
    for row in Report.objects.filter(item__duty__task=task).order_by("reported_at", "id").values_list("item__duty_id", "counts"):
        for key, value in row[1].items():
            newest[(row[0], key)] = float(value)
    totals: dict[int, float] = {}
    for (_, key), value in newest.items():
        totals[int(key)] = totals.get(int(key), 0.0) + value
    return totals


def duties_of(organ_ids: Iterable[int], plan: Plan | None = None) -> QuerySet[Duty]:
    """Living duties of some organs."""
    found = Duty.objects.filter(organ_id__in=list(organ_ids), ended="", task__cancelled="").select_related("task__plan", "organ", "person")
    return found.filter(task__plan=plan) if plan else found


def urging_text(found: Sequence[Item], words: str = "", *, at: datetime) -> str:
    """A ready text for the group chat: units, items, dates, and the address of each plan; no log-in ranking, no scores."""
    by_organ: dict[str, list[Line]] = {}
    for line in lines(list(found), at):
        by_organ.setdefault(line.item.duty.organ.label, []).append(line)
    head = words.strip() or "各单位：以下政务公开任务请抓紧办理，并在平台上报进展和佐证材料。"
    parts = [head]
    for organ, own in by_organ.items():
        rows = [f"  {number}. {line.title}（{getattr(line.light, 'words', '')}）" for number, line in enumerate(own, start=1)]
        parts.append("\n".join([f"【{organ}】{len(own)} 件", *rows]))
    if settings.SITE_URL:
        parts.append(f"办理入口：{settings.SITE_URL}/office/")
    return "\n".join(parts)


def published_plans() -> QuerySet[Plan]:
    """Plans whose pages are open to the public."""
    return Plan.objects.filter(published_at__isnull=False).select_related("organ", "notice")
