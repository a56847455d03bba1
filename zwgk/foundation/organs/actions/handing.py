"""The posts of a person pass to another; the account of who leaves ends, and can be opened again after a mistake."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import Conflict
from zwgk.domain.held import numbers
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Holding, Pass, Person

from .people import lock_person, unlock_person


@transaction.atomic
def pass_on(keys: Iterable[str], leaving: Person, successor: Person, *, actor: Actor, at: datetime) -> list[tuple[int, int]]:
    """End these holdings yesterday and begin them today for the successor; (ended, begun) pairs, so that it can be undone."""
    today = timezone.localdate(at)
    wanted = numbers(keys, "organs.holding")
    held = Holding.objects.select_for_update().filter(pk__in=wanted, person=leaving)
    return [(row.pk, _pass(row, successor, today, actor, at)) for row in held.order_by("deputy_for_id", "pk")]


@transaction.atomic
def take_back(pairs: Iterable[tuple[int, int]], *, actor: Actor, at: datetime) -> None:
    """Undo: the former holdings run on, those of the successor go; the journal keeps both."""
    for ended, begun in pairs:
        old = Holding.objects.select_related("post__organ", "person").get(pk=ended)
        actor.require("handovers.hand_over_for", old.post.organ_id)
        new = Holding.objects.filter(pk=begun, since=timezone.localdate(at)).first() or Holding.objects.filter(pk=begun).first()
        old.until = new.until if new else None
        old.save(update_fields=["until"])
        if new is not None and new.pk != old.pk:
            new.deputies.update(deputy_for=old)
            new.delete()
        _tell(old, f"撤回交接：“{old.person.name}”仍任“{old.post}”", actor, at)


@transaction.atomic
def end_account(person: Person, *, reason: str, actor: Actor, at: datetime) -> None:
    """Lock it, end its sessions, remove its second factor, revoke its phone links. History keeps the name."""
    lock_person(person, reason=reason, actor=actor, at=at)
    Pass.objects.filter(person=person, revoked_at__isnull=True, valid_until__gt=at).update(revoked_at=at, revoked_by=actor.name[:80], reason="账号停用")
    _end_sessions(person, at)
    Authenticator.objects.filter(user=person).delete()


@transaction.atomic
def reopen_account(person: Person, *, actor: Actor, at: datetime) -> None:
    """The account as it was, with its password; a second factor must be set up anew."""
    unlock_person(person, actor=actor, at=at)


def _pass(row: Holding, successor: Person, today: date, actor: Actor, at: datetime) -> int:
    actor.require("handovers.hand_over", row.post.organ_id)
    if row.since >= today:
        raise Conflict(f"“{row.person.name}”{row.since}才到“{row.post}”岗位，当天不能移交。", remedy="请改为次日交接。")
    until, row.until = row.until, today - timedelta(days=1)
    row.save(update_fields=["until"])
    begun = _begin(row, successor, until, today)
    if begun.pk != row.pk:
        _tell(begun, f"“{row.post}”由“{row.person.name}”移交“{successor.name}”，自{today}起", actor, at)
    return begun.pk


def _begin(row: Holding, successor: Person, until: date | None, today: date) -> Holding:
    """The successor's holding; none is made where he has the post already, or would stand in for himself."""
    if row.deputy_for is not None and row.deputy_for.person_id == successor.pk:
        return row
    same = Holding.objects.filter(post=row.post, person=successor, until__isnull=True, deputy_for=row.deputy_for).first()
    begun = same or Holding.objects.create(post=row.post, person=successor, since=today, until=until, deputy_for=row.deputy_for)
    for deputy in row.deputies.filter(until__gte=today):
        if deputy.person_id == successor.pk:  # the B 角 has become the A 角
            deputy.until = today - timedelta(days=1)
        else:
            deputy.deputy_for = begun
        deputy.save(update_fields=["until", "deputy_for"])
    return begun


def _end_sessions(person: Person, at: datetime) -> None:
    """Sessions do not know their person but by their content: read the living ones."""
    for session in Session.objects.filter(expire_date__gt=at).iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()


def _tell(row: Holding, sentence: str, actor: Actor, at: datetime) -> None:
    subject = Subject("organs.person", row.person_id, row.person.name, f"/office/organs/people/{row.person_id}/")
    organ = row.post.organ
    journal.record(subject, Told("handovers.hand_over", sentence, organ_id=organ.pk, organ_name=organ.label), actor=actor, at=at)
