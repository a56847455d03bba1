"""Filing: the calls, the list of one call with who is missing, and what is done with each filing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwgk.foundation.files.queries import workbook
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.governance import actions, forms, queries
from zwgk.matters.governance.models import Filing, FilingCall, FilingState

from .frame import CRUMBS, sheet, show_form, tabs

COLUMNS = [
    ("单位", 22), ("报给", 20), ("状态", 12), ("负责同志", 12), ("职务", 18), ("办公电话", 18), ("联系人", 12), ("职务", 18), ("办公电话", 18),
    ("报备时间", 18), ("回执号", 20), ("备案时间", 18), ("说明", 24),
]  # fmt: skip


@staff("governance.see")
def calls(request: StaffRequest) -> HttpResponse:
    """Calls with the number of missing units."""
    rows = [(call, call.filings.count(), len(queries.missing(call))) for call in FilingCall.objects.select_related("receiver")]
    return render(request, "governance/calls.html", {
        "title": "负责同志和联系人报备", "crumbs": CRUMBS, "tabs": tabs("calls"), "rows": rows, "may_call": request.actor.may("governance.call"),
    })  # fmt: skip


@staff("governance.call")
def new(request: StaffRequest) -> HttpResponse:
    competent = queries.competent_departments().first()
    initial = {"receiver": competent.organ_id if competent else None, "title": f"{request.day.year}年政府信息公开工作负责同志和联系人报备"}
    form = forms.CallForm(request.POST or None, initial=initial, obliged=queries.obliged(request.day))
    if form.is_valid():
        wanted = actions.Call(**form.cleaned_data)
        made = attempt(form, lambda: actions.open_call(wanted, actor=request.actor, at=request.moment))
        if made:
            messages.success(request, f"已发起，{made.filings.count()} 个单位开始计时。")
            return redirect("governance:call", made.pk)
    return show_form(request, form, "发起报备", reverse("governance:calls"), submit="发起")


@staff("governance.see")
def call(request: StaffRequest, pk: int) -> HttpResponse:
    """Every addressed organ (an organ: its own line), its light, its receipt; the missing units as text for a chat group."""
    shown = get_object_or_404(FilingCall.objects.select_related("receiver"), pk=pk)
    found = shown.filings.select_related("organ", "call")
    reach = organs.reach(request.actor, "governance.file")
    filings = list(found if reach is None else found.filter(organ_id__in=reach))
    lights = queries.lights_of(filings, request.moment)
    absent = queries.missing(shown) if reach is None else []
    return render(request, "governance/call.html", {
        "title": shown.title, "crumbs": [*CRUMBS, ("报备", reverse("governance:calls"))], "call": shown, "absent": absent,
        "rows": [_line(request, filing, lights.get(filing.pk)) for filing in filings], "reminder": _reminder(shown, absent),
        "done": sum(filing.state in (FilingState.FILED, FilingState.CONFIRMED) for filing in filings), "total": len(filings),
        "may_export": request.actor.may("governance.export"),
    })  # fmt: skip


def _line(request: StaffRequest, filing: Filing, light: Any) -> dict[str, Any]:
    may_file = request.actor.may("governance.file", filing.organ_id) and filing.state != FilingState.EXEMPT
    stale = queries.stale(filing)
    return {
        "filing": filing, "light": light, "stale": stale,
        "may_file": may_file and (stale or filing.state in (FilingState.WAITING, FilingState.RETURNED)),
        "may_confirm": request.actor.may("governance.confirm"),
    }  # fmt: skip


def _reminder(shown: FilingCall, absent: list[Filing]) -> str:
    if not absent:
        return ""
    names = "、".join(filing.organ.label for filing in absent)
    return f"【{shown.title}】以下 {len(absent)} 个单位尚未报备：{names}。请于{shown.due_on.month}月{shown.due_on.day}日前在平台报备。"


@staff("governance.file")
@require_POST
def file(request: StaffRequest, pk: int) -> HttpResponse:
    """The organ files; a refusal is told on the page from which it came."""
    filing = get_object_or_404(Filing.objects.select_related("organ", "call"), pk=pk)
    done = actions.file_people(filing, actor=request.actor, at=request.moment)
    messages.success(request, f"“{filing.organ.label}”已报备，回执号 {done.receipt}。")
    return redirect("governance:call", filing.call_id)


@staff("governance.confirm")
@require_POST
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    filing = get_object_or_404(Filing.objects.select_related("organ", "call"), pk=pk)
    actions.confirm_filing(filing, actor=request.actor, at=request.moment)
    messages.success(request, f"“{filing.organ.label}”已备案。")
    return redirect("governance:call", filing.call_id)


@staff("governance.confirm")
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    filing = get_object_or_404(Filing.objects.select_related("organ", "call"), pk=pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.return_filing(filing, reason, actor=request.actor, at=request.moment)):
            return redirect("governance:call", filing.call_id)
    back = reverse("governance:call", args=[filing.call_id])
    return show_form(request, form, f"退回报备：{filing.organ.label}", back, submit="退回")


@staff("governance.confirm")
def exempt(request: StaffRequest, pk: int) -> HttpResponse:
    filing = get_object_or_404(Filing.objects.select_related("organ", "call"), pk=pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.exempt_filing(filing, reason, actor=request.actor, at=request.moment)):
            return redirect("governance:call", filing.call_id)
    back = reverse("governance:call", args=[filing.call_id])
    return show_form(request, form, f"不需报备：{filing.organ.label}", back, submit="登记")


@staff("governance.export")
def export(request: StaffRequest, pk: int) -> HttpResponse:
    """The filed list as .xlsx, the missing units included."""
    shown = get_object_or_404(FilingCall, pk=pk)
    rows = (_row(filing) for filing in shown.filings.select_related("organ"))
    note = f"{shown.source_title}　截止{shown.due_on}　未报备 {len(queries.missing(shown))} 个单位"
    return sheet(workbook(shown.title, COLUMNS, rows, note), f"{shown.title}.xlsx")


def _row(filing: Filing) -> list[Any]:
    people = {each["duty"]: each for each in filing.people}
    leader, contact = people.get("leader", {}), people.get("contact", {})
    return [
        filing.organ.name, filing.filed_with, filing.get_state_display(), *_of(leader), *_of(contact), filing.filed_at, filing.receipt,
        filing.confirmed_at, filing.reason,
    ]  # fmt: skip


def _of(person: dict[str, str]) -> list[str]:
    return [person.get(name, "") for name in ("name", "title", "phone")]
