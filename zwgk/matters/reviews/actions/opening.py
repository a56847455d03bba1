"""A review begins; a thing leaves it; it lapses when the content changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict, LawMissing
from zwgk.domain.rights import Actor
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs.models import Organ, Person
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.reviews import queries
from zwgk.matters.reviews.models import Item, Review, State

from .support import announce, end, locked, next_clock, tell

MOST_ITEMS = 2_000


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to be judged."""

    type: str
    id: int | str
    title: str
    hash: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """One spot that the screening found, and what the drafter decided about it; shown to every reviewer."""

    kind: str  # 身份证号
    text: str
    where: str = ""
    severity: str = "suspected"  # certain, suspected
    decision: str = ""  # 已修改, 已遮盖, 确认无误; "" while open
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NewReview:
    """What is to be judged, and by which process."""

    subject: Subject
    organ: Organ
    items: Sequence[Part]
    drafter: Person | None
    rendition: str = ""  # clean HTML of what is to be published
    note: str = ""
    process: str = "publish"
    remarks: Sequence[Remark] = ()


@transaction.atomic
def open_review(new: NewReview, *, actor: Actor, at: datetime) -> Review:
    """Begin; an open review of the same subject lapses: only the newest version is judged."""
    actor.require("reviews.open", new.organ.pk)
    if new.process not in rulebook.law().reviews:
        raise LawMissing(f"规则库中没有“{new.process}”这种审核流程。")
    if not 1 <= len(new.items) <= MOST_ITEMS:
        raise BadInput(f"一次送审1到{MOST_ITEMS}件，这次是{len(new.items)}件。", field="items", remedy="请分批送审。")
    for open_one in Review.objects.filter(subject_type=new.subject.type, subject_id=str(new.subject.id), state=State.OPEN):
        lapse(open_one, "内容已修改，重新送审。", actor=actor, at=at)
    review = Review.objects.create(
        process=new.process, subject_type=new.subject.type, subject_id=str(new.subject.id), title=new.subject.title[:300], url=new.subject.url,
        organ=new.organ, drafter=new.drafter, drafter_name=new.drafter.name if new.drafter else actor.name, hash=queries.hash_of(part.hash for part in new.items),
        rendition=new.rendition, note=new.note,
        remarks=[asdict(each) for each in new.remarks], law_version=rulebook.law().version, opened_at=at, opened_by=actor.name,
    )  # fmt: skip
    Item.objects.bulk_create(
        Item(review=review, type=part.type, item_id=str(part.id), title=part.title[:300], url=part.url, hash=part.hash) for part in new.items
    )
    count = f"，共{len(new.items)}件" if len(new.items) > 1 else ""
    tell(review, "reviews.open_review", f"送审《{review.title}》{count}，版本{review.code}", actor=actor, at=at)
    next_clock(review, actor=actor, at=at)
    return review


@transaction.atomic
def withdraw_item(review: Review, item: Item, reason: str, *, actor: Actor, at: datetime) -> Review:
    """Take one thing out of a batch; the rest goes on, its hash is reckoned anew. The last one ends the review."""
    if not actor.may("reviews.decide", review.organ_id):
        actor.require("reviews.open", review.organ_id)
    review = locked(review, "移出内容")
    item = Item.objects.select_for_update().get(pk=item.pk, review=review)
    if item.withdrawn:
        raise Conflict(f"“{item.title}”已经移出。")
    item.withdrawn = (reason.strip() or "内容已修改")[:200]
    item.save(update_fields=["withdrawn"])
    tell(review, "reviews.withdraw_item", f"从送审批次中移出“{item.title}”：{item.withdrawn}", actor=actor, at=at)
    rest = list(review.items.filter(withdrawn="").values_list("hash", flat=True))
    if not rest:
        return end(review, State.LAPSED, "送审内容已全部移出。", actor=actor, at=at)
    review.hash = queries.hash_of(rest)
    review.save(update_fields=["hash"])
    if actor.person_id != review.drafter_id:
        announce(review, f"移出送审批次：{item.title}", item.withdrawn, item.url, actor=actor, at=at)
    return review


@transaction.atomic
def lapse(review: Review, reason: str, *, actor: Actor, at: datetime) -> Review:
    """The content changed, or its author took it back: what was judged is no more."""
    actor.require("reviews.open", review.organ_id)
    review = locked(review, "撤回送审")
    tell(review, "reviews.lapse", f"《{review.title}》的审核失效：{reason}", actor=actor, at=at)
    return end(review, State.LAPSED, reason, actor=actor, at=at)
