"""Reading messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from zwgk.domain.rights import Actor

from .holding import held_by
from .kinds import Kind, Push, kind_of, kinds
from .models import Message, Relay, Way
from .pushing import Letter, by_way
from .reach import Reach, implied, reaches

__all__ = [
    "Kind", "Letter", "Push", "Reach", "awaiting_receipt", "by_way", "for_actor", "held_by", "implied", "kind_of", "kinds", "pending", "reaches",
    "relayed", "robots", "sees", "unread_count", "ways_of",
]  # fmt: skip
PENDING = 60  # days: what nobody has looked at for longer is no news


def for_actor(actor: Actor) -> QuerySet[Message]:
    """Messages to the person, and to the organs in which he holds one of the roles addressed; newest first."""
    return Message.objects.filter(_addressed(actor)).select_related("organ")


def unread_count(actor: Actor) -> int:
    """For the bell, at most 100."""
    # Each addressee by its own index: asked for with “or”, the database would look at every message.
    unread = Message.objects.filter(read_at__isnull=True).order_by()
    counts = (unread.filter(addressed)[:100].count() for addressed in _addresses(actor))
    return min(100, sum(counts))


def awaiting_receipt(actor: Actor) -> QuerySet[Message]:
    """Messages that must still be acknowledged."""
    return for_actor(actor).filter(needs_receipt=True, received_at__isnull=True)


def sees(actor: Actor, message: Message) -> bool:
    """Whether the message is addressed to this person, or to an organ and role of his."""
    if message.person_id is not None:
        return message.person_id == actor.person_id
    return any(grant.organ_id == message.organ_id and message.role in ("", grant.role) for grant in actor.grants)


def _addressed(actor: Actor) -> Q:
    addressed = Q(pk__in=[])
    for each in _addresses(actor):
        addressed |= each
    return addressed


def _addresses(actor: Actor) -> Iterator[Q]:
    """The person, and each of his organs with his roles there. No message has two of them."""
    if actor.person_id is not None:
        yield Q(person_id=actor.person_id)
    for organ_id in sorted({grant.organ_id for grant in actor.grants}):
        yield Q(organ_id=organ_id, role__in=["", *(grant.role.value for grant in actor.grants if grant.organ_id == organ_id)])


def pending(people: Iterable[int], organs: Iterable[int], at: datetime) -> list[Message]:
    """What these persons and organs have neither read nor signed for, oldest first; for the digest."""
    waiting = Q(read_at__isnull=True) | Q(needs_receipt=True, received_at__isnull=True)
    addressed = Q(person__in=list(people)) | Q(organ__in=list(organs))
    found = Message.objects.filter(waiting, addressed, sent_at__gte=at - timedelta(PENDING), sent_at__lt=at).order_by("sent_at", "id")
    return list(found.only("kind", "title", "url", "person_id", "organ_id", "role", "needs_receipt", "received_at", "sent_at"))


def ways_of(person_id: int) -> QuerySet[Way]:
    """What the person has entered."""
    return Way.objects.filter(person_id=person_id)


def robots() -> QuerySet[Way]:
    """Group robots of all organs."""
    return Way.objects.filter(organ__isnull=False).select_related("organ")


def relayed(day: date) -> dict[int, Relay]:
    """Who was told in the group on that day."""
    return {row.person_id: row for row in Relay.objects.filter(day=day)}
