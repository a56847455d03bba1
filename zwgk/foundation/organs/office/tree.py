"""The tree of organs, and the page of one organ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs import actions, forms, queries
from zwgk.foundation.organs.models import Alias, Organ, OrganKind, Post
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

CRUMBS = [("单位与人员", "/office/organs/")]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the tree."""

    organ: Organ
    depth: int
    people: int


@staff("organs.see")
def tree(request: StaffRequest) -> HttpResponse:
    """Every organ under its superior, with the number of people on posts."""
    shown = queries.living(request.day) if "closed" not in request.GET else Organ.objects.all()
    kind, text = request.GET.get("kind", ""), request.GET.get("q", "").strip()
    lines = _lines(list(shown), request.day)
    if kind:
        lines = [Line(line.organ, 0, line.people) for line in lines if line.organ.kind == kind]
    if text:
        lines = [Line(line.organ, 0, line.people) for line in lines if text in line.organ.name or text in line.organ.short_name]
    counts = [(value, label, Organ.objects.filter(kind=value, ended__isnull=True).count()) for value, label in OrganKind.choices]
    return render(request, "organs/tree.html", {
        "title": "单位与人员", "lines": lines, "kind": kind, "q": text, "counts": [each for each in counts if each[2]],
        "total": len(lines), "closed": "closed" in request.GET, "waiting": Alias.objects.filter(state=Alias.State.PROPOSED).count(),
        "may_edit": request.actor.may("organs.edit"), "may_import": request.actor.may("organs.import"),
    })  # fmt: skip


def _lines(organs: list[Organ], day: date) -> list[Line]:
    here = {organ.pk for organ in organs}
    children: dict[int | None, list[Organ]] = {}
    for organ in organs:
        children.setdefault(organ.parent_id if organ.parent_id in here else None, []).append(organ)
    held: dict[int, int] = {}
    for holding in queries.holdings_on(day):
        held[holding.post.organ_id] = held.get(holding.post.organ_id, 0) + 1
    found: list[Line] = []
    stack = [(organ, 0) for organ in reversed(children.get(None, []))]
    while stack:
        organ, depth = stack.pop()
        found.append(Line(organ, depth, held.get(organ.pk, 0)))
        stack += [(child, depth + 1) for child in reversed(children.get(organ.pk, []))]
    return found


@staff("organs.see")
def organ(request: StaffRequest, pk: int) -> HttpResponse:
    """Names, posts with people, aliases, journal."""
    shown = get_object_or_404(Organ.objects.select_related("parent", "successor"), pk=pk)
    holdings = queries.holdings_on(request.day).filter(post__organ=shown).order_by("post_id")
    vacant = Post.objects.filter(organ=shown).exclude(pk__in=[holding.post_id for holding in holdings])
    return render(request, "organs/organ.html", {
        "title": shown.name, "crumbs": CRUMBS, "organ": shown, "children": queries.living(request.day).filter(parent=shown),
        "holdings": holdings, "vacant": vacant, "aliases": shown.aliases.all(), "groups": shown.groups.all(),
        "facts": journal.of_subject("organs.organ", pk)[:50], "may_edit": request.actor.may("organs.edit", pk),
        "may_confirm": request.actor.may("organs.confirm_alias"), "may_propose": request.actor.may("organs.propose_alias"),
        "may_appoint": request.actor.may("organs.appoint", pk),
    })  # fmt: skip


def show_form(request: StaffRequest, form: object, title: str, back: str, **more: object) -> HttpResponse:
    """One column, one question a row. `more`: lead, submit, danger."""
    values = {"title": title, "crumbs": [*CRUMBS, *more.pop("crumbs", [])], "form": form, "back": back, "submit": "保存", **more}
    return render(request, "organs/form.html", values)


@staff("organs.edit")
def new(request: StaffRequest) -> HttpResponse:
    form = forms.NewOrganForm(request.POST or None, initial={"parent": request.GET.get("parent"), "kind": OrganKind.DEPARTMENT})
    if form.is_valid():
        wanted = actions.NewOrgan(**form.cleaned_data)
        made = attempt(form, lambda: actions.create_organ(wanted, actor=request.actor, at=request.moment))
        if made:
            messages.success(request, f"已登记“{made.name}”。")
            return redirect("organs:organ", made.pk)
    return show_form(request, form, "登记单位", reverse("organs:tree"), submit="登记")


@staff("organs.edit")
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Organ, pk=pk)
    names = list(forms.DetailsForm.base_fields)
    form = forms.DetailsForm(request.POST or None, initial={name: getattr(shown, name) for name in names})
    if form.is_valid():
        details = actions.Details(**form.cleaned_data)
        if attempt(form, lambda: actions.edit_organ(shown, details, actor=request.actor, at=request.moment)):
            return _done(request, shown, "已保存。")
    return _organ_form(request, form, "修改单位信息", shown)


@staff("organs.edit")
def rename(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Organ, pk=pk)
    form = forms.RenameForm(request.POST or None, initial={"name": shown.name, "short_name": shown.short_name})
    if form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: actions.rename_organ(shown, **values, actor=request.actor, at=request.moment)):
            return _done(request, shown, "已更名，原来的名称保留为别名。")
    return _organ_form(request, form, "单位更名", shown, lead="原来的名称保留为已确认的别名，旧文件仍然对得上。")


@staff("organs.edit")
def move(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Organ, pk=pk)
    form = forms.MoveForm(request.POST or None, initial={"parent": shown.parent_id})
    if form.is_valid():
        parent = form.cleaned_data["parent"]
        if attempt(form, lambda: actions.move_organ(shown, parent, actor=request.actor, at=request.moment)):
            return _done(request, shown, "已调整上级单位。")
    return _organ_form(request, form, "调整上级单位", shown)


@staff("organs.edit")
def close(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Organ, pk=pk)
    form = forms.CloseForm(request.POST or None, initial={"on": request.day})
    if form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: actions.close_organ(shown, **values, actor=request.actor, at=request.moment)):
            return _done(request, shown, "已登记撤销。")
    lead = "撤销后单位的历史记录仍然保留，只是不再出现在新的任务和通知里。"
    return _organ_form(request, form, "撤销单位", shown, lead=lead, submit="撤销", danger=True)


def _organ_form(request: StaffRequest, form: object, title: str, organ: Organ, **more: object) -> HttpResponse:
    back = reverse("organs:organ", args=[organ.pk])
    return show_form(request, form, f"{title}：{organ.label}", back, crumbs=[(organ.label, back)], **more)


def _done(request: StaffRequest, organ: Organ, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("organs:organ", organ.pk)
