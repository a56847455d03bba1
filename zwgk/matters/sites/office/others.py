"""浏览量 per organ and month with its rows; 转载合作 with its log."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

from .. import actions, queries
from ..forms import PartnerForm, ReprintForm
from ..models import Partner
from ..queries import feeds
from ..queries import views as reading
from .frame import CRUMBS, PER_PAGE, done, show_form, tabs, year_of

PARTNERS = "/office/sites/partners/"


@staff("sites.see")
def views(request: StaffRequest) -> HttpResponse:
    """The months, the organs of one month, and the addresses behind the number that was chosen."""
    months = reading.months()
    month = _month(request.GET.get("month", ""), months) or (months[0] if months else None)
    asked = request.GET.get("organ", "")
    organ = int(asked) if asked.isascii() and asked.isdecimal() else None
    page = Paginator(reading.rows(month, organ), PER_PAGE).get_page(request.GET.get("page")) if month else None
    by_organ = reading.by_organ(month) if month else []
    return render(request, "sites/views.html", {
        "title": "浏览量", "crumbs": CRUMBS, "tabs": tabs(request, "views"), "months": months, "month": month, "by_organ": by_organ, "page": page, "organ": organ,
        "total": sum(reads for _, _, reads, _ in by_organ), "kinds": reading.KINDS,
    })  # fmt: skip


@staff("sites.see")
def partners(request: StaffRequest) -> HttpResponse:
    year = year_of(request)
    page = Paginator(queries.reprints(year), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "sites/partners.html", {
        "title": "转载合作", "crumbs": CRUMBS, "tabs": tabs(request, "partners"), "partners": queries.partners(), "page": page, "year": year, "may_edit": request.actor.may("sites.edit"),
    })  # fmt: skip


@staff("sites.edit")
def partner(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    shown = get_object_or_404(Partner, pk=pk) if pk else None
    initial = {"feeds": shown.feeds} if shown else {}
    form = PartnerForm(request.POST or None, instance=Partner.objects.get(pk=pk) if pk else None, offered=feeds.offered(request.day), initial=initial)
    if form.is_valid():
        new = actions.NewPartner(**form.cleaned_data)
        if attempt(form, lambda: actions.save_partner(new, shown, actor=request.actor, at=request.moment)):
            return done(request, "已登记。", PARTNERS)
    return show_form(request, form, f"修改：{shown.name}" if shown else "登记合作单位", PARTNERS)


@staff("sites.edit")
def reprint(request: StaffRequest) -> HttpResponse:
    form = ReprintForm(request.POST or None, initial={"shown_on": request.day, "partner": request.GET.get("partner")})
    if form.is_valid():
        told = dict(form.cleaned_data)
        chosen = told.pop("partner")
        if attempt(form, lambda: actions.log_reprint(chosen, actions.NewReprint(**told), actor=request.actor, at=request.moment)):
            return done(request, "转载已登记。", PARTNERS)
    return show_form(request, form, "登记转载", PARTNERS)


def _month(asked: str, months: list[date]) -> date | None:
    return next((each for each in months if f"{each:%Y-%m}" == asked), None)
