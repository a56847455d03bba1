"""Interim reporting per period (TSK-08)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from zwgk.domain.deadlines.counting import month_end
from zwgk.domain.plans import PERIODS, period_name
from zwgk.foundation.organs.models import Organ

from ..models import Plan, Report
from .rows import items


@dataclass(frozen=True, slots=True)
class Period:
    """One reporting period: who has reported, who has not."""

    name: str
    first: date
    last: date
    reported: list[Organ]
    missing: list[Organ]
    reports: int
    text: str  # summing-up, ready to paste

    @property
    def missing_count(self) -> int:
        return len(self.missing)


def reporting(plan: Plan, organ_ids: Iterable[int] | None, at: datetime) -> list[Period]:
    """Periods that have begun, newest first; empty when the plan asks for no regular reports."""
    if plan.report_every not in PERIODS:
        return []
    count = PERIODS[plan.report_every]
    months = 12 // count
    found = list(items(plan, organ_ids))
    units = sorted({item.duty.organ for item in found}, key=lambda organ: (organ.order, organ.pk))
    periods = []
    for number in range(count):
        first, last = date(plan.year, months * number + 1, 1), month_end(plan.year, months * (number + 1))
        if first <= localdate(at) and last >= localdate(plan.adopted_at):
            periods.append(_period(plan, period_name(plan.year, plan.report_every, number), first, last, units))
    return periods[::-1]


def _period(plan: Plan, name: str, first: date, last: date, units: list[Organ]) -> Period:
    rows = list(
        Report.objects.filter(item__duty__task__plan=plan, reported_at__date__range=(first, last), item__duty__organ__in=units)
        .select_related("item__duty__organ", "item__duty__task")
        .order_by("item__duty__task__order", "item__duty__organ__order")
    )
    who = {row.item.duty.organ_id for row in rows}
    lines_of_text = [f"{row.item.duty.organ.label}（{row.item.duty.task.path}）：{row.text}" for row in rows]
    text = f"{name}《{plan.title}》落实情况：{len(who)} 个单位上报进展 {len(rows)} 条。\n" + "\n".join(lines_of_text)
    return Period(name, first, last, [unit for unit in units if unit.pk in who], [unit for unit in units if unit.pk not in who], len(rows), text)
