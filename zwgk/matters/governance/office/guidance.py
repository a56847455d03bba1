"""The guidance log of the competent department; an organ sees its own entries."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zwgk.foundation.files.queries import workbook
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.findings import queries as findings
from zwgk.matters.governance import actions, forms, queries
from zwgk.matters.governance.models import Guidance, GuidanceKind

from .frame import CRUMBS, in_reach, sheet, show_form, tabs, year_of

COLUMNS = [
    ("日期", 12), ("类别", 12), ("单位", 22), ("方式", 10), ("事项", 44), ("答复或指导意见", 44), ("依据", 30), ("整改通知", 24), ("整改情况", 12),
]  # fmt: skip
PER_PAGE = 50


@staff("governance.see")
def guidance(request: StaffRequest) -> HttpResponse:
    """The year: questions, guidance, improper acts with their correction."""
    year, kind = year_of(request), request.GET.get("kind", "")
    kind = kind if kind in GuidanceKind.values else ""
    found = queries.guidance_of(in_reach(request), year=year)
    counts = queries.guidance_counts(found)
    page = Paginator(found.filter(kind=kind) if kind else found, PER_PAGE).get_page(request.GET.get("page"))
    kinds = [("全部", f"?year={year}", not kind, sum(counts.values()))]
    kinds += [(str(each.label), f"?year={year}&kind={each.value}", kind == each.value, counts[each.value]) for each in GuidanceKind]
    rows = [(row, _correction(row)) for row in page]
    return render(request, "governance/guidance.html", {
        "title": f"{year}年日常指导", "crumbs": CRUMBS, "tabs": tabs("guidance"), "kinds": kinds, "year": year, "page": page,
        "rows": rows, "findings": findings.openable((found for _, found in rows), request.actor), "may_log": request.actor.may("governance.confirm"),
        "may_export": request.actor.may("governance.export"),
    })  # fmt: skip


def _correction(row: Guidance) -> Any:
    return queries.correction_of(row) if row.kind == GuidanceKind.IMPROPER else None


@staff("governance.see")
def entry(request: StaffRequest, pk: int) -> HttpResponse:
    """One entry with the correction that came of it."""
    row = get_object_or_404(Guidance.objects.select_related("organ"), pk=pk)
    reach = in_reach(request)
    if reach is not None and row.organ_id not in reach:
        raise Http404
    found = _correction(row)
    may = request.actor.may("governance.confirm") and row.kind == GuidanceKind.IMPROPER and found is None
    return render(request, "governance/guidance_entry.html", {
        "title": f"{row.get_kind_display()}：{row.organ.label}", "crumbs": [*CRUMBS, ("日常指导", reverse("governance:guidance"))], "row": row,
        "finding": found, "may_correct": may, "may_open": bool(findings.openable([found], request.actor)),
    })  # fmt: skip


@staff("governance.confirm")
def new(request: StaffRequest) -> HttpResponse:
    initial = {"day": request.day, "organ": request.GET.get("organ", ""), "kind": request.GET.get("kind", "")}
    form = forms.GuidanceForm(request.POST or None, initial=initial, organs=organs.existing())
    if form.is_valid():
        wanted = actions.NewGuidance(**form.cleaned_data)
        made = attempt(form, lambda: actions.log_guidance(wanted, actor=request.actor, at=request.moment))
        if made:
            messages.success(request, "已登记。")
            return redirect("governance:guidance_entry", made.pk)
    return show_form(request, form, "登记日常指导", reverse("governance:guidance"))


@staff("governance.confirm")
def correct(request: StaffRequest, pk: int) -> HttpResponse:
    """Order the correction: the problem then goes its way in 问题."""
    row = get_object_or_404(Guidance.objects.select_related("organ"), pk=pk)
    form = forms.CorrectForm(request.POST or None)
    if form.is_valid():
        values = form.cleaned_data
        found = attempt(form, lambda: actions.correct_improper(row, **values, actor=request.actor, at=request.moment))
        if found:
            messages.success(request, f"已发出整改通知 {found.order_number}。")
            return redirect("governance:guidance_entry", pk)
    back = reverse("governance:guidance_entry", args=[pk])
    return show_form(request, form, f"责令纠正：{row.organ.label}", back, lead=row.matter, submit="发出整改通知")


@staff("governance.export")
def export(request: StaffRequest) -> HttpResponse:
    year = year_of(request)
    title = f"{year}年政务公开日常指导监督记录"
    rows = (_row(row) for row in queries.guidance_of(None, year=year))
    return sheet(workbook(title, COLUMNS, rows, f"截至{request.day}"), f"{title}.xlsx")


def _row(row: Guidance) -> list[Any]:
    found = _correction(row)
    ordered = [found.order_number, found.get_state_display()] if found else ["", ""]
    return [row.day, row.get_kind_display(), row.organ.name, row.channel, row.matter, row.reply, row.basis, *ordered]
