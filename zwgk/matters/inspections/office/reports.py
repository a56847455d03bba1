"""检查月报 on the page, as a paper to file and as a sheet to work with."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from zwgk.foundation.organs.pages import StaffRequest, staff
from zwgk.foundation.organs.queries import government
from zwgk.matters.inspections import papers

from .frame import CRUMBS, figures_of, handed, tabs


@staff("inspections.see")
def report(request: StaffRequest) -> HttpResponse:
    """A month: found, mended, how long it took; by unit and sort."""
    found = figures_of(request)
    before = (found.start.replace(day=1) - date.resolution).replace(day=1)
    return render(request, "inspections/report.html", {
        "title": f"{found.start:%Y年%-m月}栏目检查", "crumbs": CRUMBS, "tabs": tabs("report"), "figures": found, "month": f"{found.start:%Y-%m}", "before": f"{before:%Y-%m}",
        "after": f"{found.end:%Y-%m}" if found.end <= request.day else "", "may_export": request.actor.may("inspections.export"),
    })  # fmt: skip


@staff("inspections.export")
def paper(request: StaffRequest) -> HttpResponse:
    """.docx"""
    found, own = figures_of(request), government()
    return handed(papers.docx(found, own.name if own else "", request.day), f"{found.start:%Y年%-m月}栏目检查报告.docx")


@staff("inspections.export")
def sheet(request: StaffRequest) -> HttpResponse:
    """.xlsx with every row."""
    found = figures_of(request)
    return handed(papers.xlsx(found, request.day), f"{found.start:%Y年%-m月}栏目检查.xlsx")
