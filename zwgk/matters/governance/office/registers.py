"""The county at a glance, the page of one organ, and the forms of the registers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwgk.foundation.files.queries import workbook
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.governance import actions, forms, queries
from zwgk.matters.governance.models import Duty, FilingCall, Responsible, WorkingOrgan

from .frame import CRUMBS, sheet, show_form, tabs

COLUMNS = [
    ("单位", 22), ("工作机构", 24), ("办公地址", 26), ("联系电话", 18), ("负责同志", 12), ("职务", 18), ("负责同志办公电话", 18), ("分工", 30),
    ("联系人", 12), ("职务", 18), ("联系人办公电话", 18), ("缺项", 24),
]  # fmt: skip


@staff("governance.see")
def overview(request: StaffRequest) -> HttpResponse:
    """Who is missing. The office sees the county, an organ itself."""
    rows = queries.overview(request.day, organs.reach(request.actor, "governance.register"))
    only = request.GET.get("missing") == "1"
    lacking = [row for row in rows if row.missing]
    return render(request, "governance/overview.html", {
        "title": "组织保障", "tabs": tabs("overview"), "rows": lacking if only else rows, "only": only, "total": len(rows), "complete": len(rows) - len(lacking),
        "without": {name: sum(name in row.missing for row in rows) for name in ("工作机构", "负责同志", "联系人", "分工公布")},
        "departments": queries.competent_departments(), "calls": FilingCall.objects.select_related("receiver")[:5],
        "may_department": request.actor.may("governance.register_department"), "may_call": request.actor.may("governance.call"),
        "may_export": request.actor.may("governance.export"),
    })  # fmt: skip


@staff("governance.see")
def organ(request: StaffRequest, pk: int) -> HttpResponse:
    """Working organ, people with their predecessors, filings, journal. Mobile numbers only for those who may register."""
    shown = get_object_or_404(organs.every_organ(), pk=pk)
    people = queries.history_of(shown)
    now = {each.duty: each for each in people if each.current}
    return render(request, "governance/organ.html", {
        "title": f"组织保障：{shown.label}", "crumbs": CRUMBS, "organ": shown, "working": queries.working_organ_of(shown),
        "former_working": WorkingOrgan.objects.filter(organ=shown, until__isnull=False),
        "duties": [(duty.value, duty.label, now.get(duty.value)) for duty in Duty], "former": [each for each in people if not each.current],
        "filings": queries.filings_of([pk]), "facts": journal.of_subject("governance.organ", pk)[:50],
        "chain": queries.chain(shown, request.day), "may_edit": request.actor.may("governance.register", pk), "may_publish": request.actor.may("governance.publish", pk),
    })  # fmt: skip


@staff("governance.register_department")
def department(request: StaffRequest) -> HttpResponse:
    home = organs.government()
    form = forms.DepartmentForm(request.POST or None, initial={"government": home, "since": request.day})
    if form.is_valid():
        wanted = actions.Department(**form.cleaned_data)
        if attempt(form, lambda: actions.register_department(wanted, actor=request.actor, at=request.moment)):
            messages.success(request, "已登记主管部门。")
            return redirect("governance:overview")
    return show_form(request, form, "登记政府信息公开工作主管部门", reverse("governance:overview"))


@staff("governance.register")
def working_organ(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(organs.every_organ(), pk=pk)
    form = forms.WorkingOrganForm(request.POST or None, initial=_known(shown, request.day))
    if form.is_valid():
        wanted = actions.WorkingBody(organ=shown, **form.cleaned_data)
        if attempt(form, lambda: actions.register_working_organ(wanted, actor=request.actor, at=request.moment)):
            return _done(request, shown, "已登记工作机构。")
    return show_form(request, form, f"登记工作机构：{shown.label}", reverse("governance:organ", args=[pk]))


def _known(shown: Organ, day: date) -> dict[str, Any]:
    """The values of the present working organ, or of the organ itself."""
    now = queries.working_organ_of(shown)
    if now is None:
        return {"address": shown.address, "office_hours": shown.office_hours, "phone": shown.phone, "since": day}
    return {name: getattr(now, name) for name in forms.WorkingOrganForm.base_fields} | {"since": day}


@staff("governance.register")
def person(request: StaffRequest, pk: int, duty: str) -> HttpResponse:
    """Name the one person with this duty; a change asks for the new one only."""
    shown = get_object_or_404(organs.every_organ(), pk=pk)
    if duty not in Duty.values:
        raise Http404
    now = queries.responsible_of(shown, duty)
    form = forms.PersonForm(request.POST or None, initial={"since": request.day, "phone": now.phone if now else shown.phone})
    if form.is_valid():
        wanted = actions.Named(organ=shown, duty=duty, **form.cleaned_data)
        if attempt(form, lambda: actions.set_responsible(wanted, actor=request.actor, at=request.moment)):
            return _done(request, shown, "已登记。")
    lead = f"现任：{now.name}（{now.title}），保存后结束其登记。" if now else ""
    return show_form(request, form, f"{Duty(duty).label}：{shown.label}", reverse("governance:organ", args=[pk]), lead=lead)


@staff("governance.register")
def end(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Responsible.objects.select_related("organ"), pk=pk)
    form = forms.EndForm(request.POST or None, initial={"until": request.day})
    if form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: actions.end_responsible(row, **values, actor=request.actor, at=request.moment)):
            return _done(request, row.organ, "已登记离任。")
    return show_form(request, form, f"离任：{row.name}", reverse("governance:organ", args=[row.organ_id]), submit="登记离任", danger=True)


@staff("governance.publish")
@require_POST
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Responsible.objects.select_related("organ"), pk=pk)
    actions.publish_work(row, actor=request.actor, at=request.moment)
    return _done(request, row.organ, "分工已对外公布。")


@staff("governance.export")
def export(request: StaffRequest) -> HttpResponse:
    """The register of the county as .xlsx; office telephones only."""
    rows = queries.overview(request.day)
    book = workbook("政府信息公开工作机构、负责同志和联系人", COLUMNS, (_row(row) for row in rows), f"截至{request.day}")
    return sheet(book, f"政务公开工作机构和人员{request.day}.xlsx")


def _row(row: queries.Standing) -> list[Any]:
    body, leader, contact = row.working_organ, row.leader, row.contact
    return [
        row.organ.name, *_of(body, "name", "address", "phone"), *_of(leader, "name", "title", "phone", "work"),
        *_of(contact, "name", "title", "phone"), "、".join(row.missing),
    ]  # fmt: skip


def _of(thing: object | None, *names: str) -> Iterable[str]:
    return [getattr(thing, name, "") for name in names]


def _done(request: StaffRequest, shown: Organ, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("governance:organ", shown.pk)
