"""催办: choose items → preview and copy the group message → send."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zwgk.domain.errors import Refusal
from zwgk.foundation.organs.pages import staff

from .. import queries
from ..actions import urge


@staff("ledger.urge")
def urge_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Preview with the ready text; the button sends it to the in-boxes."""
    plan = get_object_or_404(queries.plans(), pk=pk)
    chosen = [number for number in request.POST.getlist("item") or request.GET.getlist("item") if number.isdigit()]
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
