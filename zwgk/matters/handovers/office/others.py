"""What has no owner; deputies; kept objects."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwgk.domain.errors import Refusal
from zwgk.foundation.organs import actions as organs_do
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

from .. import actions, forms, queries
from .frame import CRUMBS, own_organs, own_people, show_form, tabs


@staff("handovers.hand_over_for")
def ownerless(request: StaffRequest) -> HttpResponse:
    """Live, kind by kind, with the way to mend each."""
    since = {key: row.found_at for key, row in queries.known().items()}
    found = queries.gaps(request.moment)
    groups = [(kind, [(gap, since.get(gap.key)) for gap in rows]) for kind, rows in groupby(found, key=lambda gap: gap.kind)]
    return render(request, "handovers/ownerless.html", {"title": "无人负责", "crumbs": CRUMBS, "tabs": tabs(request, "ownerless"), "groups": groups, "total": len(found)})


@staff("handovers.hand_over_for")
@require_POST
def give_back(request: StaffRequest) -> HttpResponse:
    try:
        gap = actions.give_back(request.POST.get("key", ""), actor=request.actor, at=request.moment)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"已交回{gap.organ.label}，由在岗人员负责。" if gap.organ else "已交回。")
    return redirect("handovers:ownerless")


@staff("handovers.see")
def deputies(request: StaffRequest) -> HttpResponse:
    reach = organs.reach(request.actor, "handovers.see")
    rows = organs.deputies(request.day, reach)
    own = organs.reach(request.actor, "handovers.deputise") if request.actor.may("handovers.deputise") else set()
    return render(request, "handovers/deputies.html", {
        "title": "AB 角（代理）", "crumbs": CRUMBS, "tabs": tabs(request, "deputies"), "may_set": request.actor.may("handovers.deputise"),
        "rows": [(row, row.since <= request.day, own is None or row.post.organ_id in own) for row in rows],
    })  # fmt: skip


@staff("handovers.deputise")
def new_deputy(request: StaffRequest) -> HttpResponse:
    reach = organs.reach(request.actor, "handovers.deputise")
    held = organs.holdings_on(request.day).filter(deputy_for__isnull=True, person__is_active=True)
    held = held if reach is None else held.filter(post__organ_id__in=reach)
    own = held.filter(person_id=request.actor.person_id).first()
    form = forms.DeputyForm(request.POST or None, initial={"since": request.day, "holding": own}, holdings=held, people=own_people(request))
    if form.is_valid():
        wanted = organs_do.NewDeputy(**form.cleaned_data)
        if made := attempt(form, lambda: organs_do.deputise(wanted, actor=request.actor, at=request.moment)):
            messages.success(request, f"{made.person.name}自{made.since}至{made.until}代理{wanted.holding.person.name}。")
            return redirect("handovers:deputies")
    lead = "代理人在这段时间有原岗位的权限；办理的事项在日志里写明“代理××”。原岗位人员的权限不变。"
    return show_form(request, form, "设代理人", reverse("handovers:deputies"), submit="设为代理", lead=lead)


@staff("handovers.deputise")
@require_POST
def end_deputy(request: StaffRequest, pk: int) -> HttpResponse:
    row = organs.holding_of(pk)
    if row is None:
        raise Http404
    try:
        organs_do.end_deputy(row, actor=request.actor, at=request.moment)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "代理已结束。")
    return redirect("handovers:deputies")


@staff("handovers.see")
def objects(request: StaffRequest) -> HttpResponse:
    rows = queries.kept_objects(organs.reach(request.actor, "handovers.see"))
    own = organs.reach(request.actor, "handovers.hand_over") if request.actor.may("handovers.hand_over") else set()
    return render(request, "handovers/objects.html", {
        "title": "保管物品", "crumbs": CRUMBS, "tabs": tabs(request, "objects"), "may_keep": request.actor.may("handovers.hand_over"),
        "rows": [(row, own is None or row.organ_id in own) for row in rows],
    })  # fmt: skip


@staff("handovers.hand_over")
def new_object(request: StaffRequest) -> HttpResponse:
    initial = {"organ": request.actor.organ_id, "keeper": request.actor.person_id}
    form = forms.ObjectForm(request.POST or None, initial=initial, organs=own_organs(request.actor), people=own_people(request))
    if form.is_valid() and attempt(form, lambda: actions.keep_object(form.wanted(), actor=request.actor, at=request.moment)):
        messages.success(request, "已登记。")
        return redirect("handovers:objects")
    return show_form(request, form, "登记保管物品", reverse("handovers:objects"), submit="登记", lead="只记有什么、在哪里、谁保管；密码、口令一律不写。")


@staff("handovers.hand_over")
@require_POST
def find_object(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.kept_objects(organs.reach(request.actor, "handovers.see")), pk=pk)
    try:
        actions.find_object(row, actor=request.actor, at=request.moment)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "已登记补交。")
    return redirect("handovers:objects")


@staff("handovers.hand_over")
def drop_object(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.kept_objects(organs.reach(request.actor, "handovers.see")), pk=pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.drop_object(row, reason, actor=request.actor, at=request.moment)):
            messages.success(request, "已从清单中去掉。")
            return redirect("handovers:objects")
    return show_form(request, form, f"不再保管：{row.name}", reverse("handovers:objects"), submit="确定", danger=True)
