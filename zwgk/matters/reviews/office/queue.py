"""待我审核, what runs, what is owed after an emergency, and the register of all reviews with its export."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.files import queries as files
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, staff
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.reviews import forms, queries
from zwgk.matters.reviews.models import SUBJECT, Review, State, Step

from .shared import CRUMBS, download

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXPORT_MOST = 20_000
COLUMNS = [
    ("编号", 8), ("名称", 44), ("单位", 20), ("起草人", 12), ("送审时间", 16), ("件数", 8), ("版本码", 12), ("状态", 10), ("结束时间", 16), ("紧急发布", 16),
    ("各环节", 60), ("退回或失效原因", 30), ("版本哈希", 66),
]  # fmt: skip


@staff("reviews.see")
def queue(request: StaffRequest) -> HttpResponse:
    """Oldest first; each line with the step, how long it has waited, and the limit."""
    mine = queries.waiting_for(request.actor)
    seen = queries.visible_to(request.actor)
    running, owed = seen.filter(state=State.OPEN), queries.owed(seen)
    view = request.GET.get("view") or ("mine" if mine or request.actor.may("reviews.decide") else "running")
    found: Any = {"running": running.order_by("opened_at"), "owed": owed.order_by("emergency_at")}.get(view, mine)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    tabs = [("待我审核", "?view=mine", view == "mine", len(mine)), ("审核中", "?view=running", view == "running", running.count())]
    if view == "owed" or owed.exists():
        tabs.append(("待补审（紧急发布）", "?view=owed", view == "owed", owed.count()))
    tabs.append(("登记簿", reverse("reviews:list"), False, None))
    return render(request, "reviews/queue.html", {"title": "审核", "tabs": tabs, "view": view, "page": page, "rows": _rows(request, page)})


def _rows(request: StaffRequest, reviews: Iterable[Review]) -> list[tuple[Review, str, Any, int]]:
    """(review, step that is next, light, things in it)."""
    shown = list(reviews)
    processes = rulebook.law().reviews
    running = clocks.of_subjects(SUBJECT, [review.pk for review in shown]).filter(state="running").order_by("-due_at")
    lights, counts = clocks.lights(list(running), request.moment), queries.counts([review.pk for review in shown])
    by_review = {clock.subject_id: lights[clock.pk] for clock in running}
    rows = []
    for review in shown:
        step = queries.next_step(review, processes[review.process])
        rows.append((review, step.title if step else review.get_state_display(), by_review.get(str(review.pk)), counts.get(review.pk, 0)))
    return rows


@staff("reviews.see")
def register(request: StaffRequest) -> HttpResponse:
    """Every review, newest first, with filters."""
    form, found = _found(request)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    counts = queries.counts([review.pk for review in page])
    return render(request, "reviews/list.html", {
        "title": "审核登记簿", "crumbs": CRUMBS, "form": form, "page": page, "rows": [(review, counts.get(review.pk, 0)) for review in page],
        "query": request.GET.urlencode(),
    })  # fmt: skip


@staff("reviews.see")
def export(request: StaffRequest) -> HttpResponse:
    """The register as filtered, as .xlsx."""
    _, found = _found(request)
    reviews = list(found.defer("rendition", "remarks")[:EXPORT_MOST])
    counts = queries.counts([review.pk for review in reviews])
    note = f"导出时间：{request.day}　导出人：{request.actor.name}"
    data = files.workbook("审核登记簿", COLUMNS, (_line(review, counts.get(review.pk, 0)) for review in reviews), note)
    return download(data, f"审核登记簿{request.day}.xlsx", XLSX)


def _found(request: StaffRequest) -> tuple[forms.FilterForm, Any]:
    visible = queries.visible_to(request.actor)
    form = forms.FilterForm(organs.every_organ().filter(reviews__in=visible.order_by()).distinct(), request.GET)
    form.is_valid()
    given = getattr(form, "cleaned_data", {})
    organ = given.get("organ")
    wanted = queries.Wanted(given.get("q", "").strip(), given.get("state", ""), organ.pk if organ else None, given.get("since"), given.get("until"))
    return form, queries.filtered(visible, wanted)


def _line(review: Review, count: int) -> list[Any]:
    course = "；".join(_said(step) for step in review.steps.all())
    return [
        review.pk, review.title, review.organ.label, review.drafter_name, review.opened_at, count, review.code, review.get_state_display(), review.ended_at,
        review.emergency_by, course, review.reason, review.hash,
    ]  # fmt: skip


def _said(step: Step) -> str:
    deputy = f"（代理{step.absent}）" if step.absent else ""
    return f"{step.title} {step.name}{deputy} {step.get_outcome_display()}"
