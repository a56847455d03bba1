"""Plans: the list, one plan by tasks, one plan by units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zwgk.domain.errors import Refusal
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import staff

from .. import queries
from ..actions import publish_plan, set_public_day
from ..models import Item, Plan
from .scope import visible

BY_CALENDAR = ("today", "soon", "later", "none")
MAX_LINES = 1000  # where the calendar has to tell the lights apart
PER_PAGE = 200
GLANCE = 150  # more lines than this, and nothing asked for: one line a task
LIGHTS = [("late", "逾期"), ("today", "今天到期"), ("soon", "临期"), ("later", "未到期"), ("met", "按期办结"), ("met_late", "逾期办结"), ("none", "未定时限")]


@staff("ledger.see")
def plans_view(request: HttpRequest) -> HttpResponse:
    """All plans with their standing, for one's own units or the whole county."""
    scope = visible(request)
    counted = queries.standings("plan", request.moment, organ_ids=scope)
    rows = [(plan, counted.get(plan.pk, queries.NOTHING)) for plan in queries.plans()]
    may = request.actor.may
    waiting = queries.adoptable() if may("ledger.adopt") else []
    doors = {"may_review": may("ledger.return_report"), "may_receive": may("notices.receive")}
    return render(request, "ledger/plans.html", {"rows": rows, "waiting": waiting, "crumbs": [], **doors})


@staff("ledger.see")
def plan_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The ledger: filtered by unit, chapter, light; rows can be chosen for urging."""
    plan = get_object_or_404(queries.plans(), pk=pk)
    if request.method == "POST":
        return _change(request, plan)
    scope = mine = visible(request)
    chosen = request.GET.get("organ", "")
    if chosen.isdecimal() and (scope is None or int(chosen) in scope):
        scope = [int(chosen)]
    by_task = queries.standings("task", request.moment, plan, scope)
    whole = queries.total(by_task.values())
    concerned = set(queries.organ_ids(plan))
    glance = not any(request.GET.get(name) for name in ("organ", "light", "state", "q")) and whole.total > GLANCE
    found = _narrowed(plan, scope, request)
    page = None if glance else _page(found, request)
    lines = [] if page is None else list(page.object_list)
    groups = _glance(plan, by_task, scope, request) if glance else _by_task(lines)
    context = frame(plan) | {
        "standing": whole,
        "tasks": groups,
        "glance": glance,
        "page": page,
        "cut": MAX_LINES if not glance and _by_calendar(request) and found.count() > MAX_LINES else 0,
        "lights": LIGHTS,
        "shown": whole.total if page is None else page.paginator.count,
        "organs": [organ for organ in organs.living(request.day) if organ.pk in concerned and (mine is None or organ.pk in mine)],
        "chosen": chosen,
        "light": request.GET.get("light", ""),
        "state": request.GET.get("state", ""),
        "words": request.GET.get("q", ""),
        "states": Item.State.choices,
        "wide": mine is None,
        "may_urge": request.actor.may("ledger.urge"),
        "may_publish": request.actor.may("ledger.publish"),
        "may_export": request.actor.may("ledger.export"),
        "tab": "tasks",
    }
    return render(request, "ledger/plan.html", context)


@staff("ledger.see")
def units_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Every unit with its counts, and the heat map units × weeks."""
    plan = get_object_or_404(queries.plans(), pk=pk)
    scope = visible(request)
    rows, heat = queries.units(plan, request.moment, scope), queries.heat(plan, request.moment, scope)
    context = frame(plan) | {"rows": rows, "heat_rows": heat, "heat_columns": queries.HEAT_COLUMNS, "tab": "units"}
    return render(request, "ledger/units.html", context)


def frame(plan: Plan) -> dict[str, Any]:
    """What the head of every plan page shows."""
    return {"plan": plan, "crumbs": [("台账", "/office/ledger/"), (plan.title, f"/office/ledger/plans/{plan.pk}/")]}


def _change(request: HttpRequest, plan: Plan) -> HttpResponse:
    try:
        if request.POST.get("publish"):
            publish_plan(plan, actor=request.actor, at=request.moment)
            messages.success(request, "落实情况已上网公布。")
        elif day := request.POST.get("public_on"):
            set_public_day(plan, queries.day_from(day), actor=request.actor, at=request.moment)
            messages.success(request, "公布日期已登记，实施方案时限从这一天起算。")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("ledger:plan", plan.pk)


def _by_calendar(request: HttpRequest) -> bool:
    return request.GET.get("light", "") in BY_CALENDAR


def _page(found: QuerySet[Item], request: HttpRequest) -> Page[Any]:
    """The lines of one page. Only what the calendar must tell apart (today, soon, later, no limit) is read first, up to MAX_LINES."""
    wanted = request.GET.get("page")
    if _by_calendar(request):
        return Paginator(_filtered(queries.lines(list(found[:MAX_LINES]), request.moment), request), PER_PAGE).get_page(wanted)
    page = Paginator(found, PER_PAGE).get_page(wanted)
    page.object_list = queries.lines(list(page.object_list), request.moment)
    return page


def _narrowed(plan: Plan, scope: list[int] | None, request: HttpRequest) -> QuerySet[Item]:
    """What the database can tell of the filters; `_filtered` tells the rest."""
    found = queries.with_light(queries.items(plan, scope), request.GET.get("light", ""), request.moment)
    if state := request.GET.get("state"):
        found = found.filter(state=state)
    if words := request.GET.get("q"):
        task = Q(duty__task__text__contains=words) | Q(duty__task__heading__contains=words)
        found = found.filter(task | Q(label__contains=words) | Q(duty__organ__name__contains=words) | Q(duty__organ__short_name__contains=words))
    return found


def _glance(plan: Plan, counted: Mapping[int, queries.Standing], scope: list[int] | None, request: HttpRequest) -> list[dict[str, Any]]:
    """One line a task: its counts and what is due next, without its items."""
    following = queries.next_by_task(plan, request.moment, scope)
    groups, chapter = [], ""
    for task in plan.tasks.filter(pk__in=counted):
        head = task.chapter if task.chapter != chapter else ""
        groups.append({"task": task, "chapter": head, "standing": counted[task.pk], "next": following.get(task.pk)})
        chapter = task.chapter
    return groups


def _filtered(lines: list[queries.Line], request: HttpRequest) -> list[queries.Line]:
    light, state, words = (request.GET.get(name, "") for name in ("light", "state", "q"))
    return [
        line
        for line in lines
        if (not light or line.state == light)
        and (not state or line.item.state == state)
        and (not words or words in line.item.duty.task.text or words in line.title or words in line.item.duty.organ.label)
    ]


def _by_task(lines: list[queries.Line]) -> list[dict[str, Any]]:
    """Tasks in order, each with its lines, under chapter headings."""
    groups: dict[int, dict[str, Any]] = {}
    chapter = ""
    for line in lines:
        task = line.item.duty.task
        if task.pk not in groups:
            groups[task.pk] = {"task": task, "lines": [], "chapter": task.chapter if task.chapter != chapter else ""}
            chapter = task.chapter
        groups[task.pk]["lines"].append(line)
    for group in groups.values():
        group["standing"] = queries.standing(group["lines"])
    return list(groups.values())
