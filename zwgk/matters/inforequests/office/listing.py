"""The desk of requests, by days left; the list with its filters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, staff

from .. import queries
from ..models import SUBJECT, ApplicantKind, Case, Channel, State
from . import after_links

PER_PAGE = 50
Row = tuple[Case, clocks.Light | None, str]  # the case, its light, what usually follows
# The step that usually follows in a state: verb (of the table, for its right) → label.
NEXT = {
    State.ARRIVED: ("receive", "确认收到"), State.REGISTERED: ("assign", "分办"), State.IN_HAND: ("draft", "拟答复"), State.CONSULTING: ("consult", "登记意见"),
    State.DRAFTED: ("approve", "批准"), State.APPROVED: ("answer", "作出答复"), State.ANSWERED: ("serve", "登记送达"), State.SERVED: ("close", "办结"),
    State.CLOSED: ("archive", "归档"), State.CLARIFYING: ("receive", "登记补正"), State.AWAITING_PAYMENT: ("fee", "登记缴费"),
}  # fmt: skip


@staff("inforequests.see")
def cases(request: StaffRequest) -> HttpResponse:
    """What is open, the most pressing first; everything else newest first."""
    wanted = _wanted(request)
    visible = queries.visible_to(request.actor)
    count = queries.counts(visible)
    found = queries.filtered(visible, wanted)
    groups, page = (_pressing if wanted.state == "open" else _newest)(found, request)
    tabs = [(label, _link(request.GET, value), wanted.state == value, count.get(value)) for value, label in _tabs(count)]
    return render(request, "inforequests/list.html", {
        "title": "依申请公开", "page": page, "groups": groups, "wanted": wanted, "tabs": tabs, "channels": Channel.choices, "tags": _tags(request.GET),
        "kinds": ApplicantKind.choices, "organs": organs.every_organ().filter(inforequests__in=visible).distinct(),
        "may_receive": request.actor.may("inforequests.receive"), "after": after_links.of_list(request.actor),
    })  # fmt: skip


def _pressing(found: QuerySet[Case], request: StaffRequest) -> tuple[list[tuple[str, int, list[Row]]], Any]:
    """Heading, how many there are, the rows of this page."""
    headed = queries.by_days_left(found, request.moment)
    order = [(name, pk) for name, numbers in headed for pk in numbers]
    page = Paginator(order, PER_PAGE).get_page(request.GET.get("page"))
    rows = {row[0].pk: row for row in _rows(found.filter(pk__in=[pk for _, pk in page]), request.moment, request.actor)}
    shown = [(name, len(numbers), [rows[pk] for heading, pk in page if heading == name and pk in rows]) for name, numbers in headed]
    return [group for group in shown if group[2]], page


def _newest(found: QuerySet[Case], request: StaffRequest) -> tuple[list[tuple[str, int, list[Row]]], Any]:
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return [("", page.paginator.count, _rows(page, request.moment, request.actor))] if page.paginator.count else [], page


def _rows(found: Iterable[Case], at: datetime, actor: Actor) -> list[Row]:
    shown = list(found)
    running = {int(clock.subject_id): clock for clock in clocks.of_subjects(SUBJECT, [case.pk for case in shown])}
    lights = clocks.lights(running.values(), at)
    return [(case, lights[running[case.pk].pk] if case.pk in running else None, _next(case, actor)) for case in shown]


def _next(case: Case, actor: Actor) -> str:
    right, label = NEXT.get(State(case.state), ("", ""))
    return label if label and actor.may(f"inforequests.{right}", case.organ_id) else ""


def _tags(query: Any) -> list[tuple[str, str]]:
    """REQ-05: public health is one click away."""
    changed = query.copy()
    changed["tag"] = "公共卫生"
    changed["state"] = query.get("state", "open")
    return [("公共卫生", f"?{changed.urlencode()}")]


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
        state="" if state == "all" else state, organ_id=int(organ) if organ.isdecimal() else None, kind=given.get("kind", ""),
        channel=given.get("channel", ""), tag=given.get("tag", "").strip(), text=given.get("q", "").strip(),
    )  # fmt: skip
