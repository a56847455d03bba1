"""One item: report, evidence, extension, person in charge, publication."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwgk.domain.errors import Refusal
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.files import queries as files
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import attempt, second_factor, staff

from .. import queries
from ..actions import add_kept, add_page, ask_extension, assign_person, publish_item, report, withdraw_item
from ..actions.progress import Progress
from ..forms import DecisionForm, EvidenceForm, ExtensionForm, PublishForm, ReportForm
from ..models import Evidence, Item
from ..subjects import ITEM, item_title

OPEN = "ledger/item.html"
EVIDENCE_ID = "evidence_%s"  # two forms of the page ask for files
WHOLE = 90  # a task of so few characters is its own title


@staff("ledger.see")
def item_view(request: HttpRequest, pk: int) -> HttpResponse:
    """State, what is asked, report form, evidence, history."""
    return _page(request, _item(request, pk), {})


@staff("ledger.report")
@require_POST
def report_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in progress together with its evidence; a refusal keeps every word typed."""
    item = _item(request, pk)
    form = ReportForm(request.POST, request.FILES, targets=item.duty.task.targets.all())
    if not form.is_valid():
        return _page(request, item, {"report_form": form}, status=400)
    data = form.cleaned_data
    try:
        kept = data["files"].take(actor=request.actor, at=request.moment)
        with transaction.atomic():  # an evidence that is refused takes the report back, so that nothing is handed in twice
            row = report(item, Progress(data["text"], data["percent"], data["finished"], form.counts()), actor=request.actor, at=request.moment)
            for file in kept:
                add_kept(item, file, report=row, actor=request.actor, at=request.moment)
            if data["url"]:
                add_page(item, data["url"], report=row, actor=request.actor, at=request.moment)
    except Refusal as refusal:
        name = {"file": "files"}.get(refusal.field, refusal.field)
        form.add_error(name if name in form.fields else None, refusal.sentence)
        return _page(request, item, {"report_form": form}, status=400)
    messages.success(request, "已提交，等待政务公开办审核。" if data["finished"] else "进展已上报。")
    return redirect("ledger:item", pk)


@staff("ledger.add_evidence")
@require_POST
def add_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Add files or a page address to an item."""
    item, form = _item(request, pk), EvidenceForm(request.POST, request.FILES, auto_id=EVIDENCE_ID)
    if not form.is_valid():
        return _page(request, item, {"evidence_form": form}, status=400)
    data = form.cleaned_data
    try:
        kept = data["files"].take(actor=request.actor, at=request.moment)
        with transaction.atomic():
            for file in kept:
                add_kept(item, file, actor=request.actor, at=request.moment)
            if data["url"]:
                add_page(item, data["url"], actor=request.actor, at=request.moment)
    except Refusal as refusal:
        name = {"file": "files"}.get(refusal.field, refusal.field)
        form.add_error(name if name in form.fields else None, refusal.sentence)
        return _page(request, item, {"evidence_form": form}, status=400)
    messages.success(request, "佐证材料已添加。")
    return redirect("ledger:item", pk)


@staff("ledger.see")
def evidence_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The kept bytes, as a download."""
    row = get_object_or_404(Evidence.objects.select_related("file", "item__duty"), pk=pk, file__isnull=False)
    request.actor.require("ledger.see", row.item.duty.organ_id)
    response = FileResponse(files.location(row.file).open("rb"), content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(row.file.name)}"
    return response


@staff("ledger.ask_extension")
@require_POST
def extension(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for more time."""
    item = _item(request, pk)
    form = ExtensionForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        if attempt(form, lambda: ask_extension(item, data["until"], data["reason"], actor=request.actor, at=request.moment)):
            messages.success(request, "延期申请已提交。批复之前，原期限不变。")
            return redirect("ledger:item", pk)
    return _page(request, item, {"extension_form": form}, status=400)


@staff("ledger.assign_person")
@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the person in charge."""
    item = _item(request, pk)
    chosen = request.POST.get("person", "")
    held = organs.holdings_on(request.day).filter(post__organ_id=item.duty.organ_id)
    person = next((row.person for row in held if str(row.person_id) == chosen), None)
    assign_person(item.duty, person, actor=request.actor, at=request.moment)
    messages.success(request, f"经办人：{person or '未定'}。")
    return redirect("ledger:item", pk)


@staff("ledger.publish")
@second_factor
@require_POST
def publish_item_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish or withdraw the words on the portal."""
    item = _item(request, pk)
    form = PublishForm(request.POST)
    try:
        if request.POST.get("withdraw"):
            withdraw_item(item, request.POST.get("reason", ""), actor=request.actor, at=request.moment)
            messages.success(request, "已撤回。")
        elif form.is_valid():
            publish_item(item, form.cleaned_data["text"], form.cleaned_data["url"], actor=request.actor, at=request.moment)
            messages.success(request, "已公布。")
        else:
            return _page(request, item, {"publish_form": form}, status=400)
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return _page(request, item, {"publish_form": form}, status=400)
    return redirect("ledger:item", pk)


def _item(request: HttpRequest, pk: int) -> Item:
    item = get_object_or_404(Item.objects.select_related("duty__task__plan__notice", "duty__organ", "duty__person", "limit"), pk=pk)
    request.actor.require("ledger.see", item.duty.organ_id)
    return item


def _page(request: HttpRequest, item: Item, forms: dict[str, Any], status: int = 200) -> HttpResponse:
    duty, task, clock = item.duty, item.duty.task, queries.clock_of(item)
    own = request.actor.may("ledger.report", duty.organ_id)
    own_unit = request.actor.organ_id == duty.organ_id
    context = {
        "item": item,
        "duty": duty,
        "task": task,
        "title": item_title(duty, item),
        "clock": clock,
        "light": clocks.light(clock, request.moment),
        "explanation": clocks.explain(clock) if clock else [],
        "reports": item.reports.prefetch_related("evidence__file", "entries"),
        "evidence": item.evidence.select_related("file", "report").prefetch_related("entries", "report__entries"),
        "extensions": item.extensions.prefetch_related("entries"),
        "steps": queries.steps_of([item.pk]).get(item.pk, []),
        "excuses": item.excuses.all(),
        "facts": journal.of_subject(ITEM, item.pk)[:40],
        "report_form": ReportForm(initial={"percent": item.percent}, targets=task.targets.all()),
        "evidence_form": EvidenceForm(auto_id=EVIDENCE_ID),
        "extension_form": ExtensionForm(),
        "publish_form": PublishForm(initial={"text": item.public_text or _first_words(item), "url": item.public_url}),
        "decision_form": DecisionForm(),
        "people": [row.person for row in organs.holdings_on(request.day).filter(post__organ_id=duty.organ_id)],
        "own": request.actor.organ_id == duty.organ_id,
        "whole": len(task.heading or task.text) <= WHOLE,
        "can_report": own and item.state != Item.State.DONE and not duty.ended,
        "can_extend": request.actor.may("ledger.ask_extension", duty.organ_id) and item.state != Item.State.DONE,
        "can_assign": request.actor.may("ledger.assign_person", duty.organ_id),
        "can_enter": request.actor.may("ledger.enter_for", duty.organ_id) and not own_unit and item.state != Item.State.DONE and not duty.ended,
        "can_decide": request.actor.may("ledger.confirm_done"),
        "can_publish": request.actor.may("ledger.publish"),
        "crumbs": [("台账", "/office/ledger/"), (task.plan.title, f"/office/ledger/plans/{task.plan_id}/"), (task.label, f"/office/ledger/tasks/{task.pk}/")],
    }
    return render(request, OPEN, context | forms, status=status)


def _first_words(item: Item) -> str:
    last = item.reports.filter(finished=True).first()
    return last.text if last else ""
