"""Reading messages."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from zwgk.domain.rights import Actor

from .models import Message


def for_actor(actor: Actor) -> QuerySet[Message]:
    """Messages to the person, and to the organs in which he holds one of the roles addressed; newest first."""
    return Message.objects.filter(_addressed(actor)).select_related("organ")


def unread_count(actor: Actor) -> int:
    """For the bell, at most 100."""
    return for_actor(actor).filter(read_at__isnull=True).order_by()[:100].count()


def awaiting_receipt(actor: Actor) -> QuerySet[Message]:
    """Messages that must still be acknowledged."""
    return for_actor(actor).filter(needs_receipt=True, received_at__isnull=True)


def sees(actor: Actor, message: Message) -> bool:
    """Whether the message is addressed to this person, or to an organ and role of his."""
    if message.person_id is not None:
        return message.person_id == actor.person_id
    return any(grant.organ_id == message.organ_id and message.role in ("", grant.role) for grant in actor.grants)


def _addressed(actor: Actor) -> Q:
    addressed = Q(person_id=actor.person_id) if actor.person_id is not None else Q(pk__in=[])
    for organ_id in {grant.organ_id for grant in actor.grants}:
        roles = [grant.role.value for grant in actor.grants if grant.organ_id == organ_id]
        addressed |= Q(organ_id=organ_id, role__in=["", *roles])
    return addressed
