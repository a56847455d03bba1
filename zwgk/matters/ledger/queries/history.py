"""Items, duties, reports as they stood at an earlier moment: what the platform knew then, not what it learned later.

An item existed from the moment its clock began (or its plan was handed out) until its clock was voided; it was done from the
moment the office confirmed it. A limit that was extended later still had its former day then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, IntegerField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.clocks.models import Clock
from zwgk.foundation.journal import queries as journal

from ..models import Duty, Evidence, Extension, Item, Report
from ..subjects import ITEM

Organs = Iterable[int] | None


@dataclass(frozen=True, slots=True)
class Then:
    """One item with a day, at that moment."""

    item: int
    organ: int
    due: date
    done: bool
    in_time: bool  # done, and handed in by its day
    late: bool  # not done, and its day was over


def items_then(at: datetime, first: date, last: date, organs: Organs = None) -> list[Then]:
    """Items whose day, as it was set at that moment, lies in the period."""
    found = clocks.of_type(ITEM).filter(created_at__lte=at, due_on__range=(first, last))
    found = found if organs is None else found.filter(organ_id__in=list(organs))
    moved = _moved_after(at)
    numbers = found.annotate(number=Cast("subject_id", IntegerField())).values("number")
    done = _confirmed(at, numbers)
    rows = {
        int(item): Then(int(item), organ, due, int(item) in done, int(item) in done and not late, int(item) not in done and due < localdate(at))
        for item, organ, due, late in found.exclude(state=clocks.State.VOID).values_list("subject_id", "organ_id", "due_on", "met_late")
        if int(item) not in moved
    }
    special = [*_of_moved(moved, organs), *_voided_after(at, found)]
    for clock, due in special:
        if first <= due <= last and clock.created_at <= at and int(clock.subject_id) not in rows:
            rows[int(clock.subject_id)] = _then(clock, due, at)
    return [*rows.values()]


def _then(clock: Clock, due: date, at: datetime) -> Then:
    number = int(clock.subject_id)
    ended = Report.objects.filter(item_id=number, state=Report.State.CONFIRMED, decided_at__lte=at).first()
    in_time = ended is not None and localdate(ended.reported_at) <= due
    return Then(number, clock.organ_id, due, ended is not None, in_time, ended is None and due < localdate(at))


def _confirmed(at: datetime, numbers: QuerySet[Clock]) -> set[int]:
    """Items of these numbers that the office had confirmed by then; a confirmation taken back later still counted then."""
    found = Report.objects.filter(state=Report.State.CONFIRMED, decided_at__lte=at, item_id__in=numbers)
    done = set(found.order_by().values_list("item_id", flat=True))
    taken_back = Item.objects.filter(done_at__isnull=False).exclude(state=Item.State.DONE).order_by()
    for number in taken_back.values_list("pk", flat=True):
        verbs = ("ledger.confirm_done", "ledger.return_report")
        last = journal.of_subject(ITEM, number).filter(verb__in=verbs, at__lte=at).order_by("-at", "-id").first()
        if last is not None and last.verb == verbs[0]:
            done.add(number)
    return done


def _moved_after(at: datetime) -> dict[int, int]:
    """Item → how many extensions were granted after that moment."""
    later = Extension.objects.filter(state=Extension.State.GRANTED, decided_at__gt=at).order_by()
    return dict(later.values("item_id").annotate(times=Count("id")).values_list("item_id", "times"))


def _of_moved(moved: dict[int, int], organs: Organs) -> list[tuple[Clock, date]]:
    """The clocks of these items, each with the day it had before the later grants."""
    rows = []
    for clock in clocks.of_subjects(ITEM, moved).exclude(state=clocks.State.VOID):
        grants = clock.extension[-moved[int(clock.subject_id)] :]
        former = grants[0].get("former_due") if grants else None
        due = date.fromisoformat(former) if former else clock.due_on
        if due is not None and (organs is None or clock.organ_id in set(organs)):
            rows.append((clock, due))
    return rows


def _voided_after(at: datetime, found: QuerySet[Clock]) -> list[tuple[Clock, date]]:
    """Clocks that run no more today and still ran then."""
    void = list(found.filter(state=clocks.State.VOID))
    if not void:
        return []
    facts = journal.latest().filter(subject_type=ITEM, verb="clocks.void", at__gt=at, subject_id__in=[clock.subject_id for clock in void])
    later = {fact.data.get("clock") for fact in facts}
    return [(clock, clock.due_on) for clock in void if clock.pk in later and clock.due_on]


def duties_then(at: datetime, first: date, last: date, organs: Organs = None) -> list[tuple[int, int, str]]:
    """Duties (number, organ, part) of plans handed out in the period and by that moment; one that ended later was there then."""
    found = Duty.objects.filter(task__plan__adopted_at__date__range=(first, last), task__plan__adopted_at__lte=at).order_by()
    found = found if organs is None else found.filter(organ_id__in=list(organs))
    found = found.filter(Q(ended="", task__cancelled="") | Q(pk__in=_ended_after(at))).exclude(pk__in=_begun_after(at))
    return list(found.values_list("pk", "organ_id", "part"))


def _ended_after(at: datetime) -> list[int]:
    void = journal.latest().filter(subject_type=ITEM, verb="clocks.void", at__gt=at).values_list("subject_id", flat=True)
    numbers = [int(number) for number in void.order_by()]
    return list(Duty.objects.filter(items__in=numbers).exclude(ended="").order_by().values_list("pk", flat=True).distinct()) if numbers else []


def _begun_after(at: datetime) -> list[int]:
    """Duties that a corrected document brought in later: none of their clocks had begun."""
    if not journal.latest().filter(verb="ledger.renew", at__gt=at).exists():
        return []
    begun = clocks.of_type(ITEM).filter(created_at__lte=at).values_list("subject_id", flat=True)
    later = clocks.of_type(ITEM).filter(created_at__gt=at).values_list("subject_id", flat=True)
    known = set(begun)
    numbers = [int(number) for number in later if number not in known]
    old = Item.objects.filter(pk__in=[int(number) for number in known]).values_list("duty_id", flat=True)
    return list(Item.objects.filter(pk__in=numbers).exclude(duty_id__in=list(old)).values_list("duty_id", flat=True).distinct())


def _on(field: str, at: datetime, first: date, last: date, organs: Organs) -> Q:
    wanted = Q(**{f"{field}__date__range": (first, last), f"{field}__lte": at})
    return wanted if organs is None else wanted & Q(item__duty__organ_id__in=list(organs))


def reports_then(at: datetime, first: date, last: date, organs: Organs = None) -> QuerySet[Report]:
    """Reports handed in within the period, by that moment."""
    return Report.objects.filter(_on("reported_at", at, first, last, organs)).select_related("item__duty")


def evidence_then(at: datetime, first: date, last: date, organs: Organs = None) -> QuerySet[Evidence]:
    """Evidence added within the period, by that moment."""
    return Evidence.objects.filter(_on("added_at", at, first, last, organs)).select_related("item__duty")


def extensions_then(at: datetime, first: date, last: date, organs: Organs = None) -> QuerySet[Extension]:
    """Extensions asked for within the period, by that moment."""
    return Extension.objects.filter(_on("asked_at", at, first, last, organs)).select_related("item__duty")


def item_titles(numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Item → (task and occurrence, name of the plan)."""
    wanted, found = list(numbers), {}
    for start in range(0, len(wanted), 900):
        rows = Item.objects.filter(pk__in=wanted[start : start + 900]).order_by()
        for pk, label, heading, text, plan in rows.values_list("pk", "label", "duty__task__heading", "duty__task__text", "duty__task__plan__title"):
            words = heading or text
            words = words if len(words) <= 40 else words[:39] + "…"
            found[pk] = (f"{words}（{label}）" if label else words, plan)
    return found


def duty_titles(numbers: Iterable[int]) -> dict[int, tuple[str, int]]:
    """Duty → (its task, number of the task)."""
    wanted, found = list(numbers), {}
    for start in range(0, len(wanted), 900):
        rows = Duty.objects.filter(pk__in=wanted[start : start + 900]).order_by()
        for pk, heading, text, task in rows.values_list("pk", "task__heading", "task__text", "task_id"):
            words = heading or text
            found[pk] = (words if len(words) <= 40 else words[:39] + "…", task)
    return found


def items_of(kind: str, numbers: Iterable[int]) -> list[tuple[int, int]]:
    """(number of the report, piece of evidence or extension, number of its item)."""
    model = {"report": Report, "evidence": Evidence, "extension": Extension}[kind]
    wanted = list(numbers)
    chunks = (wanted[start : start + 900] for start in range(0, len(wanted), 900))
    return [pair for chunk in chunks for pair in model.objects.filter(pk__in=chunk).order_by().values_list("pk", "item_id")]
