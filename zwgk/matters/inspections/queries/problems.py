"""Problems for lists and desks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from zwgk.domain.rights import Actor
from zwgk.foundation.organs.queries import reach
from zwgk.law.inspection_model import CheckRule
from zwgk.matters.inspections import rules
from zwgk.matters.inspections.models import Page, Problem, Run


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the list; "" leaves one out."""

    state: str = "open"
    group: str = ""
    rule: str = ""
    organ_id: int | None = None
    column_id: int | None = None
    text: str = ""
    mine: bool = False
    run_id: int | None = None
    part: str = ""  # of the run: new, mended
    among: Sequence[int] | None = None  # the problems behind a number of a month


@dataclass(frozen=True, slots=True)
class Row:
    """A problem with its rule."""

    problem: Problem
    rule: CheckRule

    @property
    def weight(self) -> str:
        return rules.WEIGHTS[self.rule.weight]


def visible_to(actor: Actor) -> QuerySet[Problem]:
    """All, or those of the own organs."""
    found = Problem.objects.select_related("organ", "column", "finding")
    organ_ids = reach(actor, "inspections.see")
    return found if organ_ids is None else found.filter(organ_id__in=organ_ids)


def filtered(found: QuerySet[Problem], wanted: Wanted, person_id: int | None, day: date) -> QuerySet[Problem]:
    """The list with its filters."""
    narrow = Q()
    if wanted.state:
        narrow &= Q(state=wanted.state)
    if wanted.group:
        narrow &= Q(rule__in=rules.of_group(wanted.group))
    if wanted.rule:
        narrow &= Q(rule=wanted.rule)
    if wanted.organ_id:
        narrow &= Q(organ_id=wanted.organ_id)
    if wanted.column_id:
        narrow &= Q(column_id=wanted.column_id)
    if wanted.text:
        narrow &= Q(what__icontains=wanted.text) | Q(title__icontains=wanted.text) | Q(address__icontains=wanted.text)
    if wanted.run_id:
        narrow &= Q(mended_run_id=wanted.run_id) if wanted.part == "mended" else Q(first_run_id=wanted.run_id)
    if wanted.among is not None:
        narrow &= Q(pk__in=wanted.among)
    return mine(found.filter(narrow), person_id, day) if wanted.mine else found.filter(narrow)


def mine(found: QuerySet[Problem], person_id: int | None, day: date) -> QuerySet[Problem]:
    """In columns that this person keeps."""
    kept = Q(column__duties__until__isnull=True) | Q(column__duties__until__gte=day)
    return found.filter(kept, column__duties__person_id=person_id or 0, column__duties__step="keep").distinct()


def open_count_of(actor: Actor, day: date) -> int:
    """How many wait in the columns of this person: for the desk."""
    found = Problem.objects.filter(state=Problem.State.OPEN).exclude(rule__in=rules.hints())
    return mine(found, actor.person_id, day).count() if actor.person_id else 0


def problem_rows(found: Iterable[Problem]) -> list[Row]:
    known = rules.every()
    return [Row(each, known.get(each.rule, rules.GONE)) for each in found]


def running() -> Run | None:
    """The one under way."""
    return Run.objects.exclude(stage=Run.Stage.DONE).order_by("pk").first()


def runs() -> QuerySet[Run]:
    return Run.objects.defer("todo")


def looked_at(numbers: Sequence[int]) -> list[Page]:
    """These pages, in their order; what is no longer public is left out."""
    found = Page.objects.select_related("organ").defer("links").in_bulk(list(numbers))
    return [found[pk] for pk in numbers if pk in found]
