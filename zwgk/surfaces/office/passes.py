"""手机链接 as staff see them: one's own, and for the office and the security administrator everybody's."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs import actions, queries
from zwgk.foundation.organs.models import Pass
from zwgk.foundation.organs.pages import StaffRequest, staff

PER_PAGE = 50
STATES = (("open", "有效"), ("unopened", "未打开"), ("asked", "申请重发"), ("ended", "已结束"))


@staff("organs.see")
def passes(request: StaffRequest) -> HttpResponse:
    """The list: to whom, for what, opened or not, until when; revoke, or make another."""
    return _page(request, {})


@staff("organs.see")
@require_POST
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a link back."""
    row = get_object_or_404(_seen(request), pk=pk)
    actions.revoke_pass(row, request.POST.get("reason", "").strip() or "发放人收回", actor=request.actor, at=request.moment)
    messages.success(request, f"已收回“{row.person.name}”的链接：{row.title}。")
    return redirect("office:passes")


@staff("organs.see")
@require_POST
def regrant(request: StaffRequest, pk: int) -> HttpResponse:
    """Another link for the same thing; the old one ends. The address is shown once, on the page that answers."""
    row = get_object_or_404(_seen(request), pk=pk)
    subject = Subject(row.subject_type, row.subject_id, row.title, row.address)
    wanted = actions.PassFor(row.person, row.organ, subject, row.address, row.rights)
    fresh, url = actions.grant_pass(wanted, actor=request.actor, at=request.moment)
    if row.revoked_at is None:
        actions.revoke_pass(row, "另发了新的链接", actor=request.actor, at=request.moment)
    return _page(request, {"fresh": fresh, "url": url if url.startswith("http") else request.build_absolute_uri(url)})


def _seen(request: StaffRequest) -> QuerySet[Pass]:
    """One's own and those one sent; all of them for whoever may revoke."""
    if request.actor.may("organs.revoke_pass"):
        return queries.passes()
    mine = request.actor.person_id
    return queries.passes().filter(Q(person_id=mine) | Q(granted_by_id=mine))


def _page(request: StaffRequest, values: dict[str, object]) -> HttpResponse:
    found, state, text = _seen(request), request.GET.get("state", ""), request.GET.get("q", "").strip()
    if request.GET.get("asked") or state == "asked":
        found, state = found.filter(asked_at__isnull=False, asked_at__gt=F("granted_at"), revoked_at__isnull=True), "asked"
    alive = Q(revoked_at__isnull=True, valid_until__gt=request.moment)
    found = {"open": found.filter(alive), "unopened": found.filter(alive, opened_at__isnull=True), "ended": found.exclude(alive)}.get(state, found)
    if text:
        found = found.filter(Q(person__name__icontains=text) | Q(organ__name__icontains=text) | Q(title__icontains=text))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    everybody = request.actor.may("organs.revoke_pass")
    return render(request, "office/passes.html", {
        "title": "手机链接" if everybody else "我的手机链接", "page": page, "state": state, "states": STATES, "q": text, "everybody": everybody,
        "now": request.moment, "me": request.actor.person_id, "may_grant": request.actor.may("organs.grant_pass"), **values,
    })  # fmt: skip
