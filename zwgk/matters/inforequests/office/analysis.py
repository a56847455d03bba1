"""The analysis of requests: page, workbook, plain table, and one sheet for the leader."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from zwgk.foundation.files import queries as files
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, staff
from zwgk.foundation.ui.charts import Plot, svg

from ..queries.analysis import Analysis, Share, Span
from ..queries.analysis import analysis as counted

CRUMBS = [("依申请公开", "/office/requests/")]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = [
    ("单位", 24), ("新收", 8), ("办结", 8), ("在办", 8), ("逾期办结", 10), ("按期率（%）", 12), ("当场办结", 10), ("公开和部分公开", 14), ("未予公开、提供或者处理", 20),
    ("复议诉讼", 10), ("其中纠正", 10),
]  # fmt: skip


@staff("inforequests.analyse")
def analysis(request: StaffRequest) -> HttpResponse:
    """Everything of a span, chart beside table."""
    found, values = _asked(request)
    return render(request, "inforequests/analysis.html", {
        "title": "依申请公开分析", "crumbs": CRUMBS, "found": found, "query": request.GET.urlencode(), "plots": _plots(found), "may_convert": request.actor.may("inforequests.convert"), **values,
    })  # fmt: skip


@staff("inforequests.analyse")
def sheet(request: StaffRequest) -> HttpResponse:
    """One page for the leader, made to be printed."""
    found, values = _asked(request)
    return render(request, "inforequests/sheet.html", {
        "title": "依申请公开工作一页图", "crumbs": [*CRUMBS, ("分析", "/office/requests/analysis/")], "found": found, "plots": _plots(found)[:2],
        "query": request.GET.urlencode(), "remarks": _remarks(found), **values,
    })  # fmt: skip


@staff("inforequests.analyse")
def workbook(request: StaffRequest) -> HttpResponse:
    """Unit beside unit as .xlsx."""
    found, _ = _asked(request)
    note = f"统计期间：{found.span.first}至{found.span.last}　导出：{request.actor.name} {request.day}"
    return _file(files.workbook("依申请公开分析", COLUMNS, _rows(found), note), XLSX, f"依申请公开分析{request.day}.xlsx")


@staff("inforequests.analyse")
def table(request: StaffRequest) -> HttpResponse:
    """The same as .csv, every figure of the page under its heading."""
    found, _ = _asked(request)
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow([name for name, _ in COLUMNS])
    write.writerows(_rows(found))
    for title, shares in (("处理结果", found.groups), ("未予公开、提供或者处理的情形", found.grounds), ("申请人类别", found.kinds), ("渠道", found.channels)):
        write.writerows([[], [title, "件数", "占比（%）"], *([one.label, one.count, one.percent] for one in shares)])
    write.writerows([[], ["申请主题词", "件数"], *found.topics])
    return _file(out.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", f"依申请公开分析{request.day}.csv")


def _asked(request: StaffRequest) -> tuple[Analysis, dict[str, Any]]:
    """The span of the address: a year, or two days; the organs that this person may see."""
    year = _number(request.GET.get("year"), request.day.year)
    first, last = _day(request.GET.get("first")) or date(year, 1, 1), _day(request.GET.get("last")) or date(year, 12, 31)
    reach = organs.reach(request.actor, "inforequests.analyse")
    seen = organs.every_organ().filter(inforequests__isnull=False).distinct()
    seen = seen if reach is None else seen.filter(pk__in=reach)
    chosen = _number(request.GET.get("organ"), 0)
    ids = [chosen] if chosen and any(organ.pk == chosen for organ in seen) else reach
    span = Span(min(first, last), max(first, last), ids)
    return counted(span), {"organs": seen, "chosen": chosen, "years": range(request.day.year, request.day.year - 6, -1), "year": year}


def _rows(found: Analysis) -> list[list[Any]]:
    return [
        [unit.organ.label, unit.received, unit.finished, unit.open, unit.late, unit.on_time, unit.on_the_spot, unit.given, unit.refused, unit.appeals, unit.corrected]
        for unit in found.units
    ]  # fmt: skip


def _plots(found: Analysis) -> list[tuple[str, Any]]:
    months = [month for month, _, _ in found.months]
    load = Plot("各月新收和办结", "bar", months, [("新收", [came for _, came, _ in found.months]), ("办结", [done for _, _, done in found.months])], "件")
    drawn = [load, _plot("处理结果", found.groups), _plot("未予公开、提供或者处理的情形", found.grounds[:10])]
    drawn.append(Plot("申请主题词", "bar", [word for word, _ in found.topics[:12]], [("", [count for _, count in found.topics[:12]])], "件"))
    return [(plot.title, svg(plot)) for plot in drawn if plot.labels]


def _plot(title: str, shares: list[Share]) -> Plot:
    return Plot(title, "bar", [one.label for one in shares], [("", [one.count for one in shares])], "件")


def _remarks(found: Analysis) -> list[str]:
    """What the leader should know, in sentences drawn from the figures."""
    said = [f"新收{found.received}件，办结{found.finished}件，期末在办{found.open}件。"]
    if found.finished:
        said.append(f"按期办结率{found.on_time.percent}%，当场办结率{found.on_the_spot.percent}%。")
    late = [unit for unit in found.units if unit.late]
    if late:
        said.append("有逾期办结的单位：" + "、".join(f"{unit.organ.label}（{unit.late}件）" for unit in late[:6]) + "。")
    if found.grounds:
        most = found.grounds[0]
        said.append(f"未予公开、提供或者处理的，以“{most.label}”最多（{most.count}件）。")
    if found.topics:
        said.append("申请较集中的主题：" + "、".join(word for word, _ in found.topics[:8]) + "。可以研究转为主动公开。")
    if found.appeals:
        said.append(f"被申请复议、提起诉讼{found.appeals}件，其中纠正{found.corrected}件。")
    return said


def _number(text: str | None, usual: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else usual


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
