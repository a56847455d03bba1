"""Three levels of responsibility over the county; the joint lead."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.governance import actions, forms, queries

from .frame import CRUMBS, in_reach, own_organs, show_form, tabs


@staff("governance.see")
def duties(request: StaffRequest) -> HttpResponse:
    """Who answers at each level in each unit, and who leads the whole."""
    rows = queries.chains(request.day, own_organs(request, obliged=True))
    return render(request, "governance/duties.html", {
        "title": "三级责任", "crumbs": CRUMBS, "tabs": tabs("duties"), "rows": rows, "complete": sum(not row.missing for row in rows),
        "leads": queries.leads(request.day), "strange": queries.strange_staff(request.day) if in_reach(request) is None else [],
        "may_joint": request.actor.may("governance.register_department"), "may_edit": request.actor.may("governance.register"),
    })  # fmt: skip


@staff("governance.register")
def section(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(organs.every_organ(), pk=pk)
    form = forms.SectionForm(request.POST or None, initial={"since": request.day, "phone": shown.phone})
    if form.is_valid():
        wanted = actions.NewSection(organ=shown, **form.cleaned_data)
        if attempt(form, lambda: actions.set_section(wanted, actor=request.actor, at=request.moment)):
            messages.success(request, "已登记具体承办科室。")
            return redirect("governance:organ", pk)
    return show_form(request, form, f"具体承办科室：{shown.label}", reverse("governance:organ", args=[pk]))


@staff("governance.register_department")
def joint(request: StaffRequest) -> HttpResponse:
    form = forms.JointForm(request.POST or None, initial={"since": request.day})
    if form.is_valid():
        wanted = actions.JointLead(organs.government(), **form.cleaned_data)
        if attempt(form, lambda: actions.set_joint_lead(wanted, actor=request.actor, at=request.moment)):
            messages.success(request, "已登记会同牵头单位。")
            return redirect("governance:duties")
    lead = "登记后，可在该单位设置“政务公开主管部门工作人员”岗位，其任职人员在政务公开工作上与主管部门同权。"
    return show_form(request, form, "会同牵头单位", reverse("governance:duties"), lead=lead)
