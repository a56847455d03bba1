"""投递记录: what went out, whether it arrived, why not and how to mend it."""

from __future__ import annotations

from django.contrib import messages as told
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from zwgk.foundation.jobs import actions, queries
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.organs.pages import StaffRequest, staff

PER_PAGE = 50
CHANNELS = {"smtp": "电子邮件", "sms": "短信", "webhook": "机器人", "filedrop": "交换目录"}
STATES = (("", "全部"), ("queued", "待发送"), ("sent", "已发出"), ("failed", "发送失败"), ("uncertain", "结果不明"), ("undelivered", "手机未收到"))


@staff("jobs.see")
def deliveries(request: StaffRequest) -> HttpResponse:
    """Newest first; texts are not shown here, they belong to their reader."""
    channel, state, text = request.GET.get("channel", ""), request.GET.get("state", ""), request.GET.get("q", "").strip()
    page = Paginator(queries.records(channel=channel, state=state, text=text), PER_PAGE).get_page(request.GET.get("page"))
    counts = queries.counts()
    tabs = [(name, f"?state={code}", code == state, counts.get(code)) for code, name in STATES]
    rows = [(row, CHANNELS.get(row.channel, row.channel), queries.reason(row)) for row in page]
    return render(request, "office/deliveries.html", {
        "title": "投递记录", "crumbs": [("站内消息", "/office/inbox/"), ("投递记录", "")], "page": page, "rows": rows, "tabs": tabs, "channels": CHANNELS.items(),
        "channel": channel, "state": state, "q": text, "may_retry": request.actor.may("jobs.retry"),
    })  # fmt: skip


@staff("jobs.retry")
@require_POST
def retry(request: StaffRequest, pk: int) -> HttpResponse:
    """重发: a person has decided so."""
    row = queries.records().filter(pk=pk).first()
    if row is None:
        raise Http404
    if actions.retry(row, at=request.moment):
        subject = journal.Subject("jobs.delivery", row.pk, row.subject or row.key, "/office/deliveries/")
        journal.record(subject, journal.Told("jobs.retry", f"重发给{row.recipient or row.address}"), actor=request.actor, at=request.moment)
        told.success(request, "已排队，一分钟内重发。")
    else:
        told.info(request, "这一条不需要重发。")
    return redirect("office:deliveries")
