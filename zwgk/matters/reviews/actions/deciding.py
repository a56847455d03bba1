"""decide: one person takes the next step, over the version he saw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Actor
from zwgk.matters.reviews import queries
from zwgk.matters.reviews.models import Review, State, Step

from .support import announce, end, locked, next_clock, step_wanted, tell


@dataclass(frozen=True, slots=True)
class Decision:
    """Passed or returned, with the hash of what was on the page."""

    passed: bool
    seen_hash: str
    opinion: str = ""


@transaction.atomic
def decide(review: Review, decision: Decision, *, actor: Actor, at: datetime) -> Review:
    """Take the next step. Returning needs a reason; passing the last step completes the review."""
    actor.require("reviews.decide", review.organ_id)
    review = locked(review, "审核")
    if decision.seen_hash != review.hash:
        raise Conflict("您看到的不是最新版本。", remedy="请刷新页面，看过最新内容后再审核；您写的意见仍在下面。")
    if refusal := queries.why_not_now(review, actor):
        raise NotAllowed(refusal, basis=str(queries.process_of(review).reference or ""))
    actor = queries.acting(review, actor)
    if not decision.passed and not decision.opinion.strip():
        raise BadInput("退回要写明原因。", field="opinion", remedy="写清哪里要改、怎样改。")
    step = step_wanted(review)
    outcome = Step.Outcome.PASSED if decision.passed else Step.Outcome.RETURNED
    Step.objects.create(
        review=review, step=step.id, title=step.title, outcome=outcome, opinion=decision.opinion.strip(), person_id=actor.person_id, name=actor.name,
        absent=actor.standing_in("reviews.decide", review.organ_id), seen_hash=review.hash, taken_at=at,
    )  # fmt: skip
    said = f"：{decision.opinion.strip()}" if decision.opinion.strip() else ""
    tell(review, "reviews.decide", f"{step.title}{outcome.label}《{review.title}》，版本{review.code}{said}", actor=actor, at=at)
    if decision.passed:
        return go_on(review, actor=actor, at=at)
    announce(review, f"{step.title}退回：{review.title}", decision.opinion.strip(), review.url, actor=actor, at=at)
    return end(review, State.RETURNED, decision.opinion.strip(), actor=actor, at=at)


def go_on(review: Review, *, actor: Actor, at: datetime) -> Review:
    """To the next step, or to the end."""
    fresh = Review.objects.select_related("organ").prefetch_related("steps").get(pk=review.pk)
    if queries.next_step(fresh) is not None:
        next_clock(fresh, actor=actor, at=at)
        return fresh
    announce(fresh, f"审核通过：{fresh.title}", "", fresh.url, actor=actor, at=at)
    return end(fresh, State.COMPLETED, "", actor=actor, at=at)
