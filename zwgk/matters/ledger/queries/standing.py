"""How plans, units and tasks stand, in numbers that lead to rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from zwgk.foundation.organs.models import Organ

from ..models import Duty, Item, Plan, Report, Task
from .rows import Line


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


def standing_by_organ(found: Iterable[Line]) -> list[tuple[Organ, Standing]]:
    """Each unit that has one of these lines, in the order of the organs."""
    by_organ: dict[Organ, list[Line]] = {}
    for line in found:
        by_organ.setdefault(line.item.duty.organ, []).append(line)
    return [(organ, standing(own)) for organ, own in sorted(by_organ.items(), key=lambda pair: (pair[0].order, pair[0].pk))]


def waiting_reports() -> QuerySet[Report]:
    """Finished reports that the office has not decided."""
    return Report.objects.filter(state=Report.State.OPEN, finished=True).select_related("item__duty__task__plan", "item__duty__organ")


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


def published_plans() -> QuerySet[Plan]:
    """Plans whose pages are open to the public."""
    return Plan.objects.filter(published_at__isnull=False).select_related("organ", "notice")


def interim_reports() -> QuerySet[Report]:
    """Progress that nobody has looked at yet and that does not ask for completion."""
    return Report.objects.filter(state=Report.State.OPEN, finished=False).select_related("item__duty__task__plan", "item__duty__organ")


def organ_ids(plan: Plan) -> list[int]:
    """Numbers of the units with a duty in the plan."""
    return list(Duty.objects.filter(task__plan=plan, ended="").order_by().values_list("organ_id", flat=True).distinct())
