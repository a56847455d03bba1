"""Requests in figures: load, punctuality, outcomes, grounds of refusal, topics, on the spot, unit beside unit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.outcome_model import GROUP_NAMES, OutcomeGroup

from ..models import Appeal, Case
from .topics import topics

MOST_TITLES = 5000
REFUSALS = (OutcomeGroup.WITHHELD, OutcomeGroup.UNABLE, OutcomeGroup.DECLINED)


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day, and the organs; None: all of them."""

    first: date
    last: date
    organ_ids: Collection[int] | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """So many of the whole."""

    label: str
    count: int
    whole: int

    @property
    def percent(self) -> float | None:
        return round(100 * self.count / self.whole, 1) if self.whole else None

    @property
    def said(self) -> str:
        """“83.3%”, “—” of nothing."""
        return "—" if self.percent is None else f"{self.percent}%"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit beside the others."""

    organ: Organ
    received: int
    finished: int
    open: int
    late: int
    on_the_spot: int
    given: int
    refused: int
    appeals: int
    corrected: int

    @property
    def on_time(self) -> float | None:
        """Of what was finished."""
        return Share("", self.finished - self.late, self.finished).percent


@dataclass(frozen=True, slots=True)
class Analysis:
    """The picture of a span."""

    span: Span
    received: int
    finished: int
    open: int
    on_time: Share
    on_the_spot: Share
    months: list[tuple[str, int, int]]  # month, received, finished
    groups: list[Share]
    grounds: list[Share]
    kinds: list[Share]
    channels: list[Share]
    topics: list[tuple[str, int]]
    units: list[UnitLine]
    appeals: int
    corrected: int


def analysis(span: Span) -> Analysis:
    """Everything of the analysis page; a fixed number of queries, whatever the number of units."""
    came, done = _received(span), _finished(span)
    in_time = on_time(span)
    finished = in_time.whole
    by_outcome = dict(done.order_by().values_list("outcome").annotate(Count("id")))
    units = _units(span)
    received = came.count()
    return Analysis(
        span, received, finished, sum(unit.open for unit in units), in_time,
        Share("当场办结", done.filter(on_the_spot=True).count(), finished), _months(came, done), _groups(by_outcome, finished),
        _grounds(by_outcome), _shares(came, "applicant_kind", Case._meta.get_field("applicant_kind").choices, received),
        _shares(came, "channel", Case._meta.get_field("channel").choices, received),
        topics(came.order_by("-id").values_list("title", flat=True)[:MOST_TITLES]), units,
        sum(unit.appeals for unit in units), sum(unit.corrected for unit in units),
    )  # fmt: skip


def on_time(span: Span) -> Share:
    """Of what was finished: how much within the legal time."""
    done = _finished(span)
    finished = done.count()
    return Share("按期办结", finished - done.filter(answered_late=True).count(), finished)


def _scoped(span: Span) -> QuerySet[Case]:
    found = Case.objects.filter(counted=True)
    return found if span.organ_ids is None else found.filter(organ_id__in=list(span.organ_ids))


def _received(span: Span) -> QuerySet[Case]:
    return _scoped(span).filter(received_on__range=(span.first, span.last))


def _finished(span: Span) -> QuerySet[Case]:
    return _scoped(span).filter(finished_on__range=(span.first, span.last))


def _months(came: QuerySet[Case], done: QuerySet[Case]) -> list[tuple[str, int, int]]:
    received = dict(came.order_by().annotate(month=TruncMonth("received_on")).values_list("month").annotate(Count("id")))
    finished = dict(done.order_by().annotate(month=TruncMonth("finished_on")).values_list("month").annotate(Count("id")))
    return [(f"{month.year}年{month.month}月", received.get(month, 0), finished.get(month, 0)) for month in sorted({*received, *finished})]


def _groups(by_outcome: dict[str, int], whole: int) -> list[Share]:
    law, counts = rulebook.law(), dict.fromkeys(OutcomeGroup, 0)
    for ident, number in by_outcome.items():
        if ident in law.outcomes:
            counts[law.outcomes[ident].group] += number
    return [Share(GROUP_NAMES[group], number, whole) for group, number in counts.items() if number or group in (OutcomeGroup.DISCLOSED, OutcomeGroup.WITHHELD)]


def _grounds(by_outcome: dict[str, int]) -> list[Share]:
    law = rulebook.law()
    found = [(law.outcomes[ident], number) for ident, number in by_outcome.items() if ident in law.outcomes and law.outcomes[ident].group in REFUSALS]
    whole = sum(number for _, number in found)
    return [Share(one.label, number, whole) for one, number in sorted(found, key=lambda pair: -pair[1])]


def _shares(found: QuerySet[Case], name: str, choices: object, whole: int) -> list[Share]:
    counts = dict(found.order_by().values_list(name).annotate(Count("id")))
    return [Share(str(label), counts[value], whole) for value, label in dict(choices or ()).items() if counts.get(value)]  # type: ignore[call-overload]


def _units(span: Span) -> list[UnitLine]:
    """Three grouped queries and the names."""
    inside = (span.first, span.last)
    open_now = Q(received_on__lte=span.last) & (Q(finished_on__isnull=True) | Q(finished_on__gt=span.last))
    done = Q(finished_on__range=inside)
    rows = {
        row["organ_id"]: row for row in _scoped(span).order_by().values("organ_id").annotate(
            received=Count("id", filter=Q(received_on__range=inside)), finished=Count("id", filter=done), open=Count("id", filter=open_now),
            late=Count("id", filter=done & Q(answered_late=True)), on_the_spot=Count("id", filter=done & Q(on_the_spot=True)),
            given=Count("id", filter=done & Q(report_row__in=("R3.1", "R3.2"))),
            refused=Count("id", filter=done & (Q(report_row__startswith="R3.3") | Q(report_row__startswith="R3.4") | Q(report_row__startswith="R3.5"))),
        )
    }  # fmt: skip
    appealed = Appeal.objects.filter(received_on__range=inside)
    if span.organ_ids is not None:
        appealed = appealed.filter(organ_id__in=list(span.organ_ids))
    reviews = {
        row["organ_id"]: row for row in appealed.order_by().values("organ_id").annotate(
            appeals=Count("id"), corrected=Count("id", filter=Q(result=Appeal.Result.CORRECTED))
        )
    }  # fmt: skip
    found = []
    for organ in organs.every_organ().filter(pk__in={*rows, *reviews}):
        row, review = rows.get(organ.pk, {}), reviews.get(organ.pk, {})
        figures = {name: row.get(name, 0) for name in ("received", "finished", "open", "late", "on_the_spot", "given", "refused")}
        if any(figures.values()) or review:
            found.append(UnitLine(organ, **figures, appeals=review.get("appeals", 0), corrected=review.get("corrected", 0)))
    return sorted(found, key=lambda unit: (-unit.received, unit.organ.order))
