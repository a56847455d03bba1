"""手机链接 in a digest: only for what is due, only to that very person, only where the slice of the thing allows it.

A slice says so in its AppConfig: passes = {"ledger.item": ("/office/ledger/items/{id}/phone/", ("ledger.see", "ledger.report"))}.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.apps import apps

from zwgk.domain.errors import Refusal
from zwgk.domain.rights import Actor
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs import actions as organs
from zwgk.foundation.organs.models import Person

from ..models import Clock
from .wording import named

MOST = 3  # links in one message


@dataclass(frozen=True, slots=True)
class PassKind:
    """What a link about such a thing opens and allows."""

    path: str  # "/office/ledger/items/{id}/phone/", or "{url}": the page of the thing itself
    rights: tuple[str, ...]


@cache
def kinds() -> dict[str, PassKind]:
    """By type of the subject."""
    found = (pair for app in apps.get_app_configs() for pair in getattr(app, "passes", {}).items())
    return {subject: PassKind(path, tuple(rights)) for subject, (path, rights) in found}


def links(person: Person, due: Iterable[Clock], *, actor: Actor, at: datetime) -> str:
    """A line for each thing with its link; empty where no slice allows one or the person may not."""
    lines = []
    for clock in due:
        kind = kinds().get(clock.subject_type)
        if kind is None or len(lines) == MOST:
            continue
        subject = Subject(clock.subject_type, clock.subject_id, clock.subject_title, clock.subject_url)
        wanted = organs.PassFor(person, clock.organ, subject, kind.path.format(id=clock.subject_id, url=clock.subject_url), kind.rights)
        try:
            _, address = organs.grant_pass(wanted, actor=actor, at=at)
        except Refusal:
            continue  # he may look at it, but not change it: the desk is enough
        lines.append(f"手机办理“{named(clock)}”（72小时内有效，仅限本人）：{address}")
    return "\n".join(lines)
