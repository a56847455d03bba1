"""allow_emergency: a leader lets it out before the review ends; the review is completed afterwards."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zwgk.domain.deadlines import Unit
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks.actions import Length
from zwgk.matters.reviews.models import Review

from .support import AFTERWARDS, locked, subject, tell

LIMIT = Length(1, Unit.WORKING_DAY, "紧急发布后1个工作日内补齐审核（本单位约定，未核实）")


@transaction.atomic
def allow_emergency(review: Review, reason: str, *, actor: Actor, at: datetime) -> Review:
    """Let exactly this version be published now: a labelled act of a leader, never of the drafter; the steps are still owed."""
    actor.require("reviews.allow_emergency", review.organ_id)
    review = locked(review, "紧急发布")
    if actor.person_id is not None and actor.person_id == review.drafter_id:
        raise NotAllowed("起草人不能批准自己的稿件紧急发布。")
    if review.emergency_at:
        raise Conflict(f"{review.emergency_by}已批准紧急发布。")
    if len(reason.strip()) < 4:
        raise BadInput("请写明紧急发布的理由。", field="reason", remedy="例如：防汛转移避险信息。")
    review.emergency_at, review.emergency_by, review.emergency_reason = at, actor.name, reason.strip()
    review.save(update_fields=["emergency_at", "emergency_by", "emergency_reason"])
    clocks.start(subject(review), organ=review.organ, spec=LIMIT, started_on=at, title=AFTERWARDS, actor=actor, at=at)
    tell(review, "reviews.allow_emergency", f"批准紧急发布《{review.title}》（先发布、后补审），版本{review.code}：{reason.strip()}", actor=actor, at=at)
    return review
