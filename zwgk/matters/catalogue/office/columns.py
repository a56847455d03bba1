"""Columns of an organ with their keepers; the table of duties; what has no keeper."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zwgk.foundation.files import queries as files
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.catalogue import actions, forms, queries
from zwgk.matters.catalogue.models import Column, Part, Step

from .frame import CRUMBS, book, in_reach, number, show_form, tabs


@staff("catalogue.see")
def columns(request: StaffRequest) -> HttpResponse:
    """One organ at a time; who sits in one organ sees its own first."""
    units = list(queries.obliged(request.day))
    asked = number(request, "organ")
    first = asked or request.actor.organ_id
    shown = next((unit for unit in units if unit.pk == first), units[0] if units else None)
    rows = queries.duty_table(shown, request.day) if shown else []
    reach = in_reach(request, "catalogue.propose")
    return render(request, "catalogue/columns.html", {
        "title": "政府信息公开栏目", "crumbs": CRUMBS, "tabs": tabs("columns"), "organ": shown, "organs": units, "rows": rows, "parts": Part.choices,
        "keeperless": sum(row.keeper is None for row in rows), "all_keeperless": queries.without_keeper(request.day).count(),
        "may_make": request.actor.may("catalogue.edit"), "may_keep": shown is not None and (reach is None or shown.pk in reach),
        "facts": journal.of_subject("catalogue.organ", shown.pk)[:20] if shown else [],
    })  # fmt: skip


@staff("catalogue.edit")
def make(request: StaffRequest) -> HttpResponse:
    """The national form for every organ."""
    if request.method == "POST":
        done = actions.make_columns(actor=request.actor, at=request.moment)
        messages.success(request, f"已建立 {done} 个栏目。" if done else "各单位的法定栏目都已建立。")
    return redirect("catalogue:columns")


@staff("catalogue.propose")
def column(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _column(pk)
    initial = {name: getattr(shown, name) for name in forms.ColumnForm.base_fields}
    form = forms.ColumnForm(request.POST or None, initial=initial)
    if form.is_valid():
        wanted = actions.NewColumn(**form.cleaned_data)
        if attempt(form, lambda: actions.set_column(shown, wanted, actor=request.actor, at=request.moment)):
            messages.success(request, "已保存。")
            return redirect(_back(shown.organ))
    return show_form(request, form, f"{shown.organ.label}：{shown.title}", _back(shown.organ))


@staff("catalogue.propose")
def duty(request: StaffRequest, pk: int) -> HttpResponse:
    """Name a person for one step, in this column or in all of the organ."""
    shown = _column(pk)
    form = forms.DutyForm(request.POST or None, initial={"since": request.day, "step": request.GET.get("step", Step.KEEP)})
    if form.is_valid():
        told = form.cleaned_data
        wanted = list(queries.columns_of(shown.organ)) if told["all_columns"] else [shown]
        done = attempt(form, lambda: (actions.set_duty(wanted, told["step"], told["person"], told["since"], actor=request.actor, at=request.moment),))
        if done:
            messages.success(request, f"已确定 {done[0]} 个栏目的{Step(told['step']).label}：{told['person'].name}。")
            return redirect(_back(shown.organ))
    return show_form(request, form, f"确定责任人：{shown.organ.label}“{shown.title}”", _back(shown.organ))


@staff("catalogue.edit")
def local(request: StaffRequest, pk: int) -> HttpResponse:
    """A local column below this one."""
    shown = _column(pk)
    form = forms.LocalColumnForm(request.POST or None, initial={"type": "信息公开"})
    if form.is_valid():
        told = dict(form.cleaned_data)
        key = told.pop("key")
        wanted = actions.NewColumn(**told)
        if attempt(form, lambda: actions.add_column(shown.organ, key, shown.part, wanted, shown.parent or shown, actor=request.actor, at=request.moment)):
            return redirect(_back(shown.organ))
    return show_form(request, form, f"新增本地栏目：{shown.organ.label}", _back(shown.organ))


@staff("catalogue.edit")
def close(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _column(pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.close_column(shown, form.cleaned_data["reason"], actor=request.actor, at=request.moment)):
        messages.success(request, f"已停用“{shown.title}”。")
        return redirect(_back(shown.organ))
    return show_form(request, form, f"停用栏目：{shown.title}", _back(shown.organ), submit="停用", danger=True)


@staff("catalogue.see")
def export(request: StaffRequest) -> HttpResponse:
    """采集、审核、发布职责表 over all organs (ATT-06)."""
    rows = queries.add_holders(queries.every_column().filter(closed_on__isnull=True).order_by("organ__order", "organ_id", "order"), request.day)
    heads = [("单位", 18), ("栏目", 26), ("第二十条", 10), *((str(step.label), 14) for step in Step), ("更新周期", 14), ("信息类型", 24)]
    table = (
        [row.column.organ.label, row.column.title, f"第{row.column.item}项" if row.column.item else "",
         *(held.person.name if held else "" for _, held in row.steps), row.column.get_every_display(), "、".join(row.column.kinds)]
        for row in rows
    )  # fmt: skip
    return book(files.workbook("信息公开栏目职责表", heads, table, f"截至{request.day}"), f"信息公开栏目职责表{request.day}.xlsx")


def _column(pk: int) -> Column:
    return get_object_or_404(queries.every_column(), pk=pk)


def _back(organ: Organ) -> str:
    return f"{reverse('catalogue:columns')}?organ={organ.pk}"


