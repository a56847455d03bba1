"""What the pieces of a run share: its stages and numbers, and who answers for what belongs to no unit."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from zwgk.domain.errors import Conflict
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import OrganKind
from zwgk.matters.inspections.looking.pages import Site
from zwgk.matters.inspections.models import Page, Run


def office_id() -> int:
    """Who answers for what belongs to no unit."""
    found = organs.existing().filter(kind=OrganKind.GOVERNMENT_OFFICE).order_by("order", "pk").first() or organs.government() or organs.existing().first()
    if found is None:
        raise Conflict("还没有登记单位。", remedy="请先登记单位。")
    return int(found.pk)


def site(at: datetime) -> Site:
    """What the looks of one piece of work share."""
    known = Page.objects.exclude(kind=Page.Kind.DOCUMENT).values_list("address", "status")
    return Site(localdate(at), office_id(), {address: status or 200 for address, status in known})  # what was not looked at yet will be


def advance(run: Run, stage: str) -> None:
    """The next stage begins at its beginning."""
    run.stage, run.at = stage, 0
    run.save(update_fields=["stage", "at", "counts"])


def count(run: Run | None, **told: int) -> None:
    """Add to the numbers of the run."""
    if run is not None:
        for name, number in told.items():
            run.counts[name] = run.counts.get(name, 0) + number
        run.save(update_fields=["counts"])
