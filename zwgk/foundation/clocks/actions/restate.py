"""A course that its own slice reckons (requests for information): the one clock of the subject is set to what came out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from zwgk.domain.deadlines import Extension, Restart, Suspension
from zwgk.domain.rights import Actor
from zwgk.foundation.rulebook import queries as rulebook

from ..counting import place
from ..models import Clock
from ..moments import day_of
from .start import Timed, row_of
from .tell import tell

_SET = ("rule", "title", "subject_title", "subject_url", "organ_id", "person_id", "started_on", "waits", "spec", "grounds")


@dataclass(frozen=True, slots=True)
class Course:
    """What happened to the limit on its way."""

    suspensions: tuple[Suspension, ...] = ()
    extension: Extension | None = None
    restart: Restart | None = None
    set_day: date | None = None  # the organ itself has set a later day, and under which article
    set_basis: str = ""


@transaction.atomic
def restate(timed: Timed, course: Course | None = None, *, actor: Actor, at: datetime) -> Clock:
    """The clock of this subject as it is now, computed anew from the whole course; a clock that had ended runs again.

    It is replayed like any other when the calendar changes; nothing is told when nothing has moved.
    """
    course = course or Course()
    clock = _of(timed, at)
    before = _seen(clock)
    clock.spec["restarts"] = [_restart(course.restart)] if course.restart else []
    clock.suspensions = [_suspension(each) for each in course.suspensions]
    clock.extension = _grants(course, clock, at)
    clock.met_at, clock.met_late = None, False
    place(clock, rulebook.law(), rulebook.calendar())
    clock.save()
    if _seen(clock) != before:
        due = f"{clock.due_on}到期" if clock.due_on else "到期日待定"
        tell([(clock, "clocks.restate", f"计时：{clock.title}，{due}")], actor=actor, at=at)
    return clock


def _of(timed: Timed, at: datetime) -> Clock:
    """The row that the subject has, with what is now asked of it; a new one for a new subject."""
    fresh, subject = row_of(timed, at), timed.subject
    found = Clock.objects.select_for_update().filter(subject_type=subject.type, subject_id=str(subject.id)).order_by("id").first()
    if found is None:
        return fresh
    for name in _SET:
        setattr(found, name, getattr(fresh, name))
    return found


def _grants(course: Course, clock: Clock, at: datetime) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if (more := course.extension) is not None:
        decided = (more.decided or day_of(at)).isoformat()
        found.append({"amount": more.amount, "approved_by": more.approved_by, "decided": decided, "basis": more.reason})
    if course.set_day is not None:
        former = clock.due_on and clock.due_on.isoformat()
        found.append({"new_due": course.set_day.isoformat(), "former_due": former, "amount": 0, "basis": course.set_basis})
    return found


def _restart(restart: Restart) -> dict[str, str]:
    return {"day": restart.day.isoformat(), "reason": restart.reason, "basis": restart.basis}


def _suspension(each: Suspension) -> dict[str, str | None]:
    last = each.last.isoformat() if each.last else None
    return {"first": each.first.isoformat(), "last": last, "reason": each.reason, "basis": each.basis}


def _seen(clock: Clock) -> tuple[object, ...]:
    return clock.pk, clock.title, clock.state, clock.due_on, clock.provisional
