"""How many items of a plan, a task, a unit are done, late, waiting: counted by the database, for pages that show thousands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, IntegerField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.clocks.models import OPEN, Clock
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ

from ..models import Item, Plan
from ..subjects import ITEM
from .rows import items
from .standing import Standing

HEAT_COLUMNS = ("逾期", "本周", "下周", "第三周", "第四周", "以后")
_KEYS = {"plan": "duty__task__plan_id", "task": "duty__task_id", "organ": "duty__organ_id"}
NOTHING = Standing(0, 0, 0, 0, 0, 0)


def standings(by: str, at: datetime, plan: Plan | None = None, organ_ids: Iterable[int] | None = None) -> dict[int, Standing]:
    """Number of the plan, task or organ → how its items stand. The same counts as `standing` over lines."""
    found, key = items(plan, organ_ids).order_by(), _KEYS[by]
    states: dict[int, Counter[str]] = defaultdict(Counter)
    for number, state, count in found.values_list(key, "state").annotate(n=Count("pk")):
        states[number][state] = count
    late = dict(found.filter(pk__in=late_numbers(at)).values_list(key).annotate(n=Count("pk")))
    return {number: _standing(counts, late.get(number, 0)) for number, counts in states.items()}


def _standing(counts: Counter[str], late: int) -> Standing:
    state = Item.State
    return Standing(
        total=counts.total(), done=counts[state.DONE], late=late, submitted=counts[state.SUBMITTED],
        doing=counts[state.DOING] + counts[state.RETURNED], todo=counts[state.TODO],
    )  # fmt: skip


def total(found: Iterable[Standing]) -> Standing:
    """Several standings as one."""
    rows = [(each.total, each.done, each.late, each.submitted, each.doing, each.todo) for each in found]
    return Standing(*(sum(column) for column in zip(*rows, strict=True))) if rows else NOTHING


def late_numbers(at: datetime) -> QuerySet[Clock, int]:
    """Items that are late, as a question within a question."""
    return _numbers(Q(state=clocks.State.RUNNING, due_at__lt=at))


def with_light(found: QuerySet[Item], light: str, at: datetime) -> QuerySet[Item]:
    """Narrowed to what can have this light; today, soon and later are told apart by the calendar, afterwards."""
    if light == "late":
        return found.filter(pk__in=late_numbers(at))
    if light in ("today", "soon", "later"):
        return found.filter(pk__in=_numbers(Q(state=clocks.State.RUNNING, due_at__gte=at)))
    if light in ("met", "met_late"):
        return found.filter(pk__in=_numbers(Q(state=clocks.State.MET, met_late=light == "met_late")))
    return found


def _numbers(wanted: Q) -> QuerySet[Clock, int]:
    return clocks.of_type(ITEM).filter(wanted).annotate(number=Cast("subject_id", IntegerField())).values("number")


def next_by_task(plan: Plan, at: datetime, organ_ids: Iterable[int] | None = None) -> dict[int, clocks.Light]:
    """Task → the light of its open item that is due next; what is late already is counted elsewhere."""
    task_of = dict(items(plan, organ_ids).exclude(state=Item.State.DONE).order_by().values_list("pk", "duty__task_id"))
    first: dict[int, int] = {}
    running = clocks.of_type(ITEM).filter(state=clocks.State.RUNNING, due_at__gte=at).order_by("due_at").values_list("subject_id", "pk")
    for number, clock in running.iterator():
        task = task_of.get(int(number))
        if task is not None:
            first.setdefault(task, clock)
    found = clocks.of_type(ITEM).filter(pk__in=first.values()).defer("spec", "grounds", "suspensions", "extension")
    lights = clocks.lights(found, at)
    return {task: lights[clock] for task, clock in first.items()}


def heat(plan: Plan, at: datetime, organ_ids: Iterable[int] | None = None) -> list[tuple[str, str, list[tuple[int, str]]]]:
    """Rows for the heat map: unit, its page, open items late and per week of their day."""
    today = localdate(at)
    sunday = today + timedelta(6 - today.weekday())
    open_items = items(plan, organ_ids).exclude(state=Item.State.DONE).order_by().values("pk")
    running = clocks.of_type(ITEM).filter(state__in=OPEN, due_on__isnull=False).annotate(number=Cast("subject_id", IntegerField()))
    counts: dict[int, list[int]] = defaultdict(lambda: [0] * 6)
    for number, due, due_at, state in running.filter(number__in=open_items).values_list("organ_id", "due_on", "due_at", "state"):
        days = (due - sunday).days
        late = state == clocks.State.RUNNING and due_at < at
        counts[number][0 if late else 1 if days <= 0 else min(5, 2 + (days - 1) // 7)] += 1
    named = sorted(organs.every_organ().filter(pk__in=counts), key=lambda organ: (-counts[organ.pk][0], organ.order))
    return [_heat_row(plan, organ, counts[organ.pk]) for organ in named]


def _heat_row(plan: Plan, organ: Organ, row: list[int]) -> tuple[str, str, list[tuple[int, str]]]:
    url = f"/office/ledger/plans/{plan.pk}/?organ={organ.pk}"
    return organ.label, url, [(count, url) for count in row]


def units(plan: Plan, at: datetime, organ_ids: Iterable[int] | None = None) -> list[tuple[Organ, Standing]]:
    """Each unit with an item in the plan, in the order of the organs."""
    found = standings("organ", at, plan, organ_ids)
    named = organs.every_organ().filter(pk__in=found)
    return [(organ, found[organ.pk]) for organ in sorted(named, key=lambda organ: (organ.order, organ.pk))]
