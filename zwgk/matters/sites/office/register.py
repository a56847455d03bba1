"""网站名录: every site with its state, the migration of its pages, the yearly check."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs.pages import StaffRequest, attempt, may_open, staff

from .. import actions, queries
from ..forms import CheckForm, EntryForm
from ..models import SiteEntry
from ..queries import register as reading
from .frame import CRUMBS, done, show_form, tabs, year_of

HOME = "/office/sites/register/"
HERE = [*CRUMBS, ("网站名录", HOME)]


@staff("sites.see")
def register(request: StaffRequest) -> HttpResponse:
    year = year_of(request)
    rows, state = reading.rows(year), request.GET.get("state", "")
    counts = [(label, sum(row.entry.state == value for row in rows), f"?state={value}&year={year}") for value, label in SiteEntry.State.choices]
    only = dict(SiteEntry.State.choices).get(state, "")
    rows = [row for row in rows if row.entry.state == state] if only else rows
    return render(request, "sites/register.html", {
        "title": "网站名录", "crumbs": CRUMBS, "tabs": tabs(request, "register"), "rows": rows, "counts": counts, "only": only, "year": year, "may_edit": request.actor.may("sites.edit"),
    })  # fmt: skip


@staff("sites.see")
def entry(request: StaffRequest, pk: int) -> HttpResponse:
    shown, year = get_object_or_404(queries.entries(), pk=pk), year_of(request)
    row = next(each for each in reading.rows(year) if each.entry.pk == pk)
    return render(request, "sites/entry.html", {
        "title": shown.name, "crumbs": HERE, "entry": shown, "row": row, "year": year, "checks": reading.checks_of(shown, year), "opening": queries.opening_of(shown.organ),
        "facts": journal.of_subject("sites.entry", pk)[:30], "may_migrate": may_open(request.actor, "/office/records/migration/"), "may_edit": request.actor.may("sites.edit"),
    })  # fmt: skip


@staff("sites.edit")
def edit(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    """Enter or change a site; a refusal names the rule and keeps what was typed."""
    shown = get_object_or_404(queries.entries(), pk=pk) if pk else None
    form = EntryForm(request.POST or None, instance=SiteEntry.objects.get(pk=pk) if pk else None)
    if form.is_valid():
        new = actions.NewEntry(**form.cleaned_data)
        if made := attempt(form, lambda: actions.save_entry(new, shown, actor=request.actor, at=request.moment)):
            return done(request, "已登记。", made.url)
    return show_form(request, form, f"修改：{shown.name}" if shown else "登记网站", shown.url if shown else HOME)


@staff("sites.edit")
def check(request: StaffRequest, pk: int) -> HttpResponse:
    """The check list of a year."""
    shown, year = get_object_or_404(queries.entries(), pk=pk), year_of(request)
    form = CheckForm(request.POST or None, done={item.key: row for item, row in reading.checks_of(shown, year) if row})
    if form.is_valid() and attempt(form, lambda: actions.check_entry(shown, year, form.told(), actor=request.actor, at=request.moment)):
        return done(request, f"{year}年度检查已登记。", shown.url)
    return show_form(request, form, f"{year}年度检查：{shown.name}", shown.url)
