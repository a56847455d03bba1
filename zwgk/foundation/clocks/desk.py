"""What is due, for the whole county or some organs: late, today, this week, later. Every question is one range of an index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from .models import Clock, State
from .moments import day_of, start_of_day

BOUND = 10_000  # counting stops here: the page then says “10000 以上”

SHOWN = (  # what a line of a desk and its light are made of; the columns of the reckoning stay where they are
    "title", "subject_type", "subject_id", "subject_title", "subject_url", "organ_id", "person_id", "due_on", "due_at", "state", "unit", "remaining",
    "provisional", "met_at", "met_late", "organ__name", "organ__short_name", "person__name", "person__username",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bucket:
    """Some rows and how many there are."""

    rows: list[Clock]
    count: int  # at most BOUND

    @property
    def words(self) -> str:
        """“37”, “10000 以上”."""
        return f"{BOUND} 以上" if self.count >= BOUND else str(self.count)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a person sees in the morning."""

    late: Bucket
    today: Bucket
    week: Bucket  # the six days after today
    later: Bucket


def desk(*, organ_ids: Iterable[int] | None, at: datetime, limit: int = 50, closed: Iterable[str] = ()) -> Desk:
    """Running clocks of these organs (None: of all), each bucket in the order in which they fall due.

    `closed` names the slices, or kinds of subject, whose pages the reader may not open: what is due there is not on his desk.
    """
    organs = None if organ_ids is None else sorted(set(organ_ids))
    today, week = start_of_day(day_of(at) + timedelta(1)), start_of_day(day_of(at) + timedelta(7))
    return Desk(
        late=_bucket(_readable(closed), organs, None, at, limit),
        today=_bucket(_readable(closed), organs, at, today, limit),
        week=_bucket(_readable(closed), organs, today, week, limit),
        later=_bucket(_readable(closed), organs, week, None, limit),
    )


def _readable(closed: Iterable[str]) -> Q:
    """Without what is due in the closed slices, or about the closed kinds of subject."""
    wanted = Q()
    for each in closed:
        wanted &= ~Q(subject_type=each) & ~Q(subject_type__startswith=f"{each}.")
    return wanted


def _bucket(wanted: Q, organs: list[int] | None, after: datetime | None, until: datetime | None, limit: int) -> Bucket:
    clocks = Clock.objects.filter(wanted, state=State.RUNNING, due_at__isnull=False)
    if after is not None:
        clocks = clocks.filter(due_at__gte=after)
    if until is not None:
        clocks = clocks.filter(due_at__lt=until)
    if organs is not None:
        clocks = clocks.filter(organ_id__in=organs)
    rows = list(clocks.select_related("organ", "person").only(*SHOWN).order_by("due_at")[:limit])
    count = len(rows) if len(rows) < limit else _bounded(clocks)
    return Bucket(rows, count)


def _bounded(clocks: QuerySet[Clock]) -> int:
    return clocks.order_by().values_list("pk", flat=True)[:BOUND].count()


@dataclass(frozen=True, slots=True)
class Heat:
    """One row of the heat map."""

    organ_id: int
    late: int
    weeks: tuple[int, ...]  # this calendar week, the next, …


def counts_by_organ(organ_ids: Iterable[int] | None, at: datetime, weeks: int = 5, closed: Iterable[str] = ()) -> list[Heat]:
    """Running clocks per organ: the late ones, then those due in what is left of this week and in the next ones."""
    monday = day_of(at) - timedelta(day_of(at).weekday())
    ends = [start_of_day(monday + timedelta(7 * n + 7)) for n in range(weeks)]
    wanted = _readable(closed)
    late = _per_organ(wanted, organ_ids, None, at)
    columns = [_per_organ(wanted, organ_ids, begin, end) for begin, end in zip([at, *ends], ends, strict=False)]
    found = sorted({organ for column in (late, *columns) for organ in column})
    return [Heat(organ, late.get(organ, 0), tuple(column.get(organ, 0) for column in columns)) for organ in found]


def _per_organ(wanted: Q, organ_ids: Iterable[int] | None, after: datetime | None, until: datetime) -> dict[int, int]:
    clocks = Clock.objects.filter(wanted, state=State.RUNNING, due_at__lt=until)
    if after is not None:
        clocks = clocks.filter(due_at__gte=after)
    if organ_ids is not None:
        clocks = clocks.filter(organ_id__in=list(organ_ids))
    return dict(clocks.order_by().values_list("organ_id").annotate(n=Count("*")))


@dataclass(frozen=True, slots=True)
class Record:
    """How an organ has kept its limits."""

    organ_id: int
    met: int  # in time
    met_late: int
    late: int  # still open and past its moment


def record_by_organ(first: date, last: date, at: datetime, organ_ids: Iterable[int] | None = None) -> list[Record]:
    """Clocks that fell due between two days, both included, per organ: for assessments and reports."""
    clocks = Clock.objects.filter(due_at__gte=start_of_day(first), due_at__lt=start_of_day(last + timedelta(1)))
    if organ_ids is not None:
        clocks = clocks.filter(organ_id__in=list(organ_ids))
    met, late = Q(state=State.MET), Q(state=State.RUNNING, due_at__lt=at)
    rows = (
        clocks.filter(Q(state__in=[State.MET, State.RUNNING]), waits=False).order_by("organ_id").values_list("organ_id")
    )
    return [
        Record(*row)
        for row in rows.annotate(
            met=Count("pk", filter=met & Q(met_late=False)), met_late=Count("pk", filter=met & Q(met_late=True)),
            late=Count("pk", filter=late),
        )
    ]  # fmt: skip
