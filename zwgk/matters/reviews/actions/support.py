"""What all verbs of a review share: the lock, the journal, the step's clock, the end."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.deadlines import Unit
from zwgk.domain.errors import Conflict
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks import queries as running
from zwgk.foundation.clocks.actions import Length
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.law.review_model import StepDef
from zwgk.matters.reviews import queries
from zwgk.matters.reviews.models import SUBJECT, Review, State

AFTERWARDS = "补齐紧急发布的审核"


def locked(review: Review, verb: str) -> Review:
    """The row as it is now; refused when it is over."""
    review = Review.objects.select_for_update(of=("self",)).select_related("organ").get(pk=review.pk)
    if review.state != State.OPEN:
        raise Conflict(f"《{review.title}》的这次审核{review.get_state_display()}，不能{verb}。", remedy="请刷新页面查看最新情况。")
    return review


def subject(review: Review) -> Subject:
    return Subject(SUBJECT, review.pk, review.title, review.address)


def tell(review: Review, verb: str, sentence: str, *, actor: Actor, at: datetime) -> None:
    """Into the journal, under the organ of the matter, with the law the review rests on."""
    reference = queries.process_of(review).reference
    told = Told(verb, sentence, basis=str(reference) if reference else "", organ_id=review.organ_id, organ_name=review.organ.label)
    journal.record(subject(review), told, actor=actor, at=at)


def next_clock(review: Review, *, actor: Actor, at: datetime) -> None:
    """End the limit of the step before; begin that of the next, and tell the people whose step it is."""
    stop_clocks(review, keep=AFTERWARDS, actor=actor, at=at)
    step = queries.next_step(review)
    if step is None:
        return
    if step.days:
        words = f"{step.title}{step.days}个工作日内"
        spec = Length(step.days, Unit.WORKING_DAY, words)
        clocks.start(subject(review), organ=review.organ, spec=spec, started_on=at, title=step.title, actor=actor, at=at)
    for role in step.roles:
        note = inbox.Note(title=f"待{step.title}：{review.title}", url=review.url or review.address, kind="reviews", key=f"reviews:{review.pk}:{step.id}:{role}")
        inbox.send_to_organ(note, organ=review.organ, role=Role(role), actor=actor, at=at)


def stop_clocks(review: Review, *, keep: str = "", actor: Actor, at: datetime) -> None:
    """Meet what runs for this review; `keep` is the title of a clock that goes on."""
    for clock in running.open_of(SUBJECT, review.pk):
        if clock.title != keep:
            clocks.meet(clock, actor=actor, at=at)


def end(review: Review, state: State, reason: str, *, actor: Actor, at: datetime) -> Review:
    """Completed, returned or lapsed."""
    review.state, review.reason, review.ended_at = state, reason, at
    review.save(update_fields=["state", "reason", "ended_at"])
    stop_clocks(review, actor=actor, at=at)
    return review


def announce(review: Review, title: str, body: str, url: str, *, actor: Actor, at: datetime) -> None:
    """Tell the drafter, or the liaison when the drafter has gone."""
    note = inbox.Note(title=title, body=body, url=url or review.address, kind="reviews.result")
    if review.drafter and review.drafter.is_active:
        inbox.send(note, person=review.drafter, actor=actor, at=at)
    else:
        inbox.send_to_organ(note, organ=review.organ, actor=actor, at=at)


def step_wanted(review: Review) -> StepDef:
    step = queries.next_step(review)
    if step is None:
        raise Conflict("审核已经完成。")
    return step
