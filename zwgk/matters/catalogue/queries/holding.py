"""What a person holds here, for the hand-over: columns in his name."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.held import Held
from zwgk.matters.catalogue.models import ColumnDuty


def held_by(person_id: int, at: datetime) -> list[Held]:
    """Columns that this person keeps, collects for, checks or releases."""
    rows = ColumnDuty.objects.filter(person_id=person_id, until__isnull=True, column__closed_on__isnull=True).select_related("column__organ")
    return [
        Held("栏目", f"catalogue.duty:{row.pk}", f"{row.column.organ.label}“{row.column.title}”{row.get_step_display()}", row.column.url, row.column.organ_id, None, "在任")
        for row in rows
    ]
