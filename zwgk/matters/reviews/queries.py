"""Reading reviews: what may be published, what waits for whom, the course of one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from zwgk.domain.held import Held
from zwgk.domain.reviewing import Candidate, Taken, current, why_not
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.organs.models import Person
from zwgk.foundation.organs.queries import Seat, people_with, reach
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.review_model import ReviewDef, StepDef

from .models import SUBJECT, Item, Review, State, Step


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
    """The review that is under way; None when there is none. A batch that the thing has left is not its review any more."""
    left = Item.objects.filter(type=type, item_id=str(id)).exclude(withdrawn="").values("review_id")
    return of_subject(type, id).filter(state=State.OPEN).exclude(pk__in=left).first()


def why_left(review: Review, type: str, id: int | str) -> str:
    """Why the thing was taken out of this batch; "" when it was not."""
    return review.items.filter(type=type, item_id=str(id)).values_list("withdrawn", flat=True).first() or ""


def current_of(type: str, ids: Iterable[int | str]) -> Mapping[str, Review]:
    """Thing → its newest review, for a list."""
    items = Item.objects.filter(type=type, item_id__in=[str(each) for each in ids]).select_related("review").order_by("review_id")
    return {item.item_id: item.review for item in items}


def under_way(type: str) -> set[str]:
    """Things whose review has not ended and may not be published before it ends."""
    found = Item.objects.filter(type=type, withdrawn="", review__state=State.OPEN, review__emergency_at__isnull=True)
    return set(found.values_list("item_id", flat=True))


def taken_of(review: Review) -> list[Taken]:
    """The steps that were passed."""
    return [Taken(step.step, step.person_id, step.name) for step in review.steps.all() if step.outcome == Step.Outcome.PASSED]


def next_step(review: Review, process: ReviewDef | None = None) -> StepDef | None:
    """The step that is to be taken; None when the review is over."""
    return current(process or process_of(review), taken_of(review)) if review.state == State.OPEN else None


def roles_at(actor: Actor, organ_id: int) -> set[str]:
    """Roles of the actor that reach this organ."""
    return {grant.role.value for grant in actor.grants if organ_id == grant.organ_id or organ_id in actor.below}


def why_not_now(review: Review, actor: Actor, process: ReviewDef | None = None) -> str:
    """Why this person may not take the next step; "" when he may."""
    who = Candidate(actor.person_id, actor.name, roles_at(actor, review.organ_id))
    return why_not(process or process_of(review), review.organ.kind, taken_of(review), review.drafter_id, who)


def acting(review: Review, actor: Actor) -> Actor:
    """AB 角: the actor with only those posts by which he takes the next step — his own when they suffice, else those of one he stands in for."""
    for absent in ("", *dict.fromkeys(grant.acting_for for grant in actor.grants if grant.acting_for)):
        seated = replace(actor, grants=tuple(grant for grant in actor.grants if grant.acting_for == absent))
        if seated.grants and not why_not_now(review, seated):
            return seated
    return actor


def may_decide(review: Review, actor: Actor, process: ReviewDef | None = None) -> bool:
    """Whether the next step is this person's."""
    return review.state == State.OPEN and actor.may("reviews.decide", review.organ_id) and not why_not_now(review, actor, process)


def waiting_for(actor: Actor) -> list[Review]:
    """Reviews whose next step this person may take, oldest first."""
    if not actor.may("reviews.decide"):
        return []
    organ_ids = {grant.organ_id for grant in actor.grants} | set(actor.below)
    found = Review.objects.filter(state=State.OPEN, organ_id__in=organ_ids).select_related("organ").prefetch_related("steps").order_by("opened_at")
    processes = rulebook.law().reviews
    return [review for review in found if may_decide(review, actor, processes[review.process])]


def visible_to(actor: Actor) -> QuerySet[Review]:
    """Reviews of the organs that the right reaches."""
    organ_ids = reach(actor, "reviews.see")
    found = Review.objects.select_related("organ").prefetch_related("steps")
    return found if organ_ids is None else found.filter(organ_id__in=organ_ids)


def course(review: Review) -> list[Line]:
    """Every step of the process with what was done."""
    process = process_of(review)
    passed = {step.step: step for step in review.steps.all() if step.outcome == Step.Outcome.PASSED}
    upcoming = next_step(review, process)
    return [Line(step, passed.get(step.id), upcoming is not None and step.id == upcoming.id) for step in process.steps]


def owed(found: QuerySet[Review]) -> QuerySet[Review]:
    """Published in an emergency, the review still to be completed."""
    return found.filter(state=State.OPEN, emergency_at__isnull=False)


def before(review: Review) -> Review | None:
    """The review of the same thing before this one, with what was seen then."""
    earlier = Review.objects.filter(subject_type=review.subject_type, subject_id=review.subject_id, pk__lt=review.pk).exclude(rendition="")
    return earlier.order_by("-pk").first()


def rest_of(review: Review) -> list[Item]:
    """What is still judged."""
    return [item for item in review.items.all() if not item.withdrawn]


def sample(items: Sequence[Item], review: Review, size: int = 5, draw: int = 1) -> list[Item]:
    """A few of a batch to look at, drawn by its hash: everybody who asks for draw 1 sees the same ones."""
    if len(items) <= size:
        return list(items)
    marked = sorted(items, key=lambda item: hashlib.sha256(f"{review.hash}:{draw}:{item.pk}".encode()).digest())
    return sorted(marked[:size], key=lambda item: item.pk)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The register, narrowed."""

    text: str = ""
    state: str = ""
    organ_id: int | None = None
    since: date | None = None
    until: date | None = None


def filtered(found: QuerySet[Review], wanted: Wanted) -> QuerySet[Review]:
    """Newest first."""
    if wanted.text:
        found = found.filter(Q(title__icontains=wanted.text) | Q(drafter_name__icontains=wanted.text))
    for name, value in (("state", wanted.state), ("organ_id", wanted.organ_id), ("opened_at__date__gte", wanted.since), ("opened_at__date__lte", wanted.until)):
        if value:
            found = found.filter(**{name: value})
    return found.order_by("-id")


def signers(review: Review, step: StepDef, day: date) -> list[Person]:
    """Who could have signed this step: people with its roles at the organ or above it, never the drafter."""
    places, place = [], review.organ
    while place is not None:
        places.append(place.pk)
        place = place.parent
    found = {person.pk: person for role in step.roles for place_id in places for person in people_with(Role(role), place_id, day)}
    found.pop(review.drafter_id, None)  # nobody judges his own
    return sorted(found.values(), key=lambda person: person.name)


def counts(ids: Iterable[int]) -> Mapping[int, int]:
    """Review → how many things are in it."""
    found = Item.objects.filter(review_id__in=list(ids), withdrawn="").values_list("review_id").annotate(Count("pk")).order_by()
    return dict(found)


def on_post(seat: Seat, at: datetime) -> list[Held]:
    """For the hand-over: what is under review at the units of the seat, with the step that is next."""
    found = list(Review.objects.filter(organ_id__in=seat.organ_ids, state=State.OPEN).select_related("organ").prefetch_related("steps").order_by("pk"))
    due = {clock.subject_id: clock.due_on for clock in clocks.of_subjects(SUBJECT, [row.pk for row in found]).order_by("-id")}
    return [_held(row, due.get(str(row.pk))) for row in found]


def _held(row: Review, due: date | None) -> Held:
    step = next_step(row)
    standing = f"待{step.title}" if step else row.get_state_display()
    return Held("审核", f"reviews.review:{row.pk}", row.title, row.address, row.organ_id, due, standing, by_post=True)
