"""One page per verb: submit, publish, schedule, amend, end, take down."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from zwgk.domain.errors import BadInput, Refusal
from zwgk.foundation.organs.pages import StaffRequest, attempt, second_factor, staff
from zwgk.matters.records import actions, forms, queries
from zwgk.matters.records.actions import Ending
from zwgk.matters.records.models import Record

from .support import CRUMBS, back, form_page, visible


@staff("records.submit")
def submit(request: StaffRequest, pk: int) -> HttpResponse:
    record = visible(request, pk)
    form = forms.SubmitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        review = attempt(form, lambda: actions.submit(record, form.cleaned_data["note"], actor=request.actor, at=request.moment))
        if review:
            return back(request, record, f"已送审，版本码{review.code}。审核中修改内容会退回起草。")
    missing = queries.missing(record)
    return form_page(request, form, record, f"送审：{record.title[:40]}", "送审", missing=missing)


@staff("records.submit")
@require_POST
def take_back(request: StaffRequest, pk: int) -> HttpResponse:
    record = visible(request, pk)
    return _did(request, record, lambda: actions.take_back(record, actor=request.actor, at=request.moment), "已撤回，可以修改。")


@staff("records.publish")
@second_factor
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """Asked once more, with what will be seen."""
    record = visible(request, pk)
    if request.method == "POST":
        return _did(request, record, lambda: actions.publish(record, actor=request.actor, at=request.moment), "已发布。")
    return render(request, "records/publish.html", {"title": f"发布：{record.title[:40]}", "crumbs": [*CRUMBS, (record.title[:30], record.url)], "record": record})


@staff("records.publish")
@second_factor
def schedule(request: StaffRequest, pk: int) -> HttpResponse:
    record = visible(request, pk)
    form = forms.ScheduleForm(request.POST or None, initial={"publish_at": record.publish_at and localtime(record.publish_at)})
    if form.is_valid():
        when = form.cleaned_data["publish_at"]
        if attempt(form, lambda: actions.schedule(record, when, actor=request.actor, at=request.moment)):
            return back(request, record, f"将于{localtime(when):%Y年%-m月%-d日 %H:%M}发布。")
    return form_page(request, form, record, "定时发布", "确定")


@staff("records.draft")
def amend(request: StaffRequest, pk: int) -> HttpResponse:
    record = visible(request, pk)
    form = forms.NoteForm(request.POST or None)
    if form.is_valid():
        note = form.cleaned_data["note"]
        if attempt(form, lambda: actions.amend(record, note, actor=request.actor, at=request.moment)):
            messages.success(request, "已开始修订；新的一版审核通过之前，原来的一版继续公开。")
            return redirect(f"{record.url}edit/")
    return form_page(request, form, record, "修订", "开始修订")


@staff("records.draft")
def discard(request: StaffRequest, pk: int) -> HttpResponse:
    record = visible(request, pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.discard(record, reason, actor=request.actor, at=request.moment)):
            return back(request, record, "草稿已作废。")
    return form_page(request, form, record, "作废草稿", "作废")


@staff("records.withdraw")
def lapse(request: StaffRequest, pk: int) -> HttpResponse:
    return _end(request, pk, "lapse", "标注失效", "页面继续保留，并标明“失效”。")


@staff("records.withdraw")
def repeal(request: StaffRequest, pk: int) -> HttpResponse:
    return _end(request, pk, "repeal", "标注废止", "页面继续保留，醒目标明“废止”，并指向替代文件。")


@staff("records.withdraw")
@second_factor
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    return _end(request, pk, "withdraw", "撤下", "原地址只显示撤下的时间和原因；外部渠道同时收到撤除要求。")


def _end(request: StaffRequest, pk: int, use: str, title: str, lead: str) -> HttpResponse:
    record = visible(request, pk)
    form = forms.EndingForm(use, request.POST or None)
    if form.is_valid():
        ending = Ending(form.cleaned_data["reason"], form.cleaned_data["note"], form.cleaned_data.get("day"))
        if attempt(form, lambda: _ended(request, record, use, ending, form.cleaned_data.get("successor", ""))):
            return back(request, record, f"已{title}。")
    return form_page(request, form, record, f"{title}：{record.title[:40]}", title, lead=lead)


def _ended(request: StaffRequest, record: Record, use: str, ending: Ending, successor: str) -> Record:
    told: dict[str, Any] = {"actor": request.actor, "at": request.moment}
    if use == "lapse":
        return actions.lapse(record, ending, **told)
    if use == "withdraw":
        return actions.withdraw(record, ending, **told)
    found = None
    if successor.strip():
        found = queries.visible_to(request.actor).filter(index_number=successor.strip()).first()
        if found is None:
            raise BadInput(f"没有找到索引号“{successor.strip()}”的信息。", field="successor")
    return actions.repeal(record, ending, found, **told)


@staff("records.take_down")
def take_down(request: StaffRequest, pk: int) -> HttpResponse:
    """紧急撤稿: made for a phone; no second factor, no review."""
    record = visible(request, pk)
    form = forms.TakeDownForm(request.POST or None)
    if form.is_valid():
        reason, note = form.cleaned_data["reason"], form.cleaned_data["note"]
        done = attempt(form, lambda: actions.take_down(record, reason, note, actor=request.actor, at=request.moment))
        if done:
            messages.success(request, "已撤稿：页面、附件、各版本、订阅、接口和检索都不再显示。请接着核对外部副本。")
            return redirect(f"{record.url}incident/")
    return render(request, "records/take_down.html", {
        "title": "紧急撤稿", "crumbs": [*CRUMBS, (record.title[:30], record.url)], "record": record, "form": form,
    }, status=422 if form.errors else 200)  # fmt: skip


def _did(request: StaffRequest, record: Record, verb: Any, said: str) -> HttpResponse:
    try:
        verb()
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect(record.url)
    return back(request, record, said)
