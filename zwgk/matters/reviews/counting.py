"""Figures of reviews by step and by month. Never by person: who is quick or slow is nobody's ranking."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import QuerySet
from django.utils.timezone import localtime

from .models import Review, State, Step


@dataclass(frozen=True, slots=True)
class StepFigure:
    """One step of all reviews of the period."""

    title: str
    taken: int
    returned: int
    on_paper: int
    half: str  # half of them were done within: “3 小时”
    longest: str

    @property
    def share(self) -> str:
        return f"{self.returned / self.taken:.0%}" if self.taken else "—"


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """One month."""

    month: str
    opened: int
    items: int
    completed: int
    returned: int
    lapsed: int
    urgent: int
    half: str  # from sending to the end, of those completed


def by_step(reviews: QuerySet[Review], since: datetime) -> list[StepFigure]:
    """In the order in which the steps are taken."""
    taken = Step.objects.filter(review__in=reviews, taken_at__gte=since).order_by("review_id", "id")
    rows = taken.values_list("review_id", "review__opened_at", "step", "title", "outcome", "taken_at", "scan_id")
    waited: dict[str, list[float]] = defaultdict(list)
    titles: dict[str, str] = {}
    returned: Counter[str] = Counter()
    paper: Counter[str] = Counter()
    last: tuple[int, datetime] | None = None
    for review, opened, step, title, outcome, at, scan in rows:
        begun = last[1] if last and last[0] == review else opened
        waited[step].append((at - begun).total_seconds())
        titles[step] = title
        returned[step] += outcome == Step.Outcome.RETURNED
        paper[step] += scan is not None
        last = (review, at)
    return [
        StepFigure(titles[step], len(spans), returned[step], paper[step], span(median(spans)), span(max(spans)))
        for step, spans in waited.items()
    ]  # fmt: skip


def by_month(reviews: QuerySet[Review], since: datetime) -> list[MonthFigure]:
    """By the month in which it was sent, newest first."""
    found: dict[str, list[Review]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for review in reviews.filter(opened_at__gte=since).defer("rendition", "remarks").prefetch_related(None).prefetch_related("items"):
        month = f"{localtime(review.opened_at):%Y-%m}"
        found[month].append(review)
        counts[month] += len(review.items.all())
    return [_month(month, found[month], counts[month]) for month in sorted(found, reverse=True)]


def _month(month: str, rows: list[Review], items: int) -> MonthFigure:
    states = Counter(row.state for row in rows)
    spans = [(row.ended_at - row.opened_at).total_seconds() for row in rows if row.state == State.COMPLETED and row.ended_at]
    return MonthFigure(
        month, len(rows), items, states[State.COMPLETED], states[State.RETURNED], states[State.LAPSED], sum(1 for row in rows if row.emergency_at),
        span(median(spans)) if spans else "—",
    )  # fmt: skip


def span(seconds: float) -> str:
    """A length of time as people say it."""
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{max(minutes, 0)} 分钟"
    return f"{minutes / 60:.0f} 小时" if minutes < 48 * 60 else f"{minutes / 60 / 24:.0f} 天"
