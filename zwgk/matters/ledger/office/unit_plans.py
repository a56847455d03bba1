"""实施方案: who filed, who is late; the unit's own page to file it; the office's inspection."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwgk.domain.errors import Refusal
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.files import actions as files
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import attempt, staff

from .. import queries
from ..actions import add_opinion, file_unit_plan, inspect_unit_plan
from ..actions.unit_plans import UnitPlanFacts
from ..forms import OpinionForm, UnitPlanForm
from ..models import Plan, UnitPlan
from ..subjects import UNIT_PLAN
from .plan import frame
from .scope import visible


@staff("ledger.see")
def unit_plans_view(request: HttpRequest, pk: int) -> HttpResponse:
    """All units with state and countdown."""
    plan = get_object_or_404(queries.plans(), pk=pk)
    rows = plan.unit_plans.select_related("organ", "file", "plan")
    scope = visible(request)
    rows = rows if scope is None else rows.filter(organ_id__in=scope)
    by_row = {clock.subject_id: clock for clock in clocks.of_subjects(UNIT_PLAN, [row.pk for row in rows]) if clock.state != "void"}
    lights = [(row, clocks.light(by_row.get(str(row.pk)), request.moment)) for row in rows]
    late = sum(light.state == "late" for _, light in lights)
    told = {"rows": lights, "late": late, "filed": sum(bool(row.filed_at) for row in rows), "may_file": request.actor.may("ledger.file_unit_plan")}
    return render(request, "ledger/unit_plans.html", frame(plan) | told | {"tab": "unit_plans"})


@staff("ledger.see")
def unit_plan_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit files its plan."""
    row = get_object_or_404(UnitPlan.objects.select_related("plan", "organ", "file"), pk=pk)
    request.actor.require("ledger.see", row.organ_id)
    form = UnitPlanForm(request.POST or None, request.FILES or None, initial={"title": row.title, "number": row.number, "url": row.url, "published_on": row.published_on})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(form, lambda: _file(request, row, data)):
            messages.success(request, "实施方案已报送。")
            return redirect("ledger:unit_plans", row.plan_id)
    clock = clocks.of_subject(UNIT_PLAN, row.pk).exclude(state="void").last()
    context = frame(row.plan) | {
        "row": row,
        "form": form,
        "light": clocks.light(clock, request.moment),
        "explanation": clocks.explain(clock) if clock else [],
        "can_file": request.actor.may("ledger.file_unit_plan", row.organ_id),
        "can_inspect": request.actor.may("ledger.inspect"),
    }
    return render(request, "ledger/unit_plan.html", context)


@staff("ledger.file_unit_plan")
def opinion_view(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit enters its implementing opinion."""
    plan = get_object_or_404(queries.plans(), pk=pk)
    scope = visible(request)
    units = organs.living(request.day).filter(pk__in=queries.organ_ids(plan) if scope is None else scope)
    form = OpinionForm(request.POST or None, request.FILES or None, organs=units)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if attempt(form, lambda: _opinion(request, plan, data)):
            messages.success(request, "实施意见已登记。")
            return redirect("ledger:unit_plans", pk)
    return render(request, "ledger/opinion.html", frame(plan) | {"form": form, "tab": "unit_plans"})


@staff("ledger.inspect")
@require_POST
def inspect_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the inspection of a unit's plan."""
    row = get_object_or_404(UnitPlan.objects.select_related("plan", "organ"), pk=pk)
    try:
        inspect_unit_plan(row, request.POST.get("inspection", ""), actor=request.actor, at=request.moment)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "检查结论已登记。")
    return redirect("ledger:unit_plans", row.plan_id)


def _facts(request: HttpRequest, data: dict[str, Any], before: StoredFile | None = None) -> UnitPlanFacts:
    """What was handed in; the file that was handed in before stays when none is sent."""
    file = data["file"] and files.keep(data["file"].read(), data["file"].name, actor=request.actor, at=request.moment)
    return UnitPlanFacts(data["title"], data["published_on"], data["url"], data["number"], file or before)


def _file(request: HttpRequest, row: UnitPlan, data: dict[str, Any]) -> UnitPlan:
    file_unit_plan(row, _facts(request, data, row.file), actor=request.actor, at=request.moment)
    return row


def _opinion(request: HttpRequest, plan: Plan, data: dict[str, Any]) -> UnitPlan:
    return add_opinion(plan, data["organ"], _facts(request, data), actor=request.actor, at=request.moment)
