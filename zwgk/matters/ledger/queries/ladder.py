"""Who is late, which steps were taken, which step comes next and why. Nothing here acts: a person chooses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.timezone import localdate

from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.organs.models import Organ
from zwgk.matters.letters.models import State as LetterState

from ..ladder import Rung, rungs
from ..models import Escalation, Excuse, Extension, Item, Plan, Report, Urging
from ..subjects import ITEM
from .rows import Line, items, lines

TAKEN = (LetterState.ISSUED, LetterState.RESERVED)  # a draft is no step yet, a voided letter none any more
LATELY = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was taken for an item."""

    rung: str
    title: str
    day: date
    number: str = ""
    url: str = ""

    @property
    def said(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.title}{f'（{self.number}）' if self.number else ''}"


@dataclass(frozen=True, slots=True)
class LateItem:
    """One late item with everything that speaks for and against the unit."""

    line: Line
    days: int
    steps: tuple[Step, ...]
    excuses: tuple[Excuse, ...]
    extensions: tuple[Extension, ...]
    report: Report | None
    current: Rung | None
    next: Rung | None
    wait: str  # why the next rung is not proposed yet; "" when it is

    @property
    def ready(self) -> bool:
        return self.next is not None and not self.wait

    @property
    def pending(self) -> bool:
        """An extension is asked and not decided."""
        return any(each.state == Extension.State.ASKED for each in self.extensions)

    @property
    def facts(self) -> str:
        """In one sentence, for a letter: day, days late, steps, extensions, what the unit said."""
        due = self.line.clock.due_on if self.line.clock else None
        parts = [f"期限{due.year}年{due.month}月{due.day}日，逾期{self.days}天" if due else f"逾期{self.days}天"]
        if self.steps:
            parts.append("已" + "、".join(f"{step.day.month}月{step.day.day}日{step.title}" for step in self.steps[-3:]))
        parts += [_extension(each) for each in self.extensions]
        parts += [f"单位说明：{each.text[:200]}" for each in self.excuses[-1:]]
        return "；".join(parts)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A unit with its late items and the step that is proposed for it."""

    organ: Organ
    items: tuple[LateItem, ...]
    next: Rung | None
    reason: str

    @property
    def days(self) -> int:
        return max(each.days for each in self.items)

    @property
    def current(self) -> Rung | None:
        found = [each.current for each in self.items if each.current]
        return max(found, key=lambda each: each.order, default=None)

    @property
    def hesitate(self) -> bool:
        """A request for more time waits for its decision: decide that first."""
        return any(each.pending for each in self.items)


def proposals(at: datetime, plan: Plan | None = None, organ_ids: Iterable[int] | None = None) -> list[Proposal]:
    """Every unit with late items, the one that is late the longest first."""
    by_organ: dict[Organ, list[LateItem]] = defaultdict(list)
    for late in late_items(at, plan, organ_ids):
        by_organ[late.line.item.duty.organ].append(late)
    found = [_proposal(organ, own) for organ, own in by_organ.items()]
    return sorted(found, key=lambda each: (-each.days, each.organ.order, each.organ.pk))


def late_items(at: datetime, plan: Plan | None = None, organ_ids: Iterable[int] | None = None) -> list[LateItem]:
    """Open items past their day in running plans; what waits for our own review is not late."""
    late = [int(number) for number in clocks.late_subjects(ITEM, at, organ_ids)]
    found = items(plan, organ_ids).filter(pk__in=late, duty__task__plan__state=Plan.State.RUNNING)
    open_items = list(found.exclude(state__in=[Item.State.DONE, Item.State.SUBMITTED]))
    return _with_history(lines(open_items, at), at)


def _with_history(found: Sequence[Line], at: datetime) -> list[LateItem]:
    ids = [line.item.pk for line in found]
    steps, ladder, today = steps_of(ids), rungs(), localdate(at)
    excuses, extensions, reports = _grouped(Excuse, ids), _grouped(Extension, ids), _grouped(Report, ids)
    made = []
    for line in found:
        own = tuple(steps.get(line.item.pk, ()))
        days = (today - line.clock.due_on).days if line.clock and line.clock.due_on else 0
        current, following, wait = standing_on(ladder, own, days, today)
        newest = max(reports.get(line.item.pk, ()), key=lambda each: (each.reported_at, each.pk), default=None)
        made.append(
            LateItem(line, days, own, tuple(excuses.get(line.item.pk, ())), tuple(extensions.get(line.item.pk, ())), newest, current, following, wait)
        )
    return made


def standing_on(ladder: Sequence[Rung], steps: Sequence[Step], days: int, today: date) -> tuple[Rung | None, Rung | None, str]:
    """The highest rung taken, the next one, and why it has to wait ("" when it need not)."""
    taken = {step.rung for step in steps}
    current = max((each for each in ladder if each.id in taken), key=lambda each: each.order, default=None)
    following = next((each for each in ladder if current is None or each.order > current.order), None)
    if following is None:
        return current, None, "已到最后一步"
    if days < following.late_days:
        return current, following, f"{following.title}须逾期满 {following.late_days} 天，现 {days} 天"
    last = max((step.day for step in steps), default=None)
    if current and last and (today - last).days < following.wait_days:
        return current, following, f"{following.title}须距上一步（{last:%Y-%m-%d}）满 {following.wait_days} 天"
    return current, following, ""


def steps_of(item_ids: Sequence[int]) -> dict[int, list[Step]]:
    """The steps of each item in the order of time; messages in the in-box count as the first rung."""
    found: dict[int, list[Step]] = defaultdict(list)
    first = rungs()[0]
    for row in Urging.items.through.objects.filter(item_id__in=item_ids).select_related("urging"):
        title = "系统提醒" if row.urging.automatic else "站内催办"
        found[row.item_id].append(Step(first.id, title, localdate(row.urging.sent_at)))
    taken = Escalation.items.through.objects.filter(item_id__in=item_ids, escalation__letter__state__in=TAKEN)
    for row in taken.select_related("escalation__letter"):
        done, letter = row.escalation, row.escalation.letter
        found[row.item_id].append(Step(done.step, done.step_title, letter.dated or localdate(done.taken_at), letter.number, letter.url))
    return {pk: sorted(each, key=lambda step: step.day) for pk, each in found.items()}


def improved(at: datetime) -> list[tuple[Organ, list[Item]]]:
    """Units that have finished items since a step was taken for them, lately."""
    done = items().filter(state=Item.State.DONE, done_at__gte=at - LATELY, escalations__letter__state__in=TAKEN).distinct()
    by_organ: dict[Organ, list[Item]] = defaultdict(list)
    for item in done:
        by_organ[item.duty.organ].append(item)
    return sorted(by_organ.items(), key=lambda pair: (pair[0].order, pair[0].pk))


def escalations_of(key: str) -> QuerySet[Escalation]:
    """The steps that were taken together."""
    return Escalation.objects.filter(key=key).select_related("organ", "letter").order_by("organ__order", "pk")


def _proposal(organ: Organ, own: list[LateItem]) -> Proposal:
    ready = [each for each in own if each.ready]
    leading = max(ready, key=lambda each: (each.next.order, each.days), default=None)  # type: ignore[union-attr]
    if leading is None:
        waits = min(own, key=lambda each: each.next.order if each.next else 99)
        return Proposal(organ, tuple(own), None, waits.wait)
    last = f"，上一步 {leading.steps[-1].said}" if leading.steps else ""
    return Proposal(organ, tuple(own), leading.next, f"逾期 {leading.days} 天{last}")


def _extension(row: Extension) -> str:
    said = {"asked": "待批复", "granted": "已同意", "refused": "未同意"}[row.state]
    return f"申请延期至{row.until:%Y-%m-%d}（{said}）"


def _grouped(model: type, ids: Sequence[int]) -> dict[int, list]:  # type: ignore[type-arg]
    rows: dict[int, list] = defaultdict(list)  # type: ignore[type-arg]
    for row in model.objects.filter(item_id__in=ids).order_by("pk"):  # type: ignore[attr-defined]
        rows[row.item_id].append(row)
    return rows
