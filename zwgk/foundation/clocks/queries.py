"""Reading clocks: of a subject, of a desk, run out; their lights and their grounds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from zwgk.foundation.rulebook import queries as rulebook

from .desk import Bucket, Desk, Heat, Record, counts_by_organ, desk, record_by_organ
from .digest.groups import owed_words, unreached
from .digest.groups import texts as group_texts
from .explaining import Line, explain
from .holding import held_by, of_dissolved, strayed
from .lights import Light, light, lights
from .models import OPEN, TICKING, Clock, Replay, State

__all__ = [
    "Bucket", "Clock", "Desk", "Heat", "Light", "Line", "Record", "State",
    "counts_by_organ", "desk", "explain", "group_texts", "held_by", "late_subjects", "light", "lights", "of_dissolved", "of_subject", "of_subjects", "of_type", "open_of", "record_by_organ", "owed_words", "replayed_with_this_law", "run_out", "strayed", "unreached",
]  # fmt: skip


def of_subject(subject_type: str, subject_id: int | str) -> QuerySet[Clock]:
    """All clocks of one subject, in the order in which they fall due."""
    return of_subjects(subject_type, [subject_id])


def of_subjects(subject_type: str, ids: Iterable[int | str]) -> QuerySet[Clock]:
    """The clocks of many subjects, for a list of them."""
    numbers = [str(each) for each in ids]
    return Clock.objects.filter(subject_type=subject_type, subject_id__in=numbers).select_related("organ", "person")


def of_type(subject_type: str) -> QuerySet[Clock]:
    """All clocks of one type of subject, unordered, for counting over many."""
    return Clock.objects.filter(subject_type=subject_type).order_by()


def open_of(subject_type: str, subject_id: int | str) -> QuerySet[Clock]:
    """The clocks of one subject that are neither met nor void."""
    return of_subject(subject_type, subject_id).filter(state__in=OPEN)


def late_subjects(subject_type: str, at: datetime, organ_ids: Iterable[int] | None = None) -> QuerySet[Clock, str]:
    """Numbers of the subjects with a late clock, to filter a list by."""
    clocks = Clock.objects.filter(state=State.RUNNING, due_at__lt=at, subject_type=subject_type).order_by()
    clocks = clocks if organ_ids is None else clocks.filter(organ_id__in=list(organ_ids))
    return clocks.values_list("subject_id", flat=True).distinct()


def run_out(rule: str, at: datetime, limit: int = 200) -> list[Clock]:
    """Clocks of this rule whose time is over and whom nobody has met; the slice's job calls its own verb for each."""
    # Two ranges of the index instead of one sort: a state each, already in order.
    found = [
        clock
        for state in TICKING
        for clock in Clock.objects.filter(rule=rule, state=state, due_at__lt=at).order_by("due_at")[:limit]
    ]
    return sorted(found, key=lambda clock: (clock.due_at, clock.pk))[:limit]


def replayed_with_this_law() -> bool:
    """Whether the open clocks have followed the law in force here."""
    last = Replay.objects.order_by("-id").values_list("law_version", flat=True).first()
    return last == rulebook.law().version
