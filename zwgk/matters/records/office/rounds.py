"""年度评估 and 失效信息清理."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwgk.domain.errors import Refusal
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.foundation.organs.queries import reach
from zwgk.matters.records import actions, forms, lists
from zwgk.matters.records.actions import Verdict
from zwgk.matters.records.models import CleanUp, Round

from .support import CRUMBS, form_page

HOME = "/office/records/rounds/"


@staff("records.see")
def rounds(request: StaffRequest) -> HttpResponse:
    """Both kinds of looking back, with their state."""
    mine = reach(request.actor, "records.see")
    within = {} if mine is None else {"organ_id__in": mine}
    return render(request, "records/rounds.html", {
        "title": "年度评估与清理", "crumbs": CRUMBS, "rounds": Round.objects.filter(**within).select_related("organ").prefetch_related("lines")[:100],
        "clean_ups": CleanUp.objects.filter(**within).select_related("organ", "result").prefetch_related("lines")[:100],
        "may_begin": request.actor.may("records.reassess"),
    })  # fmt: skip


@staff("records.reassess")
def new_round(request: StaffRequest) -> HttpResponse:
    form = forms.RoundForm(request.POST or None, initial={"organ": request.actor.organ_id, "year": request.day.year, "due_on": request.day.replace(month=12, day=31)})
    if form.is_valid():
        said = form.cleaned_data
        made = attempt(form, lambda: actions.reassess(said["organ"], said["year"], said["due_on"], actor=request.actor, at=request.moment))
        if made:
            return redirect(f"{HOME}{made.pk}/")
    return form_page(request, form, None, "开始年度评估", "开始", lead="本单位全部依申请公开、不予公开的信息逐件重新评估；可以公开的转为草稿，另行送审。")


@staff("records.see")
def one_round(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(_rounds(request), pk=pk)
    lines = list(shown.lines.select_related("record"))
    return render(request, "records/round.html", {
        "title": f"{shown.organ.label}{shown.year}年度评估", "crumbs": [*CRUMBS, ("年度评估与清理", HOME)], "round": shown, "lines": lines,
        "done": sum(bool(line.attribute) for line in lines), "may_act": not shown.closed_at and request.actor.may("records.reassess", shown.organ_id),
    })  # fmt: skip


@staff("records.reassess")
def line(request: StaffRequest, pk: int, line: int) -> HttpResponse:
    shown = get_object_or_404(_rounds(request), pk=pk)
    found = get_object_or_404(shown.lines.select_related("record__organ", "round__organ"), pk=line)
    form = forms.VerdictForm(request.POST or None, initial={"attribute": found.record.attribute, "ground": found.record.ground})
    if form.is_valid():
        verdict = Verdict(**form.cleaned_data)
        if attempt(form, lambda: actions.decide_line(found, verdict, actor=request.actor, at=request.moment)):
            return redirect(f"{HOME}{pk}/")
    lead = f"现为{found.record.get_attribute_display()}：{lists.title_of('grounds', found.record.ground)}。{found.record.ground_note}"
    return form_page(request, form, found.record, f"评估：{found.record.title[:40]}", "记录结论", lead=lead)


@staff("records.reassess")
@require_POST
def close_round(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(_rounds(request), pk=pk)
    try:
        actions.close_round(shown, actor=request.actor, at=request.moment)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect(f"{HOME}{pk}/")


@staff("records.withdraw")
def new_clean_up(request: StaffRequest) -> HttpResponse:
    form = forms.CleanUpForm(request.POST or None, initial={"organ": request.actor.organ_id, "title": f"{request.day.year}年失效信息清理"})
    if form.is_valid():
        said = form.cleaned_data
        made = attempt(form, lambda: actions.clean_up(said["organ"], said["title"], actor=request.actor, at=request.moment))
        if made:
            return redirect(f"/office/records/clean-ups/{made.pk}/")
    return form_page(request, form, None, "开始失效信息清理", "开始", lead="失效日期、公示期已过和满十年的信息列为线索，逐条处理后公布结果。")


@staff("records.see")
def clean_up(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(_clean_ups(request), pk=pk)
    return render(request, "records/clean_up.html", {
        "title": shown.title, "crumbs": [*CRUMBS, ("年度评估与清理", HOME)], "clean_up": shown, "lines": shown.lines.select_related("record"),
        "may_act": not shown.closed_at and request.actor.may("records.withdraw", shown.organ_id),
    })  # fmt: skip


@staff("records.withdraw")
def clean_line(request: StaffRequest, pk: int, line: int) -> HttpResponse:
    shown = get_object_or_404(_clean_ups(request), pk=pk)
    found = get_object_or_404(shown.lines.select_related("record__organ", "clean_up__organ"), pk=line)
    form = forms.CleanLineForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        if attempt(form, lambda: actions.clean_line(found, said["outcome"], said["note"], actor=request.actor, at=request.moment)):
            return redirect(f"/office/records/clean-ups/{pk}/")
    return form_page(request, form, found.record, f"清理：{found.record.title[:40]}", "记录处理", lead=found.why)


@staff("records.withdraw")
@require_POST
def finish_clean_up(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(_clean_ups(request), pk=pk)
    try:
        result = actions.finish_clean_up(shown, actor=request.actor, at=request.moment)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect(f"/office/records/clean-ups/{pk}/")
    messages.success(request, "清理结果已生成草稿，请核对后送审发布。")
    return redirect(f"{result.url}edit/")


def _rounds(request: StaffRequest):  # type: ignore[no-untyped-def]
    mine = reach(request.actor, "records.see")
    found = Round.objects.select_related("organ")
    return found if mine is None else found.filter(organ_id__in=mine)


def _clean_ups(request: StaffRequest):  # type: ignore[no-untyped-def]
    mine = reach(request.actor, "records.see")
    found = CleanUp.objects.select_related("organ")
    return found if mine is None else found.filter(organ_id__in=mine)
