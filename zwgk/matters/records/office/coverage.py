"""覆盖情况: the county at a glance, one unit cell by cell, and a gap made a problem with one tap."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.http import content_disposition_header

from zwgk.domain.catalogues import Standing
from zwgk.domain.errors import Refusal
from zwgk.foundation.files import queries as files
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, staff
from zwgk.matters.catalogue import queries as catalogue
from zwgk.matters.records import actions
from zwgk.matters.records.queries import coverage as covered

CRUMBS = [("信息发布", "/office/records/")]
HOME = "/office/records/coverage/"
TONES = {Standing.PUBLISHED: ("met", "已公开"), Standing.LATE: ("met_late", "超期公开"), Standing.MISSING: ("late", "缺"), Standing.NOT_DUE: ("none", "未到期")}
FIRST_YEAR = 2008
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@staff("records.see")
def overview(request: StaffRequest) -> HttpResponse:
    """One row per unit: due, published, late, missing; which items of Art. 20 are empty."""
    year = _year(request)
    reach = organs.reach(request.actor, "records.see")
    rows = [row for row in covered.completeness(year, request.day) if reach is None or row.organ.pk in reach]
    return render(request, "records/coverage.html", {
        "title": f"{year}年覆盖情况", "crumbs": CRUMBS, "rows": rows, "year": year, "years": [year - 1, year, year + 1][: 2 if year >= request.day.year else 3],
        "due": sum(row.due for row in rows), "there": sum(row.there for row in rows), "late": sum(row.counts.get("late", 0) for row in rows),
        "missing": sum(row.counts.get("missing", 0) for row in rows), "empty": sum(bool(row.empty) for row in rows),
        "may_export": request.actor.may("records.export"),
    })  # fmt: skip


@staff("records.see")
def unit(request: StaffRequest, pk: int) -> HttpResponse:
    """Entry × period at one unit; each cell with its ground."""
    shown = get_object_or_404(organs.every_organ(), pk=pk)
    request.actor.require("records.see", pk)
    year, only = _year(request), request.GET.get("only") == "gaps"
    raised = covered.raised(year, pk)
    rows = []
    for line in covered.lines(year, request.day, [pk]):
        cells = [(period, cell, *TONES[cell.standing], raised.get(f"{line.entry.pk}/{period.first:%m%d}", "")) for period, cell in line.cells]
        if not only or any(cell.standing in (Standing.MISSING, Standing.LATE) for _, cell, *_ in cells):
            rows.append((line, cells))
    items = next((row for row in covered.completeness(year, request.day) if row.organ.pk == pk), None)
    titles = {column.item: column for column in catalogue.columns_of(shown) if column.item}
    return render(request, "records/coverage_unit.html", {
        "title": f"{shown.label}：{year}年覆盖情况", "crumbs": [*CRUMBS, ("覆盖情况", HOME)], "organ": shown, "rows": rows, "year": year, "only": only,
        "items": [(titles[item], count) for item, count in sorted(items.items.items()) if item in titles] if items else [],
        "may_raise": request.actor.may("findings.raise", pk), "may_finding": request.actor.may("findings.see", pk), "may_entry": request.actor.may("catalogue.see"),
    })  # fmt: skip


@staff("findings.raise")
def gap(request: StaffRequest, pk: int) -> HttpResponse:
    """One tap: the gap becomes a finding."""
    shown, year = get_object_or_404(organs.every_organ(), pk=pk), _year(request)
    if request.method == "POST":
        entry = get_object_or_404(catalogue.every_entry(), pk=_number(request.POST.get("entry")))
        try:
            first = date.fromisoformat(request.POST.get("first", ""))
            made = actions.raise_gap(entry, shown, first.year, first, actor=request.actor, at=request.moment)
            messages.success(request, f"已登记为问题{made.number}，可以接着交办。")
        except ValueError:
            messages.error(request, "日期不对，请刷新页面再试。")
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
    return redirect(f"{reverse('records:coverage_unit', args=[pk])}?year={year}")


@staff("records.export")
def export(request: StaffRequest) -> HttpResponse:
    """Every cell of the county as .xlsx."""
    year = _year(request)
    names = dict(organs.every_organ().values_list("pk", "name"))
    reach = organs.reach(request.actor, "records.export")
    heads = [("单位", 22), ("领域", 18), ("事项", 30), ("公开时限", 30), ("期间", 12), ("情况", 10), ("说明", 60), ("最近公开", 40)]
    rows = (
        [names.get(line.organ_id, ""), line.entry.field.name, line.entry.title, line.words, period.name, TONES[cell.standing][1], cell.why,
         f"{cell.by[-1].published_on} {cell.by[-1].title}" if cell.by else ""]
        for line in covered.lines(year, request.day, reach) for period, cell in line.cells
    )  # fmt: skip
    book = files.workbook(f"{year}年目录事项覆盖情况", heads, rows, f"截至{request.day}")
    return HttpResponse(book, content_type=XLSX, headers={"Content-Disposition": content_disposition_header(True, f"{year}年目录事项覆盖情况.xlsx")})


def _year(request: StaffRequest) -> int:
    given = request.GET.get("year", "")
    year = int(given) if given.isascii() and given.isdecimal() and len(given) == 4 else request.day.year
    return year if FIRST_YEAR <= year <= request.day.year + 1 else request.day.year


def _number(given: str | None) -> int:
    return int(given) if given and given.isascii() and given.isdecimal() and len(given) < 12 else 0


routes = [
    path("coverage/", overview, name="coverage"),
    path("coverage/export/", export, name="coverage_export"),
    path("coverage/<int:pk>/", unit, name="coverage_unit"),
    path("coverage/<int:pk>/raise/", gap, name="coverage_raise"),
]
