"""Contacts with the superior department of the same line, what is to follow, and the standards watched."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from zwgk.foundation.clocks import queries as clocks
from zwgk.matters.governance.models import STANDARD, TALK, LineContact, LineTalk, Standard


def line_contacts(organ_ids: Iterable[int] | None = None) -> QuerySet[LineContact]:
    """In force now, of some organs or all."""
    found = LineContact.objects.filter(until__isnull=True).select_related("organ")
    return found if organ_ids is None else found.filter(organ_id__in=list(organ_ids))


def talks(organ_ids: Iterable[int] | None = None) -> QuerySet[LineTalk]:
    """The contact log, newest first."""
    found = LineTalk.objects.select_related("contact__organ")
    return found if organ_ids is None else found.filter(contact__organ_id__in=list(organ_ids))


def standards(organ_ids: Iterable[int] | None = None) -> QuerySet[Standard]:
    """The standards watched, newest first."""
    found = Standard.objects.select_related("organ")
    return found if organ_ids is None else found.filter(organ_id__in=list(organ_ids))


def line_lights(rows: Iterable[LineTalk | Standard], at: datetime) -> dict[int, clocks.Light]:
    """Row → the light of its time limit; all rows of one kind."""
    listed = list(rows)
    kind = STANDARD if listed and isinstance(listed[0], Standard) else TALK
    by_row = {int(clock.subject_id): clock for clock in clocks.of_subjects(kind, [row.pk for row in listed]).order_by("id")}
    shown = clocks.lights(by_row.values(), at)
    return {number: shown[clock.pk] for number, clock in by_row.items()}


def overdue(at: datetime, organ_ids: Iterable[int] | None = None) -> tuple[list[LineTalk], list[Standard]]:
    """Follow-ups and undecided standards whose day has passed."""
    open_talks = list(talks(organ_ids).filter(done_at__isnull=True).exclude(follow_up=""))
    open_standards = list(standards(organ_ids).filter(state="watched"))
    late_talks, late_standards = line_lights(open_talks, at), line_lights(open_standards, at)
    return (
        [row for row in open_talks if row.pk in late_talks and late_talks[row.pk].state == "late"],
        [row for row in open_standards if row.pk in late_standards and late_standards[row.pk].state == "late"],
    )
