"""手机链接 for the units that have not sent: one for the liaison of each, opened without a log-in, never for signing off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from zwgk.domain.rights import Actor, Role
from zwgk.foundation.organs import actions as organs
from zwgk.foundation.organs.models import Person
from zwgk.foundation.organs.queries import people_with
from zwgk.matters.datacalls.models import SUBJECT, CallState, DataCall, Return
from zwgk.matters.datacalls.queries import missing

from .support import locked_call, subject_of, tell_call


@dataclass(frozen=True, slots=True)
class Link:
    """What one unit gets; without a liaison nobody could open it."""

    given: Return
    person: Person | None
    address: str = ""


@transaction.atomic
def give_links(call: DataCall, *, actor: Actor, at: datetime) -> list[Link]:
    """A fresh link for everybody who is still asked. The addresses are told this once and kept nowhere."""
    actor.require("datacalls.open")
    call = locked_call(call, "发放手机链接", CallState.RUNNING)
    found = [_link(given, actor, at) for given in missing(call)]
    count = sum(bool(each.address) for each in found)
    tell_call(call, "datacalls.give_links", f"发放手机链接 {count} 个，没有联络员的单位 {len(found) - count} 个", actor=actor, at=at)
    return found


def _link(given: Return, actor: Actor, at: datetime) -> Link:
    person = next(iter(people_with(Role.LIAISON, given.organ_id, timezone.localdate(at))), None)
    if person is None:
        return Link(given, None)
    _, rights = apps.get_app_config("datacalls").passes[SUBJECT]
    _, address = organs.grant_pass(organs.PassFor(person, given.organ, subject_of(given), given.url, rights), actor=actor, at=at)
    return Link(given, person, address)
