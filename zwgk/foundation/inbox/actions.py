"""Send, read, acknowledge. A copy goes out by e-mail where there is an address and a mail server."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.jobs import actions as jobs
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.organs import queries as organs

from . import queries
from .models import Message

if TYPE_CHECKING:
    from zwgk.foundation.organs.models import Organ, Person


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
        _mail(message, [person], at)
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
        _mail(message, people.values(), at)
    return message


@transaction.atomic
def read(message: Message, *, actor: Actor, at: datetime) -> Message:
    """Opened for the first time; later openings change nothing."""
    message = _locked(message, actor)
    if message.read_at is None:
        message.read_at, message.read_by = at, actor.name
        message.save(update_fields=["read_at", "read_by"])
    return message


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


def _write(note: Note, actor: Actor, at: datetime, **addressee: object) -> Message | None:
    if not note.title.strip():
        raise BadInput("消息没有标题。", field="title")
    if note.key is not None and Message.objects.filter(key=note.key).exists():
        return None
    return Message.objects.create(
        kind=note.kind, key=note.key, title=note.title[:200], body=note.body, url=note.url,
        needs_receipt=note.needs_receipt, sent_at=at, sent_by=actor.name, **addressee,
    )  # fmt: skip


def _mail(message: Message, people: Iterable[Person], at: datetime) -> None:
    if not settings.EMAIL_HOST:
        return
    for person in people:
        if person.email:
            jobs.queue(
                jobs.Parcel(
                    key=f"inbox:{message.pk}:{person.pk}", channel="smtp", address=person.email,
                    subject=message.title, body=_letter(message),
                ),
                at=at,
            )  # fmt: skip


def _letter(message: Message) -> str:
    address = f"{settings.SITE_URL}{message.url}" if message.url and settings.SITE_URL else message.url
    return "\n\n".join(filter(None, [message.body or message.title, address]))


def _locked(message: Message, actor: Actor) -> Message:
    message = Message.objects.select_for_update().get(pk=message.pk)
    if not actor.system and not queries.sees(actor, message):
        raise NotAllowed("这条消息不是发给您的。")
    return message
