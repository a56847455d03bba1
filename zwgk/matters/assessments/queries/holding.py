"""What the assessment leaves on a post, for the hand-over: at the unit the indicators nothing proves yet, at the office its tables."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from zwgk.domain.held import Held
from zwgk.foundation.organs.queries import Seat

from ..models import IndicatorTable
from .standing import Unit, standing
from .tables import table_in_use, tables


def on_post(seat: Seat, at: datetime) -> list[Held]:
    """Gaps of the units of the seat in the table of the year; for the office the tables to be checked and in use."""
    table, found = table_in_use(localdate(at).year), []
    if table is not None and seat.organ_ids:
        found = [_gap(table, unit) for unit in standing(table, seat.organ_ids).units if unit.missing]
    if not seat.office:
        return found
    rows = tables().filter(state__in=(IndicatorTable.State.DRAFT, IndicatorTable.State.IN_USE)).order_by("pk")
    return found + [
        Held("考核指标表", f"assessments.table:{row.pk}", row.title, row.url, None, row.until, row.get_state_display(), by_post=True) for row in rows
    ]


def _gap(table: IndicatorTable, unit: Unit) -> Held:
    label = f"{table.title}：{unit.organ.label}佐证材料"
    stands = f"{len(unit.required)} 项中缺 {len(unit.missing)} 项"
    return Held("考核佐证", f"assessments.gap:{unit.organ.pk}", label, f"{table.url}materials/?organ={unit.organ.pk}", unit.organ.pk, table.until, stands, by_post=True)
