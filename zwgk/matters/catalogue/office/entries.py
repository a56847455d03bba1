"""Entries: the list with filters, one entry with its versions, and one form per verb."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zwgk.domain import catalogues
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.catalogue import actions, forms, queries
from zwgk.matters.catalogue.models import ENTRY, Entry, EntryState, Every, Field

from .frame import CRUMBS, in_reach, number, show_form, tabs

PER_PAGE = 50
SHOWS = (("", "在目录中"), ("nobody", "未定公开单位"), ("unmapped", "未对应栏目"), ("variant", "本地变通"), ("gone", "已合并、取消"))


@staff("catalogue.see")
def entries(request: StaffRequest) -> HttpResponse:
    given = request.GET
    show = given.get("show", "")
    text = given.get("q", "").strip()
    wanted = queries.Wanted(number(request, "field"), number(request, "organ"), "" if show == "gone" else EntryState.LIVE, show, text=text)
    found = queries.filtered(wanted)
    found = found.exclude(state=EntryState.LIVE) if show == "gone" else found
    page = Paginator(found.prefetch_related("publishers").order_by("field__order", "field_id", "order", "pk"), PER_PAGE).get_page(given.get("page"))
    query = given.copy()
    query.pop("page", None)
    choices = []
    for value, label in SHOWS:
        query["show"] = value
        choices.append((label, f"?{query.urlencode()}", show == value))
    return render(request, "catalogue/entries.html", {
        "title": "目录事项", "crumbs": CRUMBS, "tabs": tabs("entries"), "page": page, "wanted": wanted, "choices": choices, "fields": queries.fields(),
        "organs": queries.obliged(request.day), "columns": dict(queries.column_keys()), "keys": queries.column_keys(),
        "may_edit": request.actor.may("catalogue.edit"),
    })  # fmt: skip


@staff("catalogue.edit")
def map_entries(request: StaffRequest) -> HttpResponse:
    """Bind the selected entries to a column."""
    if request.method == "POST":
        chosen = Entry.objects.filter(pk__in=[pk for pk in request.POST.getlist("entry") if pk.isdecimal()])
        done = actions.map_entries(chosen, request.POST.get("column_key", ""), actor=request.actor, at=request.moment)
        messages.success(request, f"已对应 {done} 项。")
    return redirect(request.POST.get("back") if request.POST.get("back", "").startswith("/office/catalogue/entries/") else reverse("catalogue:entries"))


@staff("catalogue.see")
def entry(request: StaffRequest, pk: int) -> HttpResponse:
    """All columns, checks, released version, variants, opinions, versions with old and new."""
    shown = get_object_or_404(queries.every_entry(), pk=pk)
    row = queries.row_of(shown)
    mine = in_reach(request, "catalogue.propose")
    townships = [each for each in shown.publishers.all() if mine is None or each.pk in mine]
    released = queries.released_row(shown) if shown.released_id else None
    drift = catalogues.comparing.changed_fields(catalogues.to_values(released), catalogues.to_values(row)) if released else ()
    return render(request, "catalogue/entry.html", {
        "title": shown.title, "crumbs": [*CRUMBS, (shown.field.name, shown.field.url)], "entry": shown, "row": row, "problems": catalogues.check_row(row),
        "limit": catalogues.read_limit(row.limit), "history": queries.history(shown), "drift": drift, "variants": shown.variants.filter(state="live").select_related("owner"),
        "opinions": shown.opinions.select_related("edition"), "columns": queries.columns_by_key(shown.column_key) if shown.column_key else [],
        "townships": [each for each in townships if not shown.owner_id], "facts": journal.of_subject(ENTRY, pk)[:30],
        "may_edit": request.actor.may("catalogue.edit") if shown.owner_id is None else request.actor.may("catalogue.propose", shown.owner_id),
    })  # fmt: skip


@staff("catalogue.edit")
def new(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Field, pk=pk)
    form = forms.EntryForm(request.POST or None, initial={"to_all": True, "active": True, "channels": "■政府网站", "tiers": ["县级"], "every": Every.EVENT})
    if form.is_valid():
        told = form.cleaned_data
        made = attempt(form, lambda: actions.add_entry(shown, form.values(), told["reason"], _place(told), actor=request.actor, at=request.moment))
        if made:
            messages.success(request, "已新增。")
            return redirect(made.url)
    return show_form(request, form, f"新增事项：{shown.name}领域", shown.url)


@staff("catalogue.propose")
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(queries.every_entry(), pk=pk)
    form = forms.EntryForm(request.POST or None, initial=forms.EntryForm.initial_of(shown))
    if form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: actions.change_entry(shown, form.values(), told["reason"], _place(told), actor=request.actor, at=request.moment)):
            messages.success(request, "已保存为新版本，发布后生效。")
            return redirect(shown.url)
    return show_form(request, form, f"修改事项：{shown.title}", shown.url)


@staff("catalogue.propose")
def vary(request: StaffRequest, pk: int, organ: int) -> HttpResponse:
    """A unit's own variant."""
    shown, owner = get_object_or_404(queries.every_entry(), pk=pk), get_object_or_404(organs.every_organ(), pk=organ)
    form = forms.EntryForm(request.POST or None, initial=forms.EntryForm.initial_of(shown))
    if form.is_valid():
        why = form.cleaned_data["reason"]
        made = attempt(form, lambda: actions.vary(shown, owner, form.values(), why, actor=request.actor, at=request.moment))
        if made:
            messages.success(request, f"已登记“{owner.label}”的变通，随领域目录下一版发布。")
            return redirect(made.url)
    return show_form(request, form, f"{owner.label}的本地变通：{shown.title}", shown.url, submit="保存变通")


@staff("catalogue.edit")
def merge(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(queries.every_entry(), pk=pk)
    form = forms.MergeForm(request.POST or None, initial={"level1": shown.level1, "level2": shown.level2})
    form.fields["others"].queryset = queries.live_entries(shown.field).filter(owner=shown.owner).exclude(pk=pk)
    if form.is_valid():
        told = form.cleaned_data
        values = {name: told[name] for name in ("level1", "level2", "content")}
        others = list(told["others"])
        if attempt(form, lambda: actions.merge(shown, others, values, told["reason"], actor=request.actor, at=request.moment)):
            messages.success(request, f"已并入 {len(others)} 项。")
            return redirect(shown.url)
    return show_form(request, form, f"合并事项：{shown.title}", shown.url, submit="合并")


@staff("catalogue.edit")
def shorten(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(queries.every_entry(), pk=pk)
    form = forms.ShortenForm(request.POST or None, initial={"content": shown.content})
    if form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: actions.shorten(shown, told["content"], told["reason"], actor=request.actor, at=request.moment)):
            messages.success(request, "已精简要素。")
            return redirect(shown.url)
    return show_form(request, form, f"精简要素：{shown.title}", shown.url, submit="精简")


@staff("catalogue.edit")
def drop(request: StaffRequest, pk: int) -> HttpResponse:
    return _with_reason(request, pk, "取消事项", actions.drop, danger=True)


@staff("catalogue.edit")
def restore(request: StaffRequest, pk: int) -> HttpResponse:
    return _with_reason(request, pk, "恢复事项", actions.restore)


def _with_reason(request: StaffRequest, pk: int, label: str, verb: Any, *, danger: bool = False) -> HttpResponse:
    shown = get_object_or_404(queries.every_entry(), pk=pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: verb(shown, form.cleaned_data["reason"], actor=request.actor, at=request.moment)):
        messages.success(request, f"已{label[:2]}。")
        return redirect(shown.url)
    return show_form(request, form, f"{label}：{shown.title}", shown.url, submit=label, danger=danger)


def _place(told: dict[str, Any]) -> actions.Place:
    return actions.Place(told["every"], list(told["publishers"]), told["column_key"], told["kind"])
