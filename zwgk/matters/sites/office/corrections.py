"""网站找错 in the office: what waits, one message, and what may be done with it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.files import queries as files
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

from .. import actions, queries
from ..forms import AnswerForm, PassForm, TrueForm
from ..models import CORRECTION, Correction
from ..queries import corrections as reading
from .frame import CRUMBS, PER_PAGE, done, show_form, tabs, year_of

HERE = [*CRUMBS, ("网站找错", "/office/sites/corrections/")]
State = Correction.State
COUNTED = {"told": "已答复", "late": "超过期限"}  # what figures lead to


@staff("sites.answer")
def corrections(request: StaffRequest) -> HttpResponse:
    """What waits first; figures of the year, each counted from rows."""
    visible, state = reading.visible_to(request.actor), request.GET.get("state", "open")
    year = year_of(request)
    if "year" in request.GET:
        visible = visible.filter(arrived_at__year=year)
    counts = reading.counts(visible)
    page = Paginator(reading.of_state(visible, state, request.moment), PER_PAGE).get_page(request.GET.get("page"))
    lights = reading.lights_of(page, request.moment)
    choices = [("待办", "?state=open", state == "open", counts["open"]), *((label, f"?state={value}", state == value, counts.get(value, 0)) for value, label in State.choices), ("全部", "?state=all", state == "all", None)]
    choices += [(label, f"?state={value}", True, page.paginator.count) for value, label in COUNTED.items() if state == value]
    return render(request, "sites/corrections.html", {
        "title": "网站找错", "crumbs": CRUMBS, "tabs": tabs(request, "corrections"), "choices": choices, "page": page, "rows": [(each, lights.get(each.pk)) for each in page],
        "totals": queries.totals(year, request.moment) if request.actor.may("sites.accept") else None, "year_said": str(year),
    })  # fmt: skip


@staff("sites.answer")
def correction(request: StaffRequest, pk: int) -> HttpResponse:
    """The message, its clock with the reason of its day, its course, the next steps."""
    shown = _visible(request, pk)
    clock = reading.clock_of(shown)
    return render(request, "sites/correction.html", {
        "title": shown.number, "crumbs": HERE, "correction": shown, "light": clocks.light(clock, request.moment) if clock else None, "explained": clocks.explain(clock) if clock else [],
        "steps": _steps(request, shown), "facts": journal.of_subject(CORRECTION, pk)[:50], "files": shown.files.all(), "own_page": reading.own_page(shown.page, request.get_host()), "may_finding": request.actor.may("findings.see", shown.organ_id),
    })  # fmt: skip


@staff("sites.accept")
@require_POST
def accept(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _visible(request, pk)
    actions.accept(shown, actor=request.actor, at=request.moment)
    return done(request, "已受理。", shown.url)


@staff("sites.accept")
def pass_to(request: StaffRequest, pk: int) -> HttpResponse:
    """The organ is proposed from the address of the page."""
    shown = _visible(request, pk)
    form = PassForm(request.POST or None, initial={"organ": queries.organ_of_page(shown.page)})
    if form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: actions.pass_to(shown, told["organ"], told["said"], actor=request.actor, at=request.moment)):
            return done(request, f"已转{told['organ'].label}办理。", shown.url)
    return show_form(request, form, f"转办：{shown.number}", shown.url, submit="转办", lead=shown.text)


@staff("sites.answer")
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _visible(request, pk)
    may_raise = request.actor.may("findings.raise", shown.organ_id)
    form = (TrueForm if may_raise else AnswerForm)(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        if attempt(form, lambda: actions.answer(shown, told["text"], as_finding=told.get("as_finding", False), actor=request.actor, at=request.moment)):
            return done(request, "已答复，网民凭查询码可以看到。", shown.url)
    return show_form(request, form, f"答复（属实）：{shown.number}", shown.url, submit="答复", lead=shown.text)


@staff("sites.answer")
def reject(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _visible(request, pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.reject(shown, form.cleaned_data["text"], actor=request.actor, at=request.moment)):
        return done(request, "已按不属实答复。", shown.url)
    return show_form(request, form, f"答复（不属实）：{shown.number}", shown.url, submit="答复", lead=shown.text)


@staff("sites.answer")
def picture(request: StaffRequest, pk: int, file: int) -> FileResponse:
    """A file that came with it; always a download."""
    kept = get_object_or_404(_visible(request, pk).files, pk=file)
    response = FileResponse(files.location(kept).open("rb"), content_type=kept.media_type)
    response["Content-Disposition"] = content_disposition_header(True, kept.name)
    return response


def _visible(request: StaffRequest, pk: int) -> Correction:
    return get_object_or_404(reading.visible_to(request.actor), pk=pk)


def _steps(request: StaffRequest, shown: Correction) -> list[tuple[str, str, str]]:
    """Label, address, how: what this person may do next."""
    if not shown.is_open:
        return []
    steps: list[tuple[str, str, str]] = []
    may: Any = request.actor.may
    if shown.state == State.ARRIVED and may("sites.accept", shown.organ_id):
        steps.append(("受理", reverse("sites:accept", args=[shown.pk]), "post"))
    if may("sites.accept", shown.organ_id):
        steps.append(("转办", reverse("sites:pass_to", args=[shown.pk]), "plain"))
    steps += [("属实，答复", reverse("sites:answer", args=[shown.pk]), "plain"), ("不属实", reverse("sites:reject", args=[shown.pk]), "plain")]
    return steps
