"""Which platform is the main one, for a function and a unit."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from zwgk.foundation.organs.models import Organ
from zwgk.matters.channels.models import Function, Mode, ModeRow


def mode(function: str, organ: Organ | None, day: date) -> str:
    """The unit's own decision, else that of the county, else 本平台为主."""
    row = mode_row(function, organ, day)
    return row.mode if row else Mode.OWN


def mode_row(function: str, organ: Organ | None, day: date) -> ModeRow | None:
    """The decision in force, with who made it and why."""
    rows = ModeRow.objects.filter(Q(organ__isnull=True) | Q(organ=organ) if organ else Q(organ__isnull=True), function=function, since__lte=day)
    return max(rows, key=lambda row: (row.organ_id is not None, row.since, row.pk), default=None)


def modes_now(day: date) -> list[tuple[Function, ModeRow | None, list[ModeRow]]]:
    """For each function the county's decision and those of single units."""
    rows = list(ModeRow.objects.filter(since__lte=day).select_related("organ").order_by("since", "pk"))
    shown = []
    for function in Function:
        newest = {row.organ_id: row for row in rows if row.function == function}
        shown.append((function, newest.pop(None, None), list(newest.values())))
    return shown


def history() -> QuerySet[ModeRow]:
    return ModeRow.objects.select_related("organ").order_by("-decided_at", "-pk")
