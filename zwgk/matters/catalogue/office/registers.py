"""权责清单、服务事项清单、审批事项清单 with versions; the superior's list; functions of organs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zwgk.domain.errors import BadInput
from zwgk.foundation.files import actions as keeping
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.catalogue import actions, forms, queries
from zwgk.matters.catalogue.models import REGISTER, Register, RegisterChange, RegisterItem, SuperiorList
from zwgk.matters.catalogue.sheets import read_powers

from .frame import CRUMBS, extracted, number, show_form, tabs

PER_PAGE = 50
HOME = "/office/catalogue/registers/"


@staff("catalogue.see")
def registers(request: StaffRequest) -> HttpResponse:
    given = request.GET
    register, organ, state, text = given.get("register", ""), number(request, "organ"), given.get("state", ""), given.get("q", "").strip()
    page = Paginator(queries.items(register, organ, state, text), PER_PAGE).get_page(given.get("page"))
    counts, units = queries.counts_of(), list(queries.obliged(request.day))
    choices = [("全部", HOME, register == ""), *((label, f"{HOME}?register={value}", register == value) for value, label in Register.choices)]
    return render(request, "catalogue/registers.html", {
        "title": "权责和服务清单", "crumbs": CRUMBS, "tabs": tabs("registers"), "page": page, "choices": choices, "units": units, "organ": organ, "text": text,
        "register": register, "state": state, "states": RegisterItem.State.choices, "without": [unit for unit in units if not counts.get(unit.pk, {}).get(Register.POWER)],
        "unpublished": queries.unpublished_changes().count(), "unsynced": queries.unsynced_changes().count(), "superior": queries.superior_lists(),
        "may_edit": request.actor.may("catalogue.propose"), "may_superior": request.actor.may("catalogue.edit"),
    })  # fmt: skip


@staff("catalogue.see")
def item(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(RegisterItem.objects.select_related("organ"), pk=pk)
    return render(request, "catalogue/item.html", {
        "title": shown.name, "crumbs": [*CRUMBS, ("权责和服务清单", HOME)], "item": shown, "changes": queries.item_changes(shown),
        "facts": journal.of_subject(REGISTER, pk)[:30], "may_edit": request.actor.may("catalogue.propose", shown.organ_id),
    })  # fmt: skip


@staff("catalogue.propose")
def item_edit(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    shown = get_object_or_404(RegisterItem.objects.select_related("organ"), pk=pk) if pk else None
    initial: dict[str, Any] = {}
    if shown:
        said = shown.values
        initial = {name: getattr(shown, name) for name in ("register", "organ", "code", "name", "category", "state")}
        initial |= {"duty_basis": said.get("basis", ""), **{name: said.get(name, "") for name in ("duties", "accountability", "section")}}
    form = forms.ItemForm(request.POST or None, initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        values = {**(shown.values if shown else {}), **form.texts()}
        wanted = actions.NewItem(told["register"], told["organ"], told["code"], told["name"], told["category"], told["state"], values)
        made = attempt(form, lambda: actions.set_item(wanted, told["reason"], told["basis"], actor=request.actor, at=request.moment))
        if made:
            messages.success(request, "已保存为新版本，请随即公开并同步政务服务网。")
            return redirect(made.url)
    return show_form(request, form, f"调整：{shown.name}" if shown else "登记清单事项", shown.url if shown else HOME)


@staff("catalogue.propose")
def published(request: StaffRequest, pk: int) -> HttpResponse:
    change = get_object_or_404(RegisterChange.objects.select_related("item"), pk=pk)
    form = forms.PublishedForm(request.POST or None, initial={"url": change.published_url})
    if form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: actions.mark_published(change, told["url"], synced=told["synced"], actor=request.actor, at=request.moment)):
            return redirect(change.item.url)
    return show_form(request, form, f"公开和同步：{change.item.name}", change.item.url)


@staff("catalogue.propose")
def upload(request: StaffRequest) -> HttpResponse:
    """A list of one organ, or of many with a column 实施主体."""
    form = forms.PowersForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        told = form.cleaned_data
        read = attempt(form, lambda: read_powers(extracted(told["file"])))
        rows = attempt(form, lambda: _new_items(read, told, request)) if read else None
        if rows:
            done = attempt(form, lambda: actions.import_items(rows, told["reason"], told["basis"], actor=request.actor, at=request.moment))
            if done:
                messages.success(request, f"新增或调整 {done[0]} 项，相同 {done[1]} 项。")
                return redirect(f"{HOME}?register={told['register']}")
    return show_form(request, form, "导入清单", HOME, submit="导入")


def _new_items(read: Any, told: dict[str, Any], request: StaffRequest) -> list[actions.NewItem]:
    """Rows with their organ; a name that is not known stops the import and is said."""
    known = organs.propose({row["organ"] for row in read if row.get("organ")}, request.day)
    units = {text: found.organ for text, found in known.items() if found.organ and found.certain}
    strange = [text for text in known if text not in units]
    if strange and told["organ"] is None:
        raise BadInput(f"不认识的单位：{'、'.join(strange[:5])}。", field="file", remedy="在“单位与人员”里登记别名，或者在这里选择单位。")
    found = []
    for at, row in enumerate(read, start=1):
        organ = units.get(row.get("organ", "")) or told["organ"]
        if organ is None:
            raise BadInput(f"第{at}行没有实施主体。", field="organ", remedy="请选择单位。")
        values = {name: row.get(name, "") for name in ("basis", "duties", "accountability", "section")}
        found.append(actions.NewItem(told["register"], organ, row.get("code") or f"{at:03d}", row["name"], row.get("category", ""), values=values))
    return found


@staff("catalogue.edit")
def superior_new(request: StaffRequest) -> HttpResponse:
    form = forms.SuperiorForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        told = form.cleaned_data
        sent = told["file"]
        read = attempt(form, lambda: read_powers(extracted(sent)))
        if read:
            sent.seek(0)
            kept = keeping.keep(sent.read(), sent.name, actor=request.actor, at=request.moment)
            made = attempt(form, lambda: actions.import_superior(
                told["register"], told["title"], told["issuer"], read, kept, actor=request.actor, at=request.moment,
            ))  # fmt: skip
            if made:
                return redirect("catalogue:superior", made.pk)
    return show_form(request, form, "导入上级统一清单", HOME, submit="导入并对照")


@staff("catalogue.see")
def superior(request: StaffRequest, pk: int) -> HttpResponse:
    """The difference report (PWR-07)."""
    shown = get_object_or_404(SuperiorList, pk=pk)
    organ = number(request, "organ")
    return render(request, "catalogue/superior.html", {
        "title": shown.title, "crumbs": [*CRUMBS, ("权责和服务清单", HOME)], "superior": shown, "differences": queries.compare_superior(shown, organ),
        "units": queries.obliged(request.day), "organ": organ,
    })  # fmt: skip


@staff("catalogue.see")
def functions_list(request: StaffRequest) -> HttpResponse:
    """Every organ with its functions and what is missing."""
    rows = queries.functions_rows(request.day)
    return render(request, "catalogue/functions_list.html", {
        "title": "机构职能", "crumbs": CRUMBS, "tabs": tabs("functions_list"), "rows": rows, "complete": sum(not row.missing for row in rows),
        "may_edit": request.actor.may("catalogue.propose"),
    })  # fmt: skip


@staff("catalogue.propose")
def functions_edit(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(organs.every_organ(), pk=pk)
    now = queries.functions_of(shown)
    lines = forms.FunctionsForm.lines
    initial = {"duties": now.duties, "basis": now.basis, "sections": lines(now.sections), "subordinates": lines(now.subordinates)} if now else {}
    form = forms.FunctionsForm(request.POST or None, initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        wanted = actions.NewFunctions(shown, told["duties"], told["reason"], told["basis"], form.rows(told["sections"]), form.rows(told["subordinates"]))
        if attempt(form, lambda: actions.set_functions(wanted, actor=request.actor, at=request.moment)):
            return redirect("catalogue:functions_list")
    return show_form(request, form, f"机构职能：{shown.label}", reverse("catalogue:functions_list"))
