"""Reading accounts: what a contact looks like, who a cookie belongs to, what is followed and what came."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from zwgk.foundation.files.actions import key_of
from zwgk.foundation.files.queries import unseal_text
from zwgk.foundation.search import queries as search
from zwgk.foundation.search.models import Document
from zwgk.foundation.search.queries import Wish, wish_of

from .models import Contact, Follow, News, SignIn, Visitor

IDLE = timedelta(minutes=30)
MOBILE = re.compile(r"^1\d{10}$")
FEED_SIZE = 30
KINDS = {kind.value: str(kind.label) for kind in Contact.Kind}
KEPT_NEWS = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Reach:
    """A contact as it was typed, in one form."""

    kind: str
    value: str

    @property
    def key(self) -> str:
        return key_of(f"{self.kind}:{self.value}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a feed."""

    title: str
    url: str
    at: datetime | None
    said: str = ""


def ways() -> tuple[str, ...]:
    """By what one can sign in here; nothing without a mail server and a gateway."""
    mail = bool(settings.EMAIL_HOST) or settings.SHOW_CODES
    return (*((Contact.Kind.EMAIL.value,) if mail else ()), *((Contact.Kind.PHONE.value,) if settings.SMS_URL else ()))


def read_contact(text: str) -> Reach | None:
    """A mailbox or a mobile number in one form; None when it is neither."""
    plain = "".join(text.split())
    digits = re.sub(r"^(\+?86)?-?|-", "", plain)
    if MOBILE.match(digits):
        return Reach(Contact.Kind.PHONE.value, digits)
    try:
        validate_email(plain)
    except ValidationError:
        return None
    return Reach(Contact.Kind.EMAIL.value, plain.lower()) if len(plain) <= 254 else None


def masked(kind: str, value: str) -> str:
    """Enough to recognise the own one."""
    if kind == Contact.Kind.PHONE:
        return f"{value[:3]}****{value[-4:]}"
    name, _, host = value.partition("@")
    return f"{name[:2] if len(name) > 3 else name[:1]}***@{host}"


def contacts_of(visitor: Visitor) -> dict[str, str]:
    """Kind → the plain contact."""
    return {row.kind: unseal_text(row.sealed) for row in visitor.contacts.all()}


def masked_contacts(visitor: Visitor) -> list[tuple[str, str]]:
    """Name of the kind, and enough to recognise it."""
    return [(KINDS[kind], masked(kind, value)) for kind, value in contacts_of(visitor).items()]


def codes_of(visitor: Visitor, type: str) -> list[str]:
    """Codes of what was sent while signed in."""
    return list(visitor.codes.filter(type=type).values_list("code", flat=True))


def signed_in(key: str, at: datetime) -> SignIn | None:
    """The sign-in of this browser, unless it was idle for too long."""
    return SignIn.objects.select_related("visitor").filter(key=key_of(key), seen_at__gt=at - IDLE).first() if key else None


def follows_of(visitor: Visitor) -> list[Follow]:
    """Everything one follows, the newest first."""
    return list(visitor.follows.all())


def follow_with(token: str) -> Follow | None:
    """The follow with this secret address."""
    return Follow.objects.filter(token=token).first() if len(token) >= 20 else None


def visitor_to_stop(token: str) -> Visitor | None:
    """Whose letters this address ends."""
    return Visitor.objects.filter(stop_token=token).first() if len(token) >= 20 else None


def wish(follow: Follow, size: int = 10) -> Wish:
    """The question that a follow asks."""
    return wish_of({**follow.params, "sort": ["newest"]}, size=size)


def entries(follow: Follow, today: date) -> list[Entry]:
    """What its feed shows: only what is public at this moment."""
    if follow.kind == Follow.Kind.DOCUMENT:
        there = search.at_addresses([follow.params.get("url", "")])
        return [Entry(row.title, row.url, row.found_at, row.said) for row in follow.news.all()[:FEED_SIZE] if row.url in there]
    found = search.ask(wish(follow, FEED_SIZE), today=today)
    return [] if found.relaxed else [Entry(each.row.title, each.row.url, each.row.dated, each.row.organ_name) for each in found.hits]


def latest(follows: Sequence[Follow], most: int = 10) -> list[News]:
    """What came lately for these, as far as it is still public."""
    rows = list(News.objects.filter(follow__in=follows).select_related("follow")[: most * 3])
    there = search.at_addresses({row.url for row in rows})
    return [row for row in rows if row.url in there][:most]


def looks(document: Document) -> dict[str, str]:
    """What is compared of a followed document."""
    return {"standing": str(document.facets.get("standing", "")), "text": key_of(f"{document.title}\n{document.number}\n{document.text}")[:16]}
