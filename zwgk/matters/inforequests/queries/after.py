"""What follows an answer: appeals with what comes next, the queue of Art. 44, what several people ask for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from zwgk.domain.deadlines import compute, find
from zwgk.domain.receiving import ALIKE, likeness
from zwgk.domain.rights import Actor
from zwgk.foundation.organs.queries import reach
from zwgk.foundation.rulebook import queries as rulebook

from ..models import Appeal, Case, Conversion, Reply
from .topics import terms_of

LOOKED_BACK = timedelta(days=366)
MOST = 3000
GIVEN = ("R3.1", "R3.2")  # rows of answers that gave something


@dataclass(frozen=True, slots=True)
class Often:
    """A matter that several people asked for and got: a candidate for proactive publication."""

    title: str
    cases: tuple[Case, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """A limit that somebody else has after the end."""

    title: str
    due: date
    reference: str


def appeals_visible(actor: Actor) -> QuerySet[Appeal]:
    """Of organs for which this person handles requests."""
    organ_ids = reach(actor, "inforequests.see")
    found = Appeal.objects.select_related("organ", "case")
    return found if organ_ids is None else found.filter(organ_id__in=organ_ids)


def conversions_visible(actor: Actor) -> QuerySet[Conversion]:
    """The queue of these organs."""
    organ_ids = reach(actor, "inforequests.convert")
    found = Conversion.objects.select_related("organ", "case", "record")
    return found if organ_ids is None else found.filter(organ_id__in=organ_ids)


def ahead(appeal: Appeal) -> list[Ahead]:
    """What may still come: suit after review, appeal after judgment."""
    if appeal.closed_on is None:
        return []
    after_review = [("litigation/after-reconsideration", "申请人不服复议决定的起诉期限")]
    rules = after_review if appeal.kind == Appeal.Kind.RECONSIDERATION else [("litigation/appeal-judgment", "不服判决的上诉期限"), ("litigation/appeal-ruling", "不服裁定的上诉期限")]
    law, calendar, found = rulebook.law(), rulebook.calendar(), []
    for name, title in rules:
        due = compute(find(law, name), appeal.closed_on, calendar=calendar)
        if due.day is not None:
            found.append(Ahead(title, due.day, due.reference))
    return found


def supplied_text(case: Case) -> str:
    """What the last answer gave, as a first text for the record; names of applicants stand nowhere in it."""
    reply = case.replies.filter(state__in=(Reply.State.ISSUED, Reply.State.SERVED)).last()
    parts = reply.parts.all() if reply is not None else ()
    return "\n".join(text for part in parts if (text := str(part.facts.get("supplied") or part.facts.get("channel") or "")))


def often_asked(actor: Actor, today: date) -> list[Often]:
    """Matters that at least two applicants asked for at one organ and were given, the most asked first."""
    organ_ids = reach(actor, "inforequests.convert")
    given = Case.objects.filter(counted=True, finished_on__gte=today - LOOKED_BACK, report_row__in=GIVEN).select_related("organ")
    if organ_ids is not None:
        given = given.filter(organ_id__in=organ_ids)
    queued = {(one.organ_id, one.text) for one in conversions_visible(actor)}
    groups = [group for group in _alike(given.order_by("-id")[:MOST]) if len({one.applicant_key for one in group}) > 1]
    found = [Often(group[0].title, tuple(group), len({one.applicant_key for one in group})) for group in groups]
    return sorted((one for one in found if (one.cases[0].organ_id, one.title) not in queued), key=lambda one: -one.people)


def _alike(cases: Iterable[Case]) -> list[list[Case]]:
    """Cases of one organ with like titles together; only those that share a telling word are held side by side."""
    groups: list[list[Case]] = []
    by_word: dict[tuple[int, str], list[list[Case]]] = {}
    for case in cases:
        words = [(case.organ_id, word) for word in terms_of(case.title) or [case.title]]
        near = [group for word in words for group in by_word.get(word, ())]
        home = next((group for group in near if likeness(group[0].title, case.title) >= ALIKE), None)
        if home is None:
            groups.append(home := [])
            for word in words:
                by_word.setdefault(word, []).append(home)
        home.append(case)
    return groups
