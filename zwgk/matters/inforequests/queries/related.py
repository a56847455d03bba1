"""Like matters across units (关联申请): dates, outcomes, reviews; where two replies contradict; counted facts for Art. 35."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from zwgk.domain.receiving import ALIKE, likeness
from zwgk.domain.rights import Actor
from zwgk.foundation.rulebook import queries as rulebook

from ..models import Appeal, Case, State
from .topics import terms_of

YEARS_BACK = timedelta(days=3 * 366)
MOST_LOOKED_AT, MOST_SHOWN = 4000, 60
CONTRARY = 0.75  # so alike that two different answers call for an explanation
GIVES, REFUSES = ("R3.1", "R3.2"), ("R3.3", "R3.4")


@dataclass(frozen=True, slots=True)
class Related:
    """One like request at some unit."""

    case: Case
    score: float
    appeals: tuple[Appeal, ...]
    contrary: bool  # the answer to it and to another one here differ
    outcome: str = ""  # the decision in words

    @property
    def percent(self) -> int:
        return round(self.score * 100)


@dataclass(frozen=True, slots=True)
class Counted:
    """How often the same applicant asked: figures, never a label."""

    total: int
    organs: int
    by_month: tuple[tuple[str, int], ...]
    alike: int


def related(case: Case, actor: Actor) -> list[Related]:
    """Like requests at all units, the likest first; only for the county's 工作机构."""
    actor.require("inforequests.relate")
    rows = _candidates(case)
    scored = sorted(((likeness(case.title, row.title), row) for row in rows), key=lambda pair: -pair[0])
    near = [(score, row) for score, row in scored if score >= ALIKE][:MOST_SHOWN]
    reviews: dict[int, list[Appeal]] = {}
    for appeal in Appeal.objects.filter(case__in=[row.pk for _, row in near]):
        reviews.setdefault(appeal.case_id or 0, []).append(appeal)
    sides = [_side(row) for score, row in [(1.0, case), *near] if score >= CONTRARY]
    split = "gives" in sides and "refuses" in sides
    law = rulebook.law()
    return [
        Related(
            row, score, tuple(reviews.get(row.pk, ())), split and score >= CONTRARY and bool(_side(row)),
            law.outcomes[row.outcome].label if row.outcome in law.outcomes else "",
        )
        for score, row in near
    ]  # fmt: skip


def counted(case: Case, actor: Actor, today: date) -> Counted:
    """Art. 35 needs counts: the requests of this applicant in the last twelve months."""
    actor.require("inforequests.relate")
    since = today - timedelta(days=366)
    rows = list(
        Case.objects.filter(applicant_key=case.applicant_key, received_on__gte=since, counted=True).only("title", "organ_id", "received_on")
        if case.applicant_key else ()
    )  # fmt: skip
    months = Counter(f"{row.received_on:%Y-%m}" for row in rows if row.received_on)
    same = sum(1 for row in rows if row.pk != case.pk and likeness(case.title, row.title) >= ALIKE)
    return Counted(len(rows), len({row.organ_id for row in rows}), tuple(sorted(months.items())), same)


def _candidates(case: Case) -> list[Case]:
    """Requests that share a telling word; the score decides later."""
    wanted = Q()
    for term in terms_of(case.title)[:6]:
        wanted |= Q(title__icontains=term) | Q(description__icontains=term)
    since = case.submitted_at - YEARS_BACK
    rows = Case.objects.filter(wanted, submitted_at__gte=since).exclude(pk=case.pk).exclude(state__in=(State.SPLIT, State.FORWARDED))
    return list(rows.select_related("organ").order_by("-id")[:MOST_LOOKED_AT])


def _side(case: Case) -> str:
    if case.report_row in GIVES:
        return "gives"
    return "refuses" if case.report_row.startswith(REFUSES) else ""
