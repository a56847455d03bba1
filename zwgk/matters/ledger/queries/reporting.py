"""Interim reporting per period (TSK-08), and the heat map units × weeks of one plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from zwgk.domain.deadlines.counting import month_end
from zwgk.domain.plans import PERIODS, period_name
from zwgk.foundation.organs.models import Organ

from ..models import Item, Plan, Report
from .rows import Line, items

HEAT_COLUMNS = ("逾期", "本周", "下周", "第三周", "第四周", "以后")


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


def heat(plan: Plan, found: Iterable[Line], at: datetime) -> list[tuple[str, str, list[tuple[int, str]]]]:
    """Rows for the heat map: unit, its page, open items late and per week of their day."""
    today = localdate(at)
    sunday = today + timedelta(6 - today.weekday())
    counts: dict[Organ, list[int]] = {}
    for line in found:
        if line.item.state == Item.State.DONE or line.clock is None or line.clock.due_on is None:
            continue
        days = (line.clock.due_on - sunday).days
        column = 0 if line.state == "late" else 1 if days <= 0 else min(5, 2 + (days - 1) // 7)
        counts.setdefault(line.item.duty.organ, [0] * 6)[column] += 1
    rows = sorted(counts.items(), key=lambda pair: (-pair[1][0], pair[0].order))
    return [(organ.label, (url := f"/office/ledger/plans/{plan.pk}/?organ={organ.pk}"), [(n, url) for n in row]) for organ, row in rows]
