"""The list: filters, counts, lights; rows sent to review in one batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from zwgk.domain.errors import Refusal
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, may_open, staff
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.records import actions, queries
from zwgk.matters.records.models import DOCUMENT, Attribute, State

PER_PAGE = 50
TABS = (State.DRAFT, State.IN_REVIEW, State.APPROVED, State.PUBLISHED, State.KEPT, State.LAPSED, State.REPEALED, State.WITHDRAWN, State.SEALED)


class Counted(Paginator):
    """The count is known already from the tabs when no other filter is set."""

    def __init__(self, found: Any, size: int, total: int | None) -> None:
        super().__init__(found, size)
        if total is not None:
            self.count = total


# What else belongs here; each is shown to whom it opens.
PARTS = (
    ("逐条公开的信息", "/office/records/rows/"), ("到期应公开", "/office/records/rows/owed/"), ("目录覆盖情况", "/office/records/coverage/"),
    ("年度评估与清理", "/office/records/rounds/"), ("历史数据迁移", "/office/records/migration/"),
)  # fmt: skip


@staff("records.see")
def records(request: StaffRequest) -> HttpResponse:
    """What this person's organs have, newest change first."""
    wanted = _wanted(request)
    visible = queries.visible_to(request.actor)
    within = queries.Wanted("", wanted.organ_id, wanted.kind, wanted.column_id, wanted.attribute, wanted.text, wanted.clock, wanted.batch)
    every = queries.filtered(visible, within, request.moment)
    hits = queries.searched(every) if wanted.text else None
    if hits is not None:
        count: Mapping[str, int] = Counter(state for _, state in hits)
        found: Any = [pk for pk, state in hits if wanted.state in ("", state)]
    else:
        count = queries.counts(every)
        found = queries.filtered(visible, wanted, request.moment).order_by("-changed_at", "-id").values_list("pk", flat=True)
    total = count.get(wanted.state, 0) if wanted.state else sum(count.values())
    page = Counted(found, PER_PAGE, total).get_page(request.GET.get("page"))
    rows = queries.rows_of(visible, list(page))
    lights = queries.lights_of(rows, request.moment)
    kinds = rulebook.law().kinds
    names = {DOCUMENT: "文件", **{ident: kind.title for ident, kind in kinds.items()}}
    query = request.GET.copy()
    return render(request, "records/list.html", {
        "title": "信息发布", "page": page, "rows": [(row, lights.get(row.pk), names.get(row.kind, row.kind)) for row in rows], "wanted": wanted,
        "tabs": [(label, _link(query, value), wanted.state == value, count.get(value, 0) if value else sum(count.values())) for value, label in _tabs()],
        "kinds": sorted(names.items(), key=lambda each: each[1]), "organs": organs.existing(), "attributes": Attribute.choices,
        "may_draft": request.actor.may("records.draft"), "may_submit": request.actor.may("records.submit") and wanted.state == State.DRAFT,
        "parts": [(label, url) for label, url in PARTS if may_open(request.actor, url)],
    })  # fmt: skip


@staff("records.submit")
@require_POST
def batch(request: StaffRequest) -> HttpResponse:
    """Send the chosen drafts to review as one batch."""
    chosen = [int(each) for each in request.POST.getlist("row") if each.isdecimal()]
    rows = list(queries.visible_to(request.actor).filter(pk__in=chosen).select_related("organ", "drafter").order_by("pk"))
    title = request.POST.get("title", "").strip() or (f"{rows[0].title[:40]}等{len(rows)}件" if rows else "")
    try:
        review = actions.submit_batch(rows, title, actor=request.actor, at=request.moment)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("/office/records/?state=draft")
    messages.success(request, f"已送审{len(rows)}件，版本码{review.code}。")
    return redirect(review.address)


def _wanted(request: StaffRequest) -> queries.Wanted:
    given = request.GET

    def number(name: str) -> int | None:
        return int(given[name]) if given.get(name, "").isdecimal() else None

    state = given.get("state", "")
    return queries.Wanted(
        state if state in State.values else "", number("organ"), given.get("kind", ""), number("column"), given.get("attribute", ""),
        given.get("q", "")[:100], "late" if given.get("clock") == "late" else "", given.get("batch", "")[:60],
    )  # fmt: skip


def _tabs() -> list[tuple[str, str]]:
    return [("", "全部"), *((state.value, str(state.label)) for state in TABS)]


def _link(query: Any, state: str) -> str:
    query = query.copy()
    query.pop("page", None)
    query["state"] = state
    return f"?{query.urlencode()}"
