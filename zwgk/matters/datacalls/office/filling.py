"""The page of one unit: form, draft, blank sheet, upload, files, sign-off, back."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from zwgk.domain.errors import BadInput, Refusal
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.files import queries as files
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.datacalls import actions, checking, controls, forms, queries
from zwgk.matters.datacalls.books import blank as blanks
from zwgk.matters.datacalls.books import fill, reread
from zwgk.matters.datacalls.intake import as_xlsx
from zwgk.matters.datacalls.models import SUBJECT, CallState, Return, State

from .support import book, crumbs, return_of, stored

Wrong = dict[tuple[str, int, str], str]


@staff("datacalls.see", passes=True)
def unit(request: StaffRequest, pk: int, organ: int) -> HttpResponse:
    """Fill and send."""
    given = actions.see(return_of(request, pk, organ), actor=request.actor, at=request.moment)
    if request.method == "POST":
        request.actor.require("datacalls.answer", given.organ_id)
        return _sent(request, given)
    rows = queries.started(given, request.actor, request.moment)
    if request.GET.get("from") == "last" and (before := queries.last_time(given)):
        rows = checking.tidy(given.call.spec, before.values)
        messages.info(request, "已带入上期内容，请逐项核对后再报送。")
    return _page(request, given, rows, {})


def _sent(request: StaffRequest, given: Return) -> HttpResponse:
    rows = forms.rows_from(request.POST, given.call.spec)
    if "more" in request.POST:
        name = given.call.spec[int(request.POST["more"])].name if request.POST["more"].isdecimal() and int(request.POST["more"]) < len(given.call.spec) else ""
        rows.setdefault(name, []).append({})
        return _page(request, given, rows, {})
    if "save" in request.POST:
        actions.save_draft(given, rows, actor=request.actor, at=request.moment)
        messages.success(request, "草稿已保存。")
        return redirect(request.get_full_path())
    zero = "zero" in request.POST
    checked = checking.check_all(given.call.spec, {} if zero else rows)
    wanted = actions.Sending(rows, zero, request.POST.get("note", ""), "on_paper" in request.POST)
    try:
        if not zero:
            actions.save_draft(given, rows, actor=request.actor, at=request.moment)
        given = actions.send(given, wanted, actor=request.actor, at=request.moment)
    except BadInput as refusal:
        return _page(request, given, rows, checked.at(), [each.message for each in checked.wrong] or [refusal.sentence])
    said = "已提交，等待本单位领导签发。" if given.state == State.SIGNING else "已报送。截止前可以更正，更正会留下记录。"
    messages.success(request, said)
    return redirect(request.get_full_path())


def _page(request: StaffRequest, given: Return, rows: Any, wrong: Wrong, said: list[str] | None = None) -> HttpResponse:
    call = given.call
    ended = call.state != CallState.RUNNING
    closed = ended or not request.actor.may("datacalls.answer", given.organ_id)
    clock = clocks.of_subject(SUBJECT, given.pk).order_by("-id").first()
    return render(request, "datacalls/phone.html" if request.by_pass else "datacalls/unit.html", {
        "title": call.title, "crumbs": [] if request.by_pass else crumbs(call), "given": given, "call": call, "closed": closed, "ended": ended, "link": request.by_pass, "said": said or [],
        "forms": controls.forms(call.spec, rows, wrong, closed=closed), "light": clocks.light(clock, request.moment) if clock else None,
        "papers": queries.papers_of(given), "before": queries.last_time(given) if not closed else None, "facts": journal.of_subject(SUBJECT, given.pk)[:30],
        "may_sign": given.state == State.SIGNING and request.actor.may("datacalls.sign", given.organ_id), "may_merge": request.actor.may("datacalls.merge"),
        "revisions": _history(given), "typed_note": request.POST.get("note", ""),
    })  # fmt: skip


def _history(given: Return) -> list[tuple[Any, list[str]]]:
    """Each version with what it changed."""
    found, before = [], None
    for each in given.revisions.all():
        found.append((each, queries.differences(given.call.spec, before.values, each.values) if before else []))
        before = each
    return found[::-1]


@staff("datacalls.answer", passes=True)
@require_POST
def draft(request: StaffRequest, pk: int, organ: int) -> HttpResponse:
    """What has been typed, every second or so; the answer says when it was kept."""
    given = return_of(request, pk, organ)
    try:
        rows = json.loads(request.body or b"{}")
        actions.save_draft(given, rows if isinstance(rows, dict) else {}, actor=request.actor, at=request.moment)
    except ValueError:
        return JsonResponse({"said": "内容不完整，没有保存。"}, status=400)
    except Refusal as refusal:
        return JsonResponse({"said": refusal.sentence}, status=409)
    return JsonResponse({"said": f"已保存 {timezone.localtime(request.moment):%H:%M:%S}"})


@staff("datacalls.answer", passes=True)
def blank(request: StaffRequest, pk: int, organ: int) -> HttpResponse:
    """The sheet for this unit, with what it has typed so far."""
    given = return_of(request, pk, organ)
    known = queries.known(given, request.actor, request.moment)
    rows = checking.check_all(given.call.spec, queries.started(given, request.actor, request.moment)).rows
    data = blanks.blank(files.content(given.call.book), given.call.spec, f"call:{pk};organ:{organ}", rows, fill.Around(known))
    return book(data, f"{given.call.title}（{given.organ.label}）.xlsx")


@staff("datacalls.answer", passes=True)
@require_POST
def upload(request: StaffRequest, pk: int, organ: int) -> HttpResponse:
    """A filled sheet comes back: its rows into the form, wrong cells told with their address in that file."""
    given = return_of(request, pk, organ)
    form = forms.SheetUploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, given, queries.started(given, request.actor, request.moment), {}, ["请选择填好的表。"])
    file = form.cleaned_data["file"]
    try:
        found = reread.reread(as_xlsx(file.read(), file.name), given.call.spec)
        _check_mark(found.mark, given)
    except BadInput as refusal:
        return _page(request, given, queries.started(given, request.actor, request.moment), {}, [refusal.sentence])
    rows = {name: [typed.values for typed in lines] for name, lines in found.rows.items()}
    places = {(name, at, key): where for name, lines in found.rows.items() for at, typed in enumerate(lines) for key, where in typed.places.items()}
    actions.save_draft(given, rows, actor=request.actor, at=request.moment)
    checked = checking.check_all(given.call.spec, rows, places=places)
    if not checked.wrong:
        messages.success(request, "已读入表格，请核对后点“报送”。")
    for note in found.notes:
        messages.warning(request, note)
    return _page(request, given, rows, checked.at(), [each.message for each in checked.wrong])


def _check_mark(mark: str, given: Return) -> None:
    told = dict(part.split(":", 1) for part in mark.split(";") if ":" in part)
    if told and told.get("call") != str(given.call_id):
        raise BadInput("这份表是另一次采集的。", field="file", remedy="请下载本次的空白表。")
    if told and told.get("organ") != str(given.organ_id):
        raise BadInput(f"这份表是发给别的单位的，不是{given.organ.label}的。", field="file", remedy="请下载本单位的空白表，或改到那个单位的页面上传。")


@staff("datacalls.answer", passes=True)
@require_POST
def add_paper(request: StaffRequest, pk: int, organ: int) -> HttpResponse:
    given = return_of(request, pk, organ)
    form = forms.PaperForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        if attempt(form, lambda: actions.keep_paper(given, file.read(), file.name, actor=request.actor, at=request.moment)):
            messages.success(request, f"已添加附件“{file.name}”。")
    for problem in form.errors.get("file", []) + form.non_field_errors():
        messages.error(request, problem)
    return redirect(given.url)


@staff("datacalls.see", passes=True)
def paper(request: StaffRequest, pk: int, organ: int, number: int) -> HttpResponse:
    return stored(get_object_or_404(return_of(request, pk, organ).papers.select_related("file"), pk=number).file)


@staff("datacalls.sign")
@require_POST
def sign(request: StaffRequest, pk: int, organ: int) -> HttpResponse:
    given = return_of(request, pk, organ)
    try:
        actions.sign(given, actor=request.actor, at=request.moment)
        messages.success(request, "已签发，报送完成。")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect(given.url)


@staff("datacalls.merge")
def give_back(request: StaffRequest, pk: int, organ: int) -> HttpResponse:
    given = return_of(request, pk, organ)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.give_back(given, form.cleaned_data["reason"], actor=request.actor, at=request.moment)):
        messages.success(request, f"已退回{given.organ.label}。")
        return redirect(given.call.url)
    return render(request, "organs/form.html", {"title": f"退回：{given.organ.label}", "crumbs": crumbs(given.call), "form": form, "back": given.url, "submit": "退回"})
