"""The law in force here, kept per process until a new Edition appears."""

from __future__ import annotations

from django.db.models import QuerySet

from zwgk.domain.deadlines import DeadlineRule, find
from zwgk.domain.workdays import Calendar
from zwgk.law import Law

from . import book
from .models import CalendarPage, Edition, Override, State

_kept: tuple[object, Law] | None = None  # replaced as a whole, so threads need no lock


def law() -> Law:
    """National files + local folders + confirmed settings, as one frozen object with a version. Costs one small query."""
    global _kept
    edition = Edition.objects.order_by("-id").values_list("token", flat=True).first()
    kept = _kept
    if kept is None or kept[0] != edition:
        kept = _kept = (edition, book.with_rows(book.base(), confirmed_values(), confirmed_calendars()))
    return kept[1]


def calendar() -> Calendar:
    """The working days in force here."""
    return Calendar.of(law())


def rule(name: str) -> DeadlineRule:
    """The rule with this id or code, or a refusal that names near ones."""
    return find(law(), name)


def forget() -> None:
    """Read everything anew at the next question; for tests and after files have changed."""
    global _kept
    _kept = None


def confirmed_values() -> QuerySet[Override]:
    """Values of rules set in the office that count, oldest first."""
    return Override.objects.filter(state=State.CONFIRMED).order_by("id")


def confirmed_calendars() -> QuerySet[CalendarPage]:
    """Years announced in the office that count; the last entry of a year wins."""
    return CalendarPage.objects.filter(state=State.CONFIRMED).order_by("id")


def proposals() -> list[Override | CalendarPage]:
    """What waits for a second person."""
    return [
        *Override.objects.filter(state=State.PROPOSED).order_by("id"),
        *CalendarPage.objects.filter(state=State.PROPOSED).order_by("id"),
    ]
