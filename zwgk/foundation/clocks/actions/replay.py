"""The law or the calendar has changed: compute the open clocks anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from zwgk.domain.errors import Refusal
from zwgk.domain.rights import Actor
from zwgk.foundation.rulebook import queries as rulebook

from ..counting import place
from ..models import OPEN, Clock
from ..models import Replay as Done
from .tell import tell

CHUNK = 200
_MOVED = [
    "due_on",
    "due_at",
    "provisional",
    "law_version",
    "state",
    "waits",
    "unit",
    "remaining",
    "grounds",
    "replayed_at",
]


@dataclass(frozen=True, slots=True)
class Change:
    """One clock that the new law has moved, or that it cannot compute."""

    clock: Clock
    before: date | None
    after: date | None
    problem: str = ""


def replay(
    *, since: date | None = None, rules: Iterable[str] | None = None, actor: Actor, at: datetime
) -> list[Change]:
    """Recompute open clocks that another version of the law has computed; the moved ones are returned.

    `since`: only those that touch this day or a later one (a new calendar); `rules`: only those of these rules.
    Chunks of 200, each in its own transaction; after a crash the next call goes on with the rest.
    """
    version, last, looked, changes = rulebook.law().version, 0, 0, []
    wanted = Clock.objects.filter(_touched(since, rules), state__in=OPEN).exclude(law_version__in=["", version])
    while numbers := list(wanted.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        changes += _chunk(numbers, actor=actor, at=at)
        last, looked = numbers[-1], looked + len(numbers)
    Done.objects.create(law_version=version, at=at, looked=looked, changed=len(changes))
    return changes


def _touched(since: date | None, rules: Iterable[str] | None) -> Q:
    touched = Q()
    if since is not None:
        touched &= Q(due_on__gte=since) | Q(started_on__gte=since) | Q(due_on__isnull=True)
    if rules is not None:
        touched &= Q(rule__in=list(rules))
    return touched


@transaction.atomic
def _chunk(numbers: list[int], *, actor: Actor, at: datetime) -> list[Change]:
    law, calendar = rulebook.law(), rulebook.calendar()
    changes, moved, same = [], [], []
    for clock in Clock.objects.select_for_update().filter(pk__in=numbers, state__in=OPEN).order_by("pk"):
        before = _seen(clock)
        try:
            place(clock, law, calendar)
        except Refusal as refusal:  # the rule is gone, an extension is no longer lawful: the old day stands
            changes.append(Change(clock, clock.due_on, clock.due_on, refusal.sentence))
            continue
        if _seen(clock) == before:
            same.append(clock.pk)
            continue
        clock.replayed_at = at
        moved.append(clock)
        changes.append(Change(clock, before["due_on"], clock.due_on))
    for clock in moved:  # bulk_update builds one giant CASE and is ten times slower
        clock.save(update_fields=_MOVED)
    Clock.objects.filter(pk__in=same).update(law_version=law.version)
    tell([_fact(change) for change in changes], actor=actor, at=at)
    return changes


def _seen(clock: Clock) -> dict[str, Any]:
    return {"due_on": clock.due_on, "due_at": clock.due_at, "provisional": clock.provisional}


def _fact(change: Change) -> tuple[Clock, str, str, dict[str, Any]]:
    before, after = str(change.before), str(change.after)
    if change.problem:
        return (
            change.clock,
            "clocks.replay",
            f"重算未成，仍按{before}：{change.problem}"[:500],
            {"before": before, "problem": change.problem},
        )
    if before == after:
        said = f"到期日{after}" + ("改为暂定" if change.clock.provisional else "由暂定转为确定")
    else:
        said = f"到期日重算：{before} → {after}"
    return (
        change.clock,
        "clocks.replay",
        said,
        {"before": before, "after": after, "law_version": change.clock.law_version},
    )
