"""Editions: open, send to the superior line department, opinions, release, comparison; the tasks with their dates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zwgk.domain.errors import Refusal
from zwgk.foundation.files import actions as keeping
from zwgk.foundation.organs.pages import StaffRequest, attempt, second_factor, staff
from zwgk.matters.catalogue import actions, forms, queries
from zwgk.matters.catalogue.models import Edition, Field, Opinion, Target
from zwgk.matters.catalogue.sheets import official

from .frame import CRUMBS, book, show_form, tabs


@staff("catalogue.edit")
def new(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Field, pk=pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        made = attempt(form, lambda: actions.open_edition(shown, form.cleaned_data["reason"], actor=request.actor, at=request.moment))
        if made:
            return redirect(made.url)
    return show_form(request, form, f"编制新版目录：{shown.name}", shown.url, submit="开始编制")


@staff("catalogue.see")
def edition(request: StaffRequest, pk: int) -> HttpResponse:
    """Where it stands, what was said, what changes against the released one."""
    shown = _edition(pk)
    older = shown.field.editions.filter(number__lt=shown.number, released_at__isnull=False).first()
    return render(request, "catalogue/edition.html", {
        "title": str(shown), "crumbs": [*CRUMBS, (shown.field.name, shown.field.url)], "edition": shown, "opinions": shown.opinions.select_related("entry", "file"),
        "differences": queries.compare_editions(older, shown), "older": older, "left": str(older) if older else "（首次编制）", "right": str(shown),
        "may_edit": request.actor.may("catalogue.edit"), "may_release": request.actor.may("catalogue.release"),
    })  # fmt: skip


@staff("catalogue.see")
def export(request: StaffRequest, pk: int) -> HttpResponse:
    """This edition in the official layout."""
    shown = _edition(pk)
    title = f"{shown.field.name}领域基层政务公开标准目录"
    return book(official(title, queries.edition_rows(shown), opinions=not shown.released_at), f"{title}第{shown.number}版.xlsx")


@staff("catalogue.release")
def send(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _edition(pk)
    form = forms.SendForm(request.POST or None, initial={"to": shown.field.superior})
    if form.is_valid() and attempt(form, lambda: actions.send_for_review(shown, form.cleaned_data["to"], actor=request.actor, at=request.moment)):
        messages.success(request, "已送审。送审稿从本页导出后，按来往文书的渠道送出。")
        return redirect(shown.url)
    return show_form(request, form, f"送审：{shown}", shown.url, submit="送审")


@staff("catalogue.release")
def opinion(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _edition(pk)
    form = forms.OpinionForm(request.POST or None, request.FILES or None, initial={"given_by": shown.sent_to, "given_on": request.day})
    form.fields["entry"].queryset = queries.live_entries(shown.field)
    if form.is_valid():
        told = dict(form.cleaned_data)
        sent = told.pop("reply")
        kept = keeping.keep(sent.read(), sent.name, actor=request.actor, at=request.moment) if sent else None
        wanted = actions.NewOpinion(file=kept, **told)
        if attempt(form, lambda: actions.record_opinion(shown, wanted, actor=request.actor, at=request.moment)):
            messages.success(request, "已登记审核意见。")
            return redirect(shown.url)
    return show_form(request, form, f"登记审核意见：{shown}", shown.url, submit="登记")


@staff("catalogue.edit")
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    said = get_object_or_404(Opinion.objects.select_related("edition__field"), pk=pk)
    form = forms.AnswerForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.answer_opinion(said, form.cleaned_data["answer"], actor=request.actor, at=request.moment)):
        return redirect(said.edition.url)
    return show_form(request, form, "采纳情况", said.edition.url, lead=said.text)


@staff("catalogue.release")
def conclude(request: StaffRequest, pk: int) -> HttpResponse:
    return _pressed(request, pk, actions.conclude_review)


@staff("catalogue.release")
@second_factor
def release(request: StaffRequest, pk: int) -> HttpResponse:
    return _pressed(request, pk, actions.release)


@staff("catalogue.release")
def take_back(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _edition(pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.take_back(shown, form.cleaned_data["reason"], actor=request.actor, at=request.moment)):
        return redirect(shown.url)
    return show_form(request, form, f"退回修改：{shown}", shown.url, submit="退回修改")


def _pressed(request: StaffRequest, pk: int, verb: Any) -> HttpResponse:
    """A button without a form: what is refused is said on the page."""
    shown = _edition(pk)
    if request.method == "POST":
        try:
            done = verb(shown, actor=request.actor, at=request.moment)
            messages.success(request, f"{done}：{done.get_state_display()}。")
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
    return redirect(shown.url)


def _edition(pk: int) -> Edition:
    return get_object_or_404(Edition.objects.select_related("field__department"), pk=pk)


@staff("catalogue.see")
def targets(request: StaffRequest) -> HttpResponse:
    """编制时限 with their lights; a date over all fields says which are still missing."""
    rows = [(row, light, _missing(row)) for row, light in queries.targets(request.moment)]
    return render(request, "catalogue/targets.html", {
        "title": "编制任务", "crumbs": CRUMBS, "tabs": tabs("targets"), "rows": rows, "may_edit": request.actor.may("catalogue.edit"),
        "may_finish": request.actor.may("catalogue.propose"),
    })  # fmt: skip


def _missing(row: Target) -> list[Field]:
    return [] if row.done_on or row.guide_id else [field for field, out in queries.fields_due(row) if out is None]


@staff("catalogue.edit")
def target_new(request: StaffRequest) -> HttpResponse:
    form = forms.TargetForm(request.POST or None)
    if form.is_valid():
        wanted = actions.NewTarget(**form.cleaned_data)
        if attempt(form, lambda: actions.set_target(wanted, actor=request.actor, at=request.moment)):
            messages.success(request, "已下达，开始计时。")
            return redirect("catalogue:targets")
    return show_form(request, form, "下达编制任务", reverse("catalogue:targets"), submit="下达")


@staff("catalogue.propose")
def target_done(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Target, pk=pk)
    form = forms.DoneForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: actions.finish_target(shown, told["note"], told["done_on"], actor=request.actor, at=request.moment)):
            return redirect("catalogue:targets")
    return show_form(request, form, f"完成：{shown.title}", reverse("catalogue:targets"), submit="完成")
