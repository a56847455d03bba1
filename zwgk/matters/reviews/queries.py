"""Reading reviews: what may be published, what waits for whom, the course of one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from zwgk.domain.reviewing import Candidate, Taken, current, why_not
from zwgk.domain.rights import Actor
from zwgk.foundation.organs.queries import reach
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.review_model import ReviewDef, StepDef

from .models import Item, Review, State, Step

__all__ = [
    "Clearance", "Line", "cleared", "course", "current_of", "hash_of", "may_decide", "next_step", "of_subject", "open_of", "process_of", "roles_at",
    "taken_of", "visible_to", "waiting_for", "why_not_now",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clearance:
    """Leave to publish exactly this content."""

    review: Review
    emergency: bool  # published first, reviewed afterwards


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the course, taken or to come."""

    step: StepDef
    taken: Step | None
    is_next: bool


def hash_of(hashes: Iterable[str]) -> str:
    """One hash over many, in their order."""
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def process_of(review: Review) -> ReviewDef:
    """The process in force here; a review goes on by the rules of today."""
    return rulebook.law().reviews[review.process]


def cleared(type: str, id: int | str, hash: str) -> Clearance | None:
    """Leave to publish this very content of this very thing; None when no review of it is completed."""
    found = Item.objects.filter(type=type, item_id=str(id), hash=hash, withdrawn="").select_related("review")
    passed = found.filter(review__state=State.COMPLETED).order_by("-review_id").first()
    if passed:
        return Clearance(passed.review, emergency=False)
    urgent = found.filter(review__state=State.OPEN, review__emergency_at__isnull=False).order_by("-review_id").first()
    return Clearance(urgent.review, emergency=True) if urgent else None


def of_subject(type: str, id: int | str) -> QuerySet[Review]:
    """All reviews in which the thing was judged, alone or in a batch, newest first."""
    own = Q(subject_type=type, subject_id=str(id)) | Q(items__type=type, items__item_id=str(id))
    return Review.objects.filter(own).distinct().select_related("organ").prefetch_related("steps")


def open_of(type: str, id: int | str) -> Review | None:
    """The review that is under way; None when there is none."""
    return of_subject(type, id).filter(state=State.OPEN).first()


def current_of(type: str, ids: Iterable[int | str]) -> Mapping[str, Review]:
    """Thing → its newest review, for a list."""
    items = Item.objects.filter(type=type, item_id__in=[str(each) for each in ids]).select_related("review").order_by("review_id")
    return {item.item_id: item.review for item in items}


def taken_of(review: Review) -> list[Taken]:
    """The steps that were passed."""
    return [Taken(step.step, step.person_id, step.name) for step in review.steps.all() if step.outcome == Step.Outcome.PASSED]


def next_step(review: Review) -> StepDef | None:
    """The step that is to be taken; None when the review is over."""
    return current(process_of(review), taken_of(review)) if review.state == State.OPEN else None


def roles_at(actor: Actor, organ_id: int) -> set[str]:
    """Roles of the actor that reach this organ."""
    return {grant.role.value for grant in actor.grants if organ_id == grant.organ_id or organ_id in actor.below}


def why_not_now(review: Review, actor: Actor) -> str:
    """Why this person may not take the next step; "" when he may."""
    who = Candidate(actor.person_id, actor.name, roles_at(actor, review.organ_id))
    return why_not(process_of(review), review.organ.kind, taken_of(review), review.drafter_id, who)


def may_decide(review: Review, actor: Actor) -> bool:
    """Whether the next step is this person's."""
    return review.state == State.OPEN and actor.may("reviews.decide", review.organ_id) and not why_not_now(review, actor)


def waiting_for(actor: Actor) -> list[Review]:
    """Reviews whose next step this person may take, oldest first."""
    if not actor.may("reviews.decide"):
        return []
    organ_ids = {grant.organ_id for grant in actor.grants} | set(actor.below)
    found = Review.objects.filter(state=State.OPEN, organ_id__in=organ_ids).select_related("organ").prefetch_related("steps").order_by("opened_at")
    return [review for review in found if may_decide(review, actor)]


def visible_to(actor: Actor) -> QuerySet[Review]:
    """Reviews of the organs that the right reaches."""
    organ_ids = reach(actor, "reviews.see")
    found = Review.objects.select_related("organ").prefetch_related("steps")
    return found if organ_ids is None else found.filter(organ_id__in=organ_ids)


def course(review: Review) -> list[Line]:
    """Every step of the process with what was done; returned steps come first, as they happened."""
    passed = {step.step: step for step in review.steps.all() if step.outcome == Step.Outcome.PASSED}
    upcoming = next_step(review)
    return [Line(step, passed.get(step.id), upcoming is not None and step.id == upcoming.id) for step in process_of(review).steps]


def late(at: datetime) -> QuerySet[Review]:
    """Reviews published in an emergency that are still to be completed."""
    return Review.objects.filter(state=State.OPEN, emergency_at__isnull=False, emergency_at__lte=at)
