"""Aliases that wait for a person, and collective names."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from zwgk.foundation.organs import actions, forms, queries
from zwgk.foundation.organs.models import Alias, Organ, OrganGroup, OrganKind
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

from .tree import CRUMBS, show_form

DECISIONS = {"confirm": actions.confirm_alias, "reject": actions.reject_alias}


@staff("organs.see")
def aliases(request: StaffRequest) -> HttpResponse:
    """Names met in documents: waiting first."""
    state = request.GET.get("state", Alias.State.PROPOSED)
    tabs = [(label, f"?state={value}", state == value, Alias.objects.filter(state=value).count()) for value, label in Alias.State.choices]
    return render(request, "organs/aliases.html", {
        "title": "单位别名", "crumbs": CRUMBS, "tabs": tabs, "state": state,
        "aliases": Alias.objects.filter(state=state).select_related("organ"), "may_confirm": request.actor.may("organs.confirm_alias"),
    })  # fmt: skip


@staff("organs.confirm_alias")
@require_POST
def decide(request: StaffRequest, pk: int, decision: str) -> HttpResponse:
    """Confirm or reject, and back to where one was."""
    alias = get_object_or_404(Alias.objects.select_related("organ"), pk=pk)
    DECISIONS[decision](alias, actor=request.actor, at=request.moment)
    said = "已确认" if decision == "confirm" else "已否定"
    messages.success(request, f"{said}：“{alias.text}”{'是' if decision == 'confirm' else '不是'}“{alias.organ.label}”的别名。")
    way_back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(way_back, allowed_hosts={request.get_host()})
    return redirect(way_back if safe else reverse("organs:aliases"))


@staff("organs.propose_alias")
def propose(request: StaffRequest, pk: int) -> HttpResponse:
    organ = get_object_or_404(Organ, pk=pk)
    form, back = forms.AliasForm(request.POST or None), reverse("organs:organ", args=[pk])
    if form.is_valid():
        values = form.cleaned_data
        made = attempt(form, lambda: actions.propose_alias(organ, **values, actor=request.actor, at=request.moment))
        if made:
            messages.success(request, f"“{made.text}”：{made.get_state_display()}。")
            return redirect(back)
    return show_form(request, form, f"提出别名：{organ.label}", back, crumbs=[(organ.label, back)], submit="提出")


@staff("organs.see")
def groups(request: StaffRequest) -> HttpResponse:
    """All collective names with the number of organs behind them today."""
    rows = [(group, len(queries.members(group, request.day)), _kinds(group)) for group in OrganGroup.objects.order_by("code", "name")]
    return render(request, "organs/groups.html", {
        "title": "单位群组", "crumbs": CRUMBS, "rows": rows, "may_edit": request.actor.may("organs.edit"),
    })  # fmt: skip


@staff("organs.see")
def group(request: StaffRequest, pk: int) -> HttpResponse:
    """Members and spellings of one group; corrected here by whoever may."""
    shown = get_object_or_404(OrganGroup, pk=pk)
    may_edit = request.actor.may("organs.edit")
    form = forms.GroupEditForm(request.POST or None, initial={"spellings": "\n".join(shown.keys), "members": shown.members.all()})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: actions.edit_group(shown, **values, actor=request.actor, at=request.moment)):
            messages.success(request, "已保存。")
            return redirect("organs:group", pk)
    return render(request, "organs/group.html", {
        "title": shown.name, "crumbs": [*CRUMBS, ("单位群组", reverse("organs:groups"))], "group": shown, "kinds": _kinds(shown), "form": form,
        "members": queries.members(shown, request.day), "choices": queries.choices(shown, request.day) if shown.needs_choice else [],
        "may_edit": may_edit,
    })  # fmt: skip


@staff("organs.edit")
def new_group(request: StaffRequest) -> HttpResponse:
    form = forms.GroupForm(request.POST or None)
    if form.is_valid():
        values = dict(form.cleaned_data)
        made = attempt(form, lambda: actions.create_group(values.pop("name"), **values, actor=request.actor, at=request.moment))
        if made:
            messages.success(request, f"已建立群组“{made.name}”。")
            return redirect("organs:group", made.pk)
    return show_form(request, form, "建立单位群组", reverse("organs:groups"), submit="建立")


def _kinds(group: OrganGroup) -> str:
    return "、".join(str(OrganKind(kind).label) for kind in group.kinds)
