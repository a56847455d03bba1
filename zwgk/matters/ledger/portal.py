"""What the public sees: how the plan stands, honestly, by chapter and by unit, in plain words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import public
from zwgk.foundation.pagecache.pages import kept

from . import queries
from .models import Item, Plan


@public
@kept("ledger")
def index(request: HttpRequest) -> HttpResponse:
    """Published plans with one honest picture each."""
    at = timezone.now()
    counted = queries.standings("plan", at)
    rows = [(plan, counted.get(plan.pk, queries.NOTHING)) for plan in queries.published_plans()]
    return render(request, "ledger/public_index.html", {"rows": rows, "crumbs": [("政务公开台账", "/ledger/")]})


@public
@kept("ledger")
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The county's page: chapters with what was done, units with their counts."""
    row = get_object_or_404(queries.published_plans(), pk=pk)
    at = timezone.now()
    lines = queries.lines(list(queries.items(row)), at)
    context = _frame(row) | {
        "standing": queries.standing(lines),
        "chapters": _chapters(lines),
        "units": queries.standing_by_organ(lines),
        "at": at,
    }
    return render(request, "ledger/public_plan.html", context)


@public
@kept("ledger")
def organ(request: HttpRequest, pk: int, organ: str) -> HttpResponse:
    """One unit's page."""
    row = get_object_or_404(queries.published_plans(), pk=pk)
    at = timezone.now()
    unit = get_object_or_404(organs.living(timezone.localdate(at)), slug=organ)
    lines = queries.lines(list(queries.items(row, [unit.pk])), at)
    context = _frame(row) | {"unit": unit, "standing": queries.standing(lines), "chapters": _chapters(lines), "at": at}
    context["crumbs"] = [*context["crumbs"], (unit.label, "")]
    return render(request, "ledger/public_organ.html", context)


def _frame(plan: Plan) -> dict[str, Any]:
    return {"plan": plan, "crumbs": [("政务公开台账", "/ledger/"), (plan.title, f"/ledger/{plan.pk}/")]}


def _chapters(lines: list[queries.Line]) -> list[dict[str, Any]]:
    """Chapters → tasks, each with its counts and the published words of the units."""
    chapters: dict[str, dict[int, dict[str, Any]]] = {}
    for line in lines:
        task = line.item.duty.task
        entry = chapters.setdefault(task.chapter or "工作任务", {}).setdefault(task.pk, {"task": task, "lines": [], "said": [], "late": []})
        entry["lines"].append(line)
        if line.item.published_at and line.item.state == Item.State.DONE:
            entry["said"].append(line)
        elif line.state == "late":
            entry["late"].append(line)
    return [
        {
            "name": name,
            "tasks": [entry | {"standing": queries.standing(entry["lines"])} for entry in found.values()],
            "standing": queries.standing([line for entry in found.values() for line in entry["lines"]]),
        }
        for name, found in chapters.items()
    ]
