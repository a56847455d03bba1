"""From a message to what goes out: one delivery per reader, by his one way, when it may ring for him."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from zwgk.foundation.jobs import actions as jobs
from zwgk.foundation.rulebook import queries as rulebook

from .kinds import Push, kind_of
from .models import Message, Way, WayKind
from .reach import Reach, reaches

if TYPE_CHECKING:
    from zwgk.foundation.organs.models import Person

SMS_ROOM = 180  # characters: three parts of a short message
ROBOT_ROOM = 900


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be written by some way."""

    key: str
    title: str
    body: str
    url: str = ""  # path of the page
    secret: str = ""  # lines only for this reader (手机链接); they rest sealed


def push(message: Message, people: Iterable[Person], at: datetime) -> int:
    """Queue an urgent message for its readers; others wait for the digest. How many were queued."""
    urgency = kind_of(message.kind).push
    if urgency not in (Push.NOW, Push.ALARM):
        return 0
    calendar = rulebook.calendar()
    parcels = []
    for person_id, reach in reaches(people).items():
        letter = Letter(f"inbox:{message.pk}:{person_id}", message.title, message.body, message.url)
        parcels += parcel(reach, letter, at if urgency is Push.ALARM else reach.rings_at(at, calendar))
    return jobs.queue_many(parcels, at=at) if parcels else 0


def push_written(letters: Iterable[tuple[Reach, Letter]], *, rest_days: bool, at: datetime) -> int:
    """Queue what was written for each reader (the digest). What could ring only on another day would be stale by then: it stays in the inbox."""
    calendar, parcels = rulebook.calendar(), []
    for reach, letter in letters:
        moment = reach.rings_at(at, calendar, rest_days=rest_days)
        if moment.date() == at.astimezone(moment.tzinfo).date():
            parcels += parcel(reach, letter, moment)
    return jobs.queue_many(parcels, at=at) if parcels else 0


def parcel(reach: Reach, letter: Letter, moment: datetime) -> list[jobs.Parcel]:
    """By the way of this reader; empty when there is none."""
    return [by_way(reach.way, letter, moment, reach.person.name)] if reach.way else []


def by_way(way: Way, letter: Letter, moment: datetime, recipient: str) -> jobs.Parcel:
    """The letter in the shape that the way bears."""
    options = {"tail": jobs.seal({"text": letter.secret})} if letter.secret else {}
    link = f"{settings.SITE_URL}{letter.url}" if letter.url and settings.SITE_URL else ""
    common = {"key": letter.key, "subject": letter.title, "recipient": recipient, "not_before": moment}
    match way.kind:
        case WayKind.MAIL:
            body = "\n\n".join(filter(None, [letter.body or letter.title, link or letter.url]))
            return jobs.Parcel(channel="smtp", address=way.address, body=body, options=options, **common)
        case WayKind.SMS:
            room = SMS_ROOM - len(link)
            return jobs.Parcel(channel="sms", address=way.address, body=f"{_cut(letter.title, room)} {link}".strip(), options=options, **common)
        case _:
            body = "\n".join(filter(None, [_cut(letter.body, ROBOT_ROOM), link]))
            options |= {"shape": way.kind, "sealed": way.sealed}
            return jobs.Parcel(channel="webhook", address=way.shown, body=body, options=options, lane=way.lane, **common)


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1] + "…"
