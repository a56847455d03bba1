"""催办: choose items → preview and copy the group message → send. Inspection rounds. Interim reporting."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zwgk.domain.errors import Refusal
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import attempt, staff
from zwgk.matters.findings import queries as findings

from .. import queries
from ..actions import open_round, raise_in_round, urge
from ..actions.inspect import Problem
from ..forms import FindingForm, RoundForm
from ..models import Round
from ..subjects import ROUND
from .plan import frame
from .scope import visible


@staff("ledger.urge")
def urge_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Preview with the ready text; the button sends it to the in-boxes."""
    plan = get_object_or_404(queries.plans(), pk=pk)
    chosen = [number for number in request.POST.getlist("item") or request.GET.getlist("item") if number.isdecimal()]
    found = list(queries.items(plan).filter(pk__in=chosen))
    words = request.POST.get("words", "")
    if request.POST.get("send"):
        try:
            urge(plan, found, words, actor=request.actor, at=request.moment)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, f"已向 {len({item.duty.organ_id for item in found})} 个单位发出催办。")
            return redirect("ledger:plan", pk)
    context = {
        "plan": plan,
        "lines": queries.lines(found, request.moment),
        "text": queries.urging_text(found, words, at=request.moment) if found else "",
        "words": words,
        "history": plan.urgings.prefetch_related("items__duty__organ")[:20],
        "crumbs": [("台账", "/office/ledger/"), (plan.title, f"/office/ledger/plans/{pk}/")],
    }
    return render(request, "ledger/urge.html", context)


@staff("ledger.see")
def rounds_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Rounds of inspection with their findings; the office opens a new one."""
    plan = get_object_or_404(queries.plans(), pk=pk)
    form = RoundForm(request.POST or None, initial={"held_on": request.day})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        row = attempt(form, lambda: open_round(plan, data["title"], data["held_on"], data["note"], actor=request.actor, at=request.moment))
        if row:
            return redirect("ledger:round", row.pk)
    rows = [(row, findings.of_source(ROUND, row.pk)) for row in plan.rounds.all()]
    return render(request, "ledger/rounds.html", frame(plan) | {"rows": rows, "form": form, "can_inspect": request.actor.may("ledger.inspect"), "tab": "rounds"})


@staff("ledger.see")
def round_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One round: what it found, and the form for the next problem."""
    row = get_object_or_404(Round.objects.select_related("plan__notice"), pk=pk)
    units = organs.living(request.day).filter(pk__in=queries.organ_ids(row.plan))
    form = FindingForm(request.POST or None, plan=row.plan, organs=units)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            problem = Problem(data["organ"], data["problem"], data["order"], data["due_on"])
            raise_in_round(row, problem, actor=request.actor, at=request.moment)
        except Refusal as refusal:
            form.add_error({"text": "order"}.get(refusal.field, refusal.field if refusal.field in form.fields else None), refusal.sentence)
        else:
            messages.success(request, "问题已登记，交办单已发到单位。")
            return redirect("ledger:round", pk)
    found = findings.of_source(ROUND, row.pk)
    scope = visible(request)
    found = found if scope is None else found.filter(organ_id__in=scope)
    return render(request, "ledger/round.html", frame(row.plan) | {"row": row, "findings": found, "form": form, "can_inspect": request.actor.may("ledger.inspect"), "tab": "rounds"})


@staff("ledger.see")
def reporting_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Who reported in each reporting period, who did not, and the summary text."""
    plan = get_object_or_404(queries.plans(), pk=pk)
    scope = visible(request)
    return render(request, "ledger/reporting.html", frame(plan) | {"periods": queries.reporting(plan, scope, request.moment), "tab": "reporting"})
