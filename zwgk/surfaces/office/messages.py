"""The inbox 站内消息."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages as told
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from zwgk.foundation.inbox import actions, queries
from zwgk.foundation.inbox.models import Message
from zwgk.foundation.organs.pages import StaffRequest, may_open, staff

PER_PAGE = 40


@staff("inbox.see")
def inbox(request: StaffRequest) -> HttpResponse:
    """All messages, the unread ones, or those that wait for a receipt; by kind."""
    shown, kind = request.GET.get("show", ""), request.GET.get("kind", "")
    rows = queries.awaiting_receipt(request.actor) if shown == "receipt" else queries.for_actor(request.actor)
    kinds = [(code, queries.kind_of(code).name) for code in rows.order_by().values_list("kind", flat=True).distinct()]
    if shown == "unread":
        rows = rows.filter(read_at__isnull=True)
    if kind:
        rows = rows.filter(kind__in=[code for code, name in kinds if name == kind])
    kept = f"&{urlencode({'kind': kind})}" if kind else ""
    tabs = [("全部", f"?{kept}", shown == ""), ("未读", f"?show=unread{kept}", shown == "unread"), ("待签收", f"?show=receipt{kept}", shown == "receipt")]
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    may = request.actor.may
    return render(request, "office/inbox.html", {
        "title": "站内消息", "page": page, "rows": [(row, queries.kind_of(row.kind)) for row in page], "tabs": tabs, "kinds": sorted({name for _, name in kinds}),
        "kind": kind, "show": shown, "may_relay": may("inbox.relay"), "may_robots": may("inbox.set_robots"), "may_deliveries": may("jobs.see"),
    })  # fmt: skip


@staff("inbox.see")
@require_POST
def read_many(request: StaffRequest) -> HttpResponse:
    """标为已读."""
    chosen = [int(pk) for pk in request.POST.getlist("message") if pk.isdecimal()]
    count = actions.read_many(queries.for_actor(request.actor).filter(pk__in=chosen), actor=request.actor, at=request.moment)
    told.success(request, f"已把 {count} 条标为已读。") if count else told.info(request, "没有勾选未读的消息。")
    return redirect("office:inbox")


@staff("inbox.see")
def message(request: StaffRequest, pk: int) -> HttpResponse:
    """One message; opening it is reading it."""
    row = actions.read(_mine(request, pk), actor=request.actor, at=request.moment)
    crumbs = [("站内消息", "/office/inbox/"), (row.title, "")]
    return render(request, "office/message.html", {"title": row.title, "message": row, "crumbs": crumbs, "may_open": may_open(request.actor, row.url)})


@staff("inbox.see")
@require_POST
def acknowledge(request: StaffRequest, pk: int) -> HttpResponse:
    """签收."""
    row = actions.acknowledge(_mine(request, pk), actor=request.actor, at=request.moment)
    told.success(request, "已签收。")
    return redirect("office:message", row.pk)


def _mine(request: StaffRequest, pk: int) -> Message:
    row = queries.for_actor(request.actor).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
