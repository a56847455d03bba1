"""How each of many people is reached, in two queries however many they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from zwgk.domain.workdays import Calendar

from .models import Way, WayKind, Wish
from .quiet import rings_at

if TYPE_CHECKING:
    from zwgk.foundation.organs.models import Person

MOBILE = re.compile(r"1\d{10}")


@dataclass(frozen=True, slots=True)
class Reach:
    """One person's way and wishes."""

    person: Person
    way: Way | None  # None: nobody can be written to outside the platform
    wish: Wish

    def rings_at(self, at: datetime, calendar: Calendar, *, rest_days: bool = False) -> datetime:
        """When it may ring for him."""
        quiet = (self.wish.quiet_from, self.wish.quiet_until)
        return rings_at(at, calendar, quiet=quiet, rest_days=rest_days or self.wish.rest_days)


def reaches(people: Iterable[Person]) -> dict[int, Reach]:
    """By number of the person."""
    found = {person.pk: person for person in people}
    ways = {way.person_id: way for way in Way.objects.filter(person__in=found, main=True)}
    wishes = {wish.person_id: wish for wish in Wish.objects.filter(person__in=found)}
    return {pk: Reach(person, _open(ways.get(pk)) or implied(person), wishes.get(pk) or Wish(person=person)) for pk, person in found.items()}


def implied(person: Person) -> Way | None:
    """Who has chosen nothing is written to by the e-mail of his account, else by its mobile number."""
    if settings.EMAIL_HOST and person.email:
        return Way(person=person, kind=WayKind.MAIL, address=person.email, shown=masked(WayKind.MAIL, person.email))
    number = re.sub(r"[\s-]", "", person.phone)
    if settings.SMS_URL and MOBILE.fullmatch(number):
        return Way(person=person, kind=WayKind.SMS, address=number, shown=masked(WayKind.SMS, number))
    return None


def _open(way: Way | None) -> Way | None:
    """A way whose connector is not set up leads nowhere."""
    closed = {WayKind.MAIL: not settings.EMAIL_HOST, WayKind.SMS: not settings.SMS_URL}
    return None if way is None or closed.get(WayKind(way.kind), False) else way


def masked(kind: str, address: str) -> str:
    """What a list may show of an address."""
    if kind == WayKind.SMS:
        return f"{address[:3]}****{address[-4:]}"
    name, at, host = address.partition("@")
    return f"{name[:2]}***{at}{host}"
