"""The list of requests with its filters."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, staff

from .. import queries
from ..models import SUBJECT, ApplicantKind, Channel, State

PER_PAGE = 50


@staff("inforequests.see")
def cases(request: StaffRequest) -> HttpResponse:
    """What is open first, by days left."""
    wanted = _wanted(request)
    visible = queries.visible_to(request.actor)
    count = queries.counts(visible)
    page = Paginator(queries.filtered(visible, wanted), PER_PAGE).get_page(request.GET.get("page"))
    running = {clock.subject_id: clock for clock in clocks.of_subjects(SUBJECT, [case.pk for case in page])}
    lights = clocks.lights(running.values(), request.moment)
    rows = [(case, lights.get(running[str(case.pk)].pk) if str(case.pk) in running else None) for case in page]
    tabs = [(label, _link(request.GET, value), wanted.state == value, count.get(value)) for value, label in _tabs(count)]
    return render(request, "inforequests/list.html", {
        "title": "依申请公开", "page": page, "rows": rows, "wanted": wanted, "tabs": tabs, "channels": Channel.choices,
        "kinds": ApplicantKind.choices, "organs": organs.every_organ().filter(inforequests__in=visible).distinct(),
    })  # fmt: skip


def _tabs(count: dict[str, int]) -> list[tuple[str, str]]:
    return [("open", "在办"), *((state.value, str(state.label)) for state in State if count[state.value]), ("", "全部")]


def _link(query: Any, state: str) -> str:
    changed = query.copy()
    changed.pop("page", None)
    changed["state"] = state or "all"
    return f"?{changed.urlencode()}"


def _wanted(request: HttpRequest) -> queries.Wanted:
    given = request.GET
    state, organ = given.get("state", "open"), given.get("organ", "")
    return queries.Wanted(
        state="" if state == "all" else state, organ_id=int(organ) if organ.isdigit() else None, kind=given.get("kind", ""),
        channel=given.get("channel", ""), tag=given.get("tag", "").strip(), text=given.get("q", "").strip(),
    )  # fmt: skip
