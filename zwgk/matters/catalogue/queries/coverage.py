"""What every organ has to publish, for the slice that knows what was published."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from zwgk.domain import catalogues
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.catalogue.models import Entry

from .entries import released_entries


def expected(organ: Organ) -> list[tuple[Entry, catalogues.Expected]]:
    """Released entries under which this organ publishes on its own account, with limit and rhythm; its variant instead of the county's."""
    return [(entry, each) for entry, owner, each in expected_of([organ.pk])]


def expected_of(organ_ids: Iterable[int] | None = None) -> list[tuple[Entry, int, catalogues.Expected]]:
    """Entry, organ and what is expected; of all organs or of some. 依申请 entries are nobody's gap."""
    found: list[tuple[Entry, int, catalogues.Expected]] = []
    wanted = None if organ_ids is None else set(organ_ids)
    rows = list(released_entries().prefetch_related("publishers"))
    varied = {(row.varies_id, row.owner_id) for row in rows if row.varies_id}
    for row in rows:
        values = row.released.values if row.released else {}
        if not values.get("active"):
            continue
        limit = catalogues.read_limit(str(values.get("limit", "")))
        since = timezone.localdate(row.released.released_at) if row.released and row.released.released_at else date.min
        for organ in row.publishers.all():
            if (wanted is None or organ.pk in wanted) and (row.pk, organ.pk) not in varied:
                found.append((row, organ.pk, catalogues.Expected(row.pk, organ.pk, row.every, limit, str(values.get("limit", "")), since)))
    return found


def limit_day(event: date, days: int, working: bool) -> date:
    """The last day of a limit, by the calendar in force here."""
    return rulebook.calendar().add(event, days) if working else event + timedelta(days=days)
