"""Facts about clocks, told under the subject of the clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal

from ..models import Clock

Fact = tuple[Clock, str, str] | tuple[Clock, str, str, Mapping[str, Any]]


def tell(facts: Iterable[Fact], *, actor: Actor, at: datetime) -> None:
    """One fact per (clock, verb, sentence[, data])."""
    journal.record_many([_told(*fact) for fact in facts], actor=actor, at=at)


def _told(
    clock: Clock, verb: str, sentence: str, data: Mapping[str, Any] | None = None
) -> tuple[journal.Subject, journal.Told]:
    subject = journal.Subject(clock.subject_type, clock.subject_id, clock.subject_title, clock.subject_url)
    return subject, journal.Told(
        verb,
        sentence,
        basis=clock.grounds.get("reference", ""),
        organ_id=clock.organ_id,
        data={"clock": clock.pk, "due": clock.due_on and clock.due_on.isoformat(), **(data or {})},
    )
