"""Requests in and results out of the superior platform, by workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from zwgk.foundation.files import queries as files
from zwgk.foundation.files.actions import keep_sealed
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.pages import StaffRequest, attempt, second_factor, staff
from zwgk.foundation.rulebook import queries as rulebook

from .. import actions, platform, queries
from ..forms.receiving import PlatformForm
from ..models import Case
from ..platform import Row
from ..queries import asking
from .receiving import CRUMBS, download

KEPT = "inforequests_platform"  # in the session: the file that was looked at, and for which organ
Placed = list[tuple[Row, Organ | None, str]]  # row, its organ, why it cannot be taken


@staff("inforequests.receive")
def take_in(request: StaffRequest) -> HttpResponse:
    """Upload → look at every row → take in what is in order; what is wrong is said at its row."""
    form = PlatformForm(request.POST or None, request.FILES or None, organs=_organs(request))
    if "confirm" in request.POST:
        return _take(request)
    placed: Placed = []
    if form.is_valid():
        data, chosen = form.cleaned_data["file"].read(), form.cleaned_data["organ"]
        rows = attempt(form, lambda: platform.read(data, form.cleaned_data["file"].name))
        if rows is not None:
            kept = keep_sealed(data, form.cleaned_data["file"].name, actor=request.actor, at=request.moment)
            request.session[KEPT] = [kept.pk, chosen.pk if chosen else None]
            placed = _placed(request, rows, chosen)
    good = [row for row, _, problem in placed if not problem]
    return render(request, "inforequests/receiving/platform.html", {
        "title": "从上级平台导入", "crumbs": CRUMBS, "form": form, "placed": placed, "good": len(good), "waiting": queries.from_platform(organs.reach(request.actor, "inforequests.see")).count(),
    }, status=400 if form.errors else 200)  # fmt: skip


def _take(request: StaffRequest) -> HttpResponse:
    pk, organ_id = request.session.pop(KEPT, (None, None))
    kept = files.uploads_of(request.actor.person_id).filter(pk=pk).first()
    if kept is None:
        messages.error(request, "请重新上传申请列表。")
        return redirect("inforequests:platform")
    chosen = _organs(request).filter(pk=organ_id).first()
    rows = platform.read(files.unsealed_content(kept), kept.name)
    good = [(row, organ) for row, organ, problem in _placed(request, rows, chosen) if organ is not None and not problem]
    arrived = actions.take_rows(good, actor=request.actor, at=request.moment)
    count = Counter("known" if each.known else "refused" if each.refused else "new" for each in arrived)
    messages.success(request, f"新登记{count['new']}件，以前已经接收{count['known']}件，没有登记{count['refused'] + len(rows) - len(good)}件。")
    for each in (each for each in arrived if each.refused):
        messages.warning(request, f"第{each.row.line}行：{each.refused}")
    return redirect("inforequests:register")


def _placed(request: StaffRequest, rows: list[Row], chosen: Organ | None) -> Placed:
    """Each row with its organ; what cannot be taken says why."""
    allowed = {each.pk: each for each in _organs(request)}
    names = {name: each for each in allowed.values() for name in (each.name, each.short_name) if name}
    resolved = {row.said("organ"): names.get(row.said("organ")) for row in rows}
    found: Placed = []
    for row in rows:
        organ = resolved[row.said("organ")] if row.said("organ") else chosen
        problems = list(row.problems)
        if organ is None:
            said = row.said("organ")
            problems.append(f"“{said}”不是您可以登记的受理机关" if said else "没有受理机关，请在上面选择")
        found.append((row, organ, "；".join(problems)))
    return found


def _organs(request: StaffRequest) -> object:
    allowed = organs.reach(request.actor, "inforequests.receive")
    every = asking.askable(request.day)
    return every if allowed is None else every.filter(pk__in=allowed)


@staff("inforequests.export")
@second_factor
def results(request: StaffRequest) -> HttpResponse:
    """The results for the superior platform, matched by its number; no personal data in them."""
    cases = queries.from_platform(organs.reach(request.actor, "inforequests.see"))
    return download(platform.results(_lines(list(cases), request.day)), f"办理结果-{request.day}.xlsx")


def _lines(cases: list[Case], day: date) -> Iterator[tuple[Case, date | None, str, str]]:
    outcomes = rulebook.law().outcomes
    for case in cases:
        standing = queries.standing(case, day)
        reply = case.replies.exclude(number="").order_by("-id").first()
        title = outcomes[case.outcome].title if case.outcome in outcomes else case.outcome
        yield case, standing.due if standing else None, title, reply.number if reply else ""
