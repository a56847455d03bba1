"""检查记录: every run with its numbers, and the rows behind each."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwgk.foundation.organs.pages import StaffRequest, staff
from zwgk.matters.inspections import actions, queries, rules
from zwgk.matters.inspections.models import Run

from .frame import CRUMBS, tabs

PER_PAGE = 100


@staff("inspections.see")
def runs(request: StaffRequest) -> HttpResponse:
    page = Paginator(queries.runs(), 30).get_page(request.GET.get("page"))
    return render(request, "inspections/runs.html", {
        "title": "检查记录", "crumbs": CRUMBS, "tabs": tabs("runs"), "page": page, "may_run": request.actor.may("inspections.run"), "running": queries.running(),
        "rotation": rules.limit("rotation"), "again": rules.limit("outside-again"), "nights": rules.limit("link-broken-outside"),
    })  # fmt: skip


@staff("inspections.see")
def run(request: StaffRequest, pk: int) -> HttpResponse:
    """One run: its numbers, what it looked at."""
    shown = get_object_or_404(Run, pk=pk)
    paginator = Paginator(shown.todo, PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    done = shown.at if shown.stage == Run.Stage.PAGES else len(shown.todo)
    return render(request, "inspections/run.html", {
        "title": str(shown), "crumbs": [*CRUMBS, ("检查记录", "/office/inspections/runs/")], "run": shown, "page": page, "pages": queries.looked_at(page.object_list), "done": done,
    })  # fmt: skip


@staff("inspections.run")
@require_POST
def begin(request: StaffRequest) -> HttpResponse:
    """Begin now; the worker goes on with it."""
    made = actions.begin(whole=bool(request.POST.get("whole")), actor=request.actor, at=request.moment)
    messages.success(request, f"{made}已经开始，共 {len(made.todo)} 个页面，后台接着做；刷新本页看进度。")
    return redirect(made.url)
