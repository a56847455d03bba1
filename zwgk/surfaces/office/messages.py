"""The inbox 站内消息."""

from __future__ import annotations

from django.contrib import messages as told
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from zwgk.foundation.inbox import actions, queries
from zwgk.foundation.inbox.models import Message
from zwgk.foundation.organs.pages import StaffRequest, staff

PER_PAGE = 40


@staff("inbox.see")
def inbox(request: StaffRequest) -> HttpResponse:
    """All messages, the unread ones, or those that wait for a receipt."""
    shown = request.GET.get("show", "")
    rows = queries.awaiting_receipt(request.actor) if shown == "receipt" else queries.for_actor(request.actor)
    if shown == "unread":
        rows = rows.filter(read_at__isnull=True)
    tabs = [("全部", "?", shown == ""), ("未读", "?show=unread", shown == "unread"), ("待签收", "?show=receipt", shown == "receipt")]
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/inbox.html", {"title": "站内消息", "page": page, "tabs": tabs})


@staff("inbox.see")
def message(request: StaffRequest, pk: int) -> HttpResponse:
    """One message; opening it is reading it."""
    row = actions.read(_mine(request, pk), actor=request.actor, at=request.moment)
    crumbs = [("站内消息", "/office/inbox/"), (row.title, "")]
    return render(request, "office/message.html", {"title": row.title, "message": row, "crumbs": crumbs})


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
