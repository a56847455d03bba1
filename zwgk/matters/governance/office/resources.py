"""Staff and funds: the year over the county with its gaps, one organ, and the import of a workbook with preview."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zwgk.foundation.files import actions as keeping
from zwgk.foundation.files import queries as files
from zwgk.foundation.files import readers
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.governance import actions, forms, queries
from zwgk.matters.governance.tables import read_resources

from .frame import CRUMBS, in_reach, sheet, show_form, tabs, year_of

COLUMNS = [("单位", 24), ("承担机构", 24), ("专职人数", 10), ("兼职人数", 10), ("经费（万元）", 14), ("说明", 30), ("缺项", 20)]


@staff("governance.see")
def resources(request: StaffRequest) -> HttpResponse:
    """Who has body, persons and funds, and who has a gap."""
    year = year_of(request)
    rows = queries.supplies(year, request.day, in_reach(request))
    lacking = [row for row in rows if row.gaps]
    only = request.GET.get("missing") == "1"
    told = [row.row for row in rows if row.row]
    return render(request, "governance/resources.html", {
        "title": f"{year}年人员和经费", "crumbs": CRUMBS, "tabs": tabs("resources"), "year": year, "rows": lacking if only else rows, "only": only,
        "total": len(rows), "complete": len(rows) - len(lacking), "full_time": sum(row.full_time or 0 for row in told),
        "part_time": sum(row.part_time or 0 for row in told), "funds": sum(row.funds or 0 for row in told), "untold": len(rows) - len(told),
        "may_enter": request.actor.may("governance.register"), "may_export": request.actor.may("governance.export"),
    })  # fmt: skip


@staff("governance.register")
def enter(request: StaffRequest, pk: int) -> HttpResponse:
    """One organ in one year; what stands there is shown and may be corrected."""
    year, shown = year_of(request), get_object_or_404(organs.every_organ(), pk=pk)
    now = next((row for row in queries.resources_of(shown) if row.year == year), None)
    body = queries.working_organ_of(shown)
    initial = {name: getattr(now, name) for name in forms.ResourcesForm.base_fields} if now else {"body": body.name if body else ""}
    form = forms.ResourcesForm(request.POST or None, initial=initial)
    back = f"{reverse('governance:resources')}?year={year}"
    if form.is_valid():
        wanted = actions.NewResources(shown, year, **form.cleaned_data)
        if attempt(form, lambda: actions.report_resources(wanted, actor=request.actor, at=request.moment)):
            messages.success(request, f"已填报“{shown.label}”{year}年人员和经费。")
            return redirect(back)
    return show_form(request, form, f"{year}年人员和经费：{shown.label}", back)


@staff("governance.register")
def upload(request: StaffRequest) -> HttpResponse:
    form = forms.TableForm(request.POST or None, request.FILES or None, initial={"year": request.day.year})
    if form.is_valid():
        sent, year = form.cleaned_data["file"], form.cleaned_data["year"]
        data = attempt(form, lambda: readers.as_xlsx(sent.read(), sent.name))
        if data and attempt(form, lambda: read_resources(data)):
            kept = keeping.keep(data, f"{sent.name.rpartition('.')[0] or sent.name}.xlsx", actor=request.actor, at=request.moment)
            return redirect(f"{reverse('governance:resources_preview', args=[kept.pk])}?year={year}")
    return show_form(request, form, "导入人员和经费", reverse("governance:resources"), submit="上传并核对")


@staff("governance.register")
def preview(request: StaffRequest, pk: int) -> HttpResponse:
    """What each line will enter, and each mistake; taken over as a whole. Only by whoever uploaded it."""
    kept, year = get_object_or_404(files.uploads_of(request.actor.person_id), pk=pk), year_of(request)
    planned = queries.plan_resources(read_resources(files.content(kept)), year, request.day)
    if request.method == "POST":
        done = actions.import_resources(planned, year, actor=request.actor, at=request.moment)
        messages.success(request, f"已导入 {done} 个单位。")
        return redirect(f"{reverse('governance:resources')}?year={year}")
    return render(request, "governance/resources_preview.html", {
        "title": f"核对{year}年人员和经费", "crumbs": [*CRUMBS, ("人员和经费", reverse("governance:resources"))], "rows": planned, "file": kept,
        "wrong": sum(bool(row.problem) for row in planned), "changed": sum(row.changes for row in planned),
    })  # fmt: skip


@staff("governance.export")
def export(request: StaffRequest) -> HttpResponse:
    """The table of the year; filled in again it can be imported."""
    year = year_of(request)
    title = f"{year}年政务公开人员和经费"
    rows = (_row(row) for row in queries.supplies(year, request.day))
    return sheet(files.workbook(title, COLUMNS, rows, f"截至{request.day}"), f"{title}.xlsx")


def _row(supply: queries.Supply) -> list[Any]:
    row = supply.row
    told = [row.body, row.full_time, row.part_time, row.funds, row.note] if row else [""] * 5
    return [supply.organ.name, *told, "、".join(supply.gaps)]
