"""The processes in force here, for each kind of organ, with their ground; and figures by step and month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from zwgk import law as files
from zwgk.domain.rights import ROLE_NAMES, Role
from zwgk.foundation.organs.models import OrganKind
from zwgk.foundation.organs.pages import StaffRequest, staff
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.model import Status
from zwgk.law.review_model import ReviewDef, Variant
from zwgk.matters.reviews import counting, queries

from .shared import CRUMBS, download

YEAR = timedelta(366)


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for one kind of organ."""

    kind: str
    persons: int
    together: str
    own: bool  # the file says something of its own for this kind


@staff("reviews.see")
def processes(request: StaffRequest) -> HttpResponse:
    """Who judges before release, as the files say."""
    found = [(each, _steps(each), _rules(each), each.status is Status.UNVERIFIED) for each in rulebook.law().reviews.values()]
    return render(request, "reviews/processes.html", {"title": "审核流程", "crumbs": CRUMBS, "processes": found, "local": bool(settings.LOCAL_LAW_DIR)})


def _steps(process: ReviewDef) -> list[tuple[str, str, str, int]]:
    return [(step.title, "、".join(ROLE_NAMES[Role(role)] for role in step.roles), "、".join(step.looks_at), step.days) for step in process.steps]


def _rules(process: ReviewDef) -> list[Rule]:
    others = [_rule(process, OrganKind(kind).label, variant, own=True) for kind, variant in process.by_kind.items()]
    return [_rule(process, "其他单位", process.usual, own=False), *others]


def _rule(process: ReviewDef, kind: str, variant: Variant, *, own: bool) -> Rule:
    groups = ["、".join(step.title for step in process.steps if step.id in group) for group in variant.together]
    return Rule(kind, variant.persons, "；".join(groups), own)


@staff("reviews.see")
def process_file(request: StaffRequest, name: str) -> HttpResponse:
    """The shipped file, to be changed and laid into the local folder `reviews/`."""
    if name not in rulebook.law().reviews:
        raise Http404
    source = Path(files.__file__).parent / "reviews" / f"{name}.yaml"
    if not source.is_file():
        raise Http404
    return download(source.read_bytes(), f"{name}.yaml", "application/yaml; charset=utf-8")


@staff("reviews.see")
def statistics(request: StaffRequest) -> HttpResponse:
    """How many, how long, how often returned; by step and month, never by person."""
    seen, since = queries.visible_to(request.actor), request.moment - YEAR
    values = {"steps": counting.by_step(seen, since), "months": counting.by_month(seen, since)}
    return render(request, "reviews/statistics.html", {"title": "审核统计", "crumbs": CRUMBS, **values})
