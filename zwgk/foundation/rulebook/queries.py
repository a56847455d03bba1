"""The law in force here, kept per process until a new Edition appears."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from zwgk import law as files
from zwgk.domain.deadlines import DeadlineRule, find
from zwgk.domain.workdays import Calendar
from zwgk.law import Law

from . import book
from .models import CalendarPage, Edition, Override, State


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a process remembers."""

    edition: object
    law: Law
    calendar: Calendar


_kept: _Kept | None = None  # replaced as a whole, so threads need no lock


def law() -> Law:
    """National files + local folders + confirmed settings, as one frozen object with a version. Costs one small query."""
    return _current().law


def calendar() -> Calendar:
    """The working days in force here."""
    return _current().calendar


def _current() -> _Kept:
    global _kept
    edition = Edition.objects.order_by("-id").values_list("token", flat=True).first()
    kept = _kept
    if kept is None or kept.edition != edition:
        found = book.with_rows(book.base(), confirmed_values(), confirmed_calendars())
        kept = _kept = _Kept(edition, found, Calendar.of(found))
    return kept


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


def form_folders(name: str) -> list[Path]:
    """Where the files of these forms lie (`ladder`, …): the national folder, then province, city and county, each on top of the other."""
    return [folder / "forms" / name for folder in (files.ROOT, *book.local_folders())]
