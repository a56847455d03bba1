"""The list; upload a workbook, correct what was read, choose units and deadline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zwgk.domain.datasheets import Grid
from zwgk.domain.datasheets.columns import KIND_NAMES
from zwgk.foundation.files import queries as files
from zwgk.foundation.organs.models import OrganGroup
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.foundation.organs.queries import certain_groups, living, members
from zwgk.matters.datacalls import actions, forms, queries
from zwgk.matters.datacalls.books.package import Book
from zwgk.matters.datacalls.books.paint import paint
from zwgk.matters.datacalls.books.read import grid
from zwgk.matters.datacalls.books.styles import Styles
from zwgk.matters.datacalls.intake import with_printed
from zwgk.matters.datacalls.models import CallState, DataCall
from zwgk.matters.datacalls.spec import LAYOUTS, Sheet, guess

from .support import CRUMBS, call_of, crumbs


@dataclass(frozen=True, slots=True)
class Shown:
    """One sheet on the page of the design."""

    sheet: Sheet
    used: bool
    letters: list[str]
    rows: list[Any]


@staff("datacalls.see")
def calls(request: StaffRequest) -> HttpResponse:
    found = queries.calls_for(request.actor)
    page = Paginator(found.exclude(state=CallState.VOID) if "void" not in request.GET else found, 50).get_page(request.GET.get("page"))
    mine = {each.call_id: each for each in queries.returns_for(request.actor).filter(call__in=[call.pk for call in page], organ=request.actor.organ_id).defer("draft", "values")}
    may_open = request.actor.may("datacalls.open")
    rows = [(call, mine.get(call.pk)) for call in page]
    return render(request, "datacalls/list.html", {"title": "采集表", "rows": rows, "page": page, "may_open": may_open})


@staff("datacalls.open")
def new(request: StaffRequest) -> HttpResponse:
    form = forms.ReceiveForm(request.POST or None, request.FILES or None, calls=queries.calls_for(request.actor).exclude(state__in=("draft", "void")))
    if form.is_valid():
        file, follows = form.cleaned_data["file"], form.cleaned_data["follows"]
        call = attempt(form, lambda: actions.receive(file.read(), file.name, follows=follows, actor=request.actor, at=request.moment))
        if call:
            return redirect("datacalls:design", call.pk)
    lead = "上级的表头会变成填报表单，各单位填好后回到同一份工作簿里，格式和公式不变。"
    return render(request, "organs/form.html", {"title": "上传来表", "crumbs": CRUMBS, "form": form, "back": "/office/datacalls/", "submit": "读取表头", "lead": lead})


@staff("datacalls.open")
def design(request: StaffRequest, pk: int) -> HttpResponse:
    """One page: what was read, and the sheet beside it."""
    call = call_of(request, pk)
    if call.state != CallState.DRAFT:
        return redirect(call.url)
    grids = _grids(call)
    shown = _sheets(call, grids)
    form = forms.DesignForm(request.POST or None, initial={"title": call.title, "asked_by": call.asked_by, "words": call.words})
    if form.is_valid():
        sheets, changed = forms.sheets_from(request.POST, shown, grids)
        sheets = [with_printed(sheet, grids[sheet.name], living(request.day)) for sheet in sheets]
        wanted = actions.Design(sheets=sheets, **form.cleaned_data)
        done = attempt(form, lambda: actions.design(call, wanted, actor=request.actor, at=request.moment))
        if done and not changed:
            return redirect("datacalls:start", call.pk)
        if done:
            messages.success(request, "已按新的表头重新识别，请再核对一遍。")
            return redirect("datacalls:design", call.pk)
    used = {sheet.name for sheet in call.spec}
    tables = [Shown(sheet, sheet.name in used, *paint(grids[sheet.name], sheet)) for sheet in shown]
    return render(request, "datacalls/design.html", {
        "title": "核对填报内容", "crumbs": crumbs(call), "call": call, "form": form, "tables": tables, "kinds": KIND_NAMES.items(), "layouts": LAYOUTS.items(),
    })  # fmt: skip


def _grids(call: DataCall) -> dict[str, Grid]:
    workbook = Book(files.content(call.book))
    styles, hidden = Styles(workbook), workbook.hidden()
    return {name: grid(workbook, name, styles) for name in workbook.sheets if name not in hidden}


def _sheets(call: DataCall, grids: dict[str, Grid]) -> list[Sheet]:
    """All sheets that can be filled, those that were chosen as they were corrected."""
    chosen = {sheet.name: sheet for sheet in call.spec}
    return [sheet for name, seen in grids.items() if (sheet := chosen.get(name) or guess(seen))]


@staff("datacalls.open")
def start(request: StaffRequest, pk: int) -> HttpResponse:
    call = call_of(request, pk)
    if call.state != CallState.DRAFT:
        return redirect(call.url)
    organs = living(request.day).exclude(kind__in=("higher", "village", "community"))
    form = forms.StartForm(request.POST or None, groups=certain_groups(), organs=organs, initial=_as_before(call))
    if form.is_valid():
        told = form.cleaned_data
        chosen = _chosen(told, organs, request)
        wanted = actions.Start(chosen, told["due_on"], told["due_words"], told["needs_sign"])
        if attempt(form, lambda: actions.start(call, wanted, actor=request.actor, at=request.moment)):
            messages.success(request, f"已下发给 {len(set(chosen))} 个单位，各单位收到站内消息，工作台上开始计时。")
            return redirect(call.url)
    return render(request, "datacalls/start.html", {"title": "选择单位和期限", "crumbs": crumbs(call), "form": form, "call": call, "back": reverse("datacalls:design", args=[pk])})


def _as_before(call: DataCall) -> dict[str, Any]:
    """The units of the last period."""
    return {"organs": list(call.follows.returns.values_list("organ_id", flat=True))} if call.follows else {}


def _chosen(told: dict[str, Any], organs: Any, request: StaffRequest) -> list[Any]:
    kinds = [value for value, _ in forms.OrganKind.choices] if told["whole"] else told["kinds"]
    found = list(organs.filter(kind__in=kinds).exclude(kind="government")) + list(told["organs"])
    groups: list[OrganGroup] = list(told["groups"])
    for group in groups:
        found += members(group, request.day)
    return sorted(set(found), key=lambda organ: (organ.order, organ.pk))
