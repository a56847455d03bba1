"""Public pages: the archive by year, one unit over the years, the figures as JSON. Only what was reviewed and published."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from zwgk.domain.annualreports import as_json
from zwgk.foundation.organs.pages import public
from zwgk.foundation.pagecache.pages import kept

from . import queries
from .models import Report
from .showing import charts

CRUMBS = [("政府信息公开年报", "/annual-reports/")]


@public
@kept("annualreport")
def archive(request: HttpRequest) -> HttpResponse:
    """Every published report, newest year first."""
    reports = list(queries.online().order_by("-year", "organ__order", "organ_id"))
    by_year: dict[int, list[Report]] = {}
    for report in reports:
        by_year.setdefault(report.year, []).append(report)
    return render(request, "annualreport/public/archive.html", {"title": "政府信息公开年报", "years": by_year.items()})


@public
@kept("annualreport")
def year(request: HttpRequest, year: int) -> HttpResponse:
    """The reports of one year."""
    reports = list(queries.online().filter(year=year).order_by("organ__order", "organ_id"))
    if not reports:
        raise Http404
    return render(request, "annualreport/public/archive.html", {"title": f"{year}年度政府信息公开年报", "crumbs": CRUMBS, "years": [(year, reports)]})


@public
@kept("annualreport")
def organ(request: HttpRequest, slug: str) -> HttpResponse:
    """One unit over the years: what it published, compared."""
    reports = list(queries.online().filter(organ__slug=slug).order_by("-year"))
    if not reports:
        raise Http404
    name = reports[0].organ.name
    return render(request, "annualreport/public/organ.html", {
        "title": f"{name}历年年报", "crumbs": CRUMBS, "reports": reports, **charts(reports),
    })  # fmt: skip


@public
@kept("annualreport")
def data(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """The figures of a published report, machine-readable."""
    report = get_object_or_404(queries.online().prefetch_related("sections"), organ__slug=slug, year=year)
    found = as_json(queries.paper(report), queries.form_of(report))
    return JsonResponse({**found, "url": request.build_absolute_uri(report.record.live.url)}, json_dumps_params={"ensure_ascii": False, "indent": 1})
