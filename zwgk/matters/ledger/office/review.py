"""What waits for the office: finished reports and asked extensions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwgk.domain.errors import Refusal
from zwgk.foundation.organs.pages import second_factor, staff

from .. import queries
from ..actions import confirm_done, decide_extension, note_report, return_report
from ..models import Extension, Report

INTERIM = 30


@staff("ledger.return_report")
@second_factor
def review_view(request: HttpRequest) -> HttpResponse:
    """The list, and the decision on one or several reports."""
    if request.method == "POST":
        return _decide(request)
    context = {
        "reports": queries.waiting_reports().prefetch_related("evidence__file"),
        "interim": queries.interim_reports()[:INTERIM],
        "interim_count": queries.interim_reports().count(),
        "extensions": Extension.objects.filter(state=Extension.State.ASKED).select_related("item__duty__task__plan", "item__duty__organ"),
        "crumbs": [("台账", "/office/ledger/")],
    }
    return render(request, "ledger/review.html", context)


@staff("ledger.grant_extension")
@second_factor
@require_POST
def decide_extension_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant or refuse."""
    row = get_object_or_404(Extension.objects.select_related("item__duty__task__plan", "item__duty__organ"), pk=pk)
    granted = bool(request.POST.get("grant"))
    try:
        decide_extension(row, granted, request.POST.get("comment", ""), actor=request.actor, at=request.moment)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "已同意延期，时限已顺延。" if granted else "已答复不同意延期。")
    return redirect("ledger:review")


def _decide(request: HttpRequest) -> HttpResponse:
    chosen = [number for number in request.POST.getlist("report") if number.isdecimal()]
    comment, back = request.POST.get("comment", ""), request.POST.get("back") or "/office/ledger/review/"
    done = 0
    for row in Report.objects.filter(pk__in=chosen, state=Report.State.OPEN).select_related("item__duty__task__plan", "item__duty__organ"):
        try:
            _one(request, row, comment)
            done += 1
        except Refusal as refusal:
            messages.error(request, f"{row.item.duty.organ.label}：{refusal.sentence}")
    if done:
        messages.success(request, f"已处理 {done} 件。")
    elif not chosen:
        messages.error(request, "没有选择要处理的上报。请先勾选。")
    return redirect(back)


def _one(request: HttpRequest, row: Report, comment: str) -> None:
    if request.POST.get("confirm"):
        confirm_done(row.item, comment, actor=request.actor, at=request.moment)
    elif request.POST.get("return"):
        return_report(row, comment, actor=request.actor, at=request.moment)
    else:
        note_report(row, actor=request.actor, at=request.moment)
