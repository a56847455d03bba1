"""Send, read, acknowledge. What is urgent also goes out by the way of each reader; the rest waits for the digest of the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.held import numbers
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.organs import queries as organs

from . import queries
from .models import Message
from .pushing import push, push_written
from .ways import NewWay, drop_way, relay, set_way, set_wish, try_way, use_way

if TYPE_CHECKING:
    from zwgk.foundation.organs.models import Organ, Person

__all__ = [
    "NewWay", "Note", "acknowledge", "drop_way", "pass_on", "push_written", "read", "read_many", "relay", "send", "send_many", "send_to_organ", "set_way", "set_wish",
    "try_way", "use_way",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """What is written."""

    title: str
    body: str = ""
    url: str = ""
    kind: str = ""  # "clocks.remind"
    needs_receipt: bool = False
    key: str | None = None  # a second message with this key is not sent


@transaction.atomic
def send(note: Note, *, person: Person, actor: Actor, at: datetime) -> Message | None:
    """To one person. None when the key has been used."""
    message = _write(note, actor, at, person=person)
    if message:
        push(message, [person], at)
    return message


@transaction.atomic
def send_to_organ(
    note: Note, *, organ: Organ, role: Role | None = Role.LIAISON, actor: Actor, at: datetime
) -> Message | None:
    """One message that everybody with this role at the organ sees; it waits there even if nobody holds the role yet."""
    message = _write(note, actor, at, organ=organ, role=role.value if role else "")
    if message:
        held = organs.holdings_on(localdate(at)).filter(post__organ=organ, person__is_active=True)
        people = {each.person_id: each.person for each in held if role is None or role.value in each.post.roles}
        push(message, people.values(), at)
    return message


@transaction.atomic
def send_many(notes: Mapping[Person, Note], *, actor: Actor, at: datetime) -> dict[int, Message]:
    """To many persons, in a few queries; those whose key has been used are left out. By number of the person."""
    used = set(Message.objects.filter(key__in=[note.key for note in notes.values()]).values_list("key", flat=True))
    rows = [
        Message(person=person, kind=note.kind, key=note.key, title=note.title[:200], body=note.body, url=note.url, sent_at=at, sent_by=actor.name)
        for person, note in notes.items()
        if note.key not in used
    ]
    return {row.person_id: row for row in Message.objects.bulk_create(rows)}


@transaction.atomic
def read(message: Message, *, actor: Actor, at: datetime) -> Message:
    """Opened for the first time; later openings change nothing."""
    message = _locked(message, actor)
    if message.read_at is None:
        message.read_at, message.read_by = at, actor.name
        message.save(update_fields=["read_at", "read_by"])
    return message


@transaction.atomic
def read_many(messages: Iterable[Message], *, actor: Actor, at: datetime) -> int:
    """标为已读, for several at once; what waits for a receipt goes on waiting. How many were unread."""
    wanted = [message.pk for message in messages]
    unread = queries.for_actor(actor).filter(pk__in=wanted, read_at__isnull=True)
    return Message.objects.filter(pk__in=list(unread.values_list("pk", flat=True))).update(read_at=at, read_by=actor.name)


@transaction.atomic
def acknowledge(message: Message, *, actor: Actor, at: datetime) -> Message:
    """签收: the receipt that the sender asked for."""
    message = _locked(message, actor)
    if not message.needs_receipt:
        raise Conflict("这条消息不要求签收。")
    if message.received_at is not None:
        raise Conflict(f"已由{message.received_by}签收。")
    message.received_at, message.received_by = at, actor.name
    message.read_at, message.read_by = message.read_at or at, message.read_by or actor.name
    message.save(update_fields=["received_at", "received_by", "read_at", "read_by"])
    subject = journal.Subject("inbox.message", message.pk, message.title, message.url)
    journal.record(subject, journal.Told("inbox.acknowledge", f"签收：{message.title}"[:500]), actor=actor, at=at)
    return message

@transaction.atomic
def pass_on(keys: Iterable[str], leaving: Person, successor: Person, *, actor: Actor, at: datetime) -> int:
    """Hand-over: what waits for the receipt of one person waits for that of another."""
    actor.require("handovers.hand_over")
    rows = Message.objects.filter(pk__in=numbers(keys, "inbox.message"), person=leaving, received_at__isnull=True)
    moved = list(rows)
    for message in moved:
        subject = journal.Subject("inbox.message", message.pk, message.title, f"/office/inbox/{message.pk}/")
        told = journal.Told("inbox.pass_on", f"工作交接：待签收消息由“{leaving.name}”转给“{successor.name}”")
        journal.record(subject, told, actor=actor, at=at)
    Message.objects.filter(pk__in=[message.pk for message in moved]).update(person=successor)
    return len(moved)


def _write(note: Note, actor: Actor, at: datetime, **addressee: object) -> Message | None:
    if not note.title.strip():
        raise BadInput("消息没有标题。", field="title")
    if note.key is not None and Message.objects.filter(key=note.key).exists():
        return None
    return Message.objects.create(
        kind=note.kind, key=note.key, title=note.title[:200], body=note.body, url=note.url,
        needs_receipt=note.needs_receipt, sent_at=at, sent_by=actor.name, **addressee,
    )  # fmt: skip


def _locked(message: Message, actor: Actor) -> Message:
    message = Message.objects.select_for_update().get(pk=message.pk)
    if not actor.system and not queries.sees(actor, message):
        raise NotAllowed("这条消息不是发给您的。")
    return message
