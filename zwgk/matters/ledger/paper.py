"""The ledger on paper: A4 landscape, a unit begins on a new page, the head repeats, 第x页 共y页, a column to sign in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput
from zwgk.foundation.files import queries as files
from zwgk.foundation.organs.models import Organ

from . import queries
from .models import Evidence, Plan, Report

CALLED = "-工作台账"  # in the name of every print
DIRECT = 120  # rows that a page prints while one waits: two or three seconds; more are printed by the worker
MOST = 3000  # rows of one print: a minute of work; beyond, unit by unit or as a workbook


@dataclass(frozen=True, slots=True)
class Row:
    """One item as it is printed."""

    line: queries.Line
    report: str
    evidence: int


def ledger_pdf(plan: Plan, organ_ids: Iterable[int] | None, *, blank: bool, filler: str, at: datetime) -> bytes:
    """The ledger of a plan, of some units or all; `blank` leaves state, progress and signature to the pen."""
    found = queries.lines(list(queries.items(plan, organ_ids)), at)
    if not found:
        raise BadInput("没有可以打印的事项。", remedy="请换一个单位。")
    if len(found) > MOST:
        raise BadInput(f"共 {len(found)} 件，一次最多打印 {MOST} 件。", remedy="请选择单位后打印，或导出 Excel。")
    values = {"plan": plan, "units": _by_unit(found), "blank": blank, "filler": filler, "day": localdate(at)}
    return files.printed(render_to_string("ledger/_print.html", values))


def name_of(plan: Plan, blank: bool) -> str:
    """What the file is called."""
    return f"{plan.title}{CALLED}{'（空白）' if blank else ''}.pdf"


def _by_unit(found: list[queries.Line]) -> list[tuple[Organ, list[Row]]]:
    ids = [line.item.pk for line in found]
    reports: dict[int, str] = dict(Report.objects.filter(item_id__in=ids).order_by("reported_at", "pk").values_list("item_id", "text"))
    evidence = Counter(Evidence.objects.filter(item_id__in=ids).values_list("item_id", flat=True))
    units: dict[Organ, list[Row]] = {}
    for line in found:
        units.setdefault(line.item.duty.organ, []).append(Row(line, reports.get(line.item.pk, ""), evidence[line.item.pk]))
    return sorted(units.items(), key=lambda pair: (pair[0].order, pair[0].pk))

