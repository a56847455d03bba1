"""One item on a phone: what is asked, by when; how far it is, a photo, submit. Opens by 手机链接 and for whoever is signed in."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from zwgk.domain.errors import NotAllowed, Refusal
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.files.fields import ENDPOINT, ResumableFileField, ResumableInput
from zwgk.foundation.organs import actions as organs
from zwgk.foundation.organs.pages import StaffRequest, staff

from . import queries
from .actions import add_kept, report
from .actions.progress import Progress
from .forms import WORDS
from .models import Item, Target
from .subjects import ITEM, item_title

DONE = "100"
STEPS = (("10", "刚开始"), ("30", "30%"), ("50", "过半"), ("70", "70%"), ("90", "快好了"), (DONE, "已办完"))
FIELDS = {"file": "files"}


class PhoneForm(forms.Form):
    """Progress by big buttons; words if one likes; photos and files in pieces."""

    percent = forms.ChoiceField(label="办到哪一步", choices=STEPS, widget=forms.RadioSelect, error_messages={"required": "请选择办到哪一步。"})
    text = forms.CharField(label="说明", required=False, max_length=WORDS, widget=forms.Textarea(attrs={"rows": 3, "placeholder": "做了什么，还有什么困难（可以不写）"}))
    photo = ResumableFileField(label="拍照", required=False)
    files = ResumableFileField(label="相册或文件", required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, endpoint: str = ENDPOINT, targets: Iterable[Target] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photo"].widget = ResumableInput(endpoint, {"accept": "image/*", "capture": "environment"})
        self.fields["files"].widget = ResumableInput(endpoint)
        self.targets = list(targets)
        for target in self.targets:
            label = f"{target.phrase}（{target.unit}）" if target.unit else target.phrase
            self.fields[f"count_{target.pk}"] = forms.FloatField(label=label, required=False, min_value=0, widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}))

    def progress(self) -> Progress:
        """What was filled in; without words the step itself is the report."""
        data = self.cleaned_data
        finished = data["percent"] == DONE
        words = data["text"].strip() or ("已经办完，申请办结。" if finished else f"进展到 {data['percent']}%。")
        counts = {str(target.pk): data.get(f"count_{target.pk}") for target in self.targets}
        return Progress(words, int(data["percent"]), finished, {key: value for key, value in counts.items() if value is not None}, data["key"])

    def counted(self) -> list[forms.BoundField]:
        return [self[f"count_{target.pk}"] for target in self.targets]


@staff("ledger.see", passes=True)
@require_http_methods(["GET", "POST"])
def phone_view(request: StaffRequest, pk: int) -> HttpResponse:
    """The page, and what it sends. The same form twice is one report; its second answer is the same as the first."""
    item = get_object_or_404(Item.objects.select_related("duty__task__plan", "duty__organ"), pk=pk)
    request.actor.require_about(ITEM, pk)
    request.actor.require("ledger.see", item.duty.organ_id)
    endpoint = f"{ENDPOINT}?pass={request.by_pass.pk}" if request.by_pass else ENDPOINT
    targets = list(item.duty.task.targets.all())
    if request.method == "GET":
        near = min(STEPS[:-1], key=lambda step: abs(int(step[0]) - item.percent))[0] if item.percent else None
        form = PhoneForm(initial={"key": secrets.token_urlsafe(18), "percent": near}, endpoint=endpoint, targets=targets)
        return _page(request, item, form)
    form = PhoneForm(request.POST, request.FILES, endpoint=endpoint, targets=targets)
    if form.is_valid() and _hand_in(request, item, form):
        if _wants_json(request):
            return JsonResponse({"ok": True, "url": f"{request.path}?sent=1"})
        messages.success(request, "已提交，等待政务公开办审核。" if form.cleaned_data["percent"] == DONE else "进展已上报。")
        return redirect(request.path)
    if _wants_json(request):
        return JsonResponse({"ok": False, "errors": [str(error) for errors in form.errors.values() for error in errors]}, status=400)
    return _page(request, item, form, status=400)


def _hand_in(request: StaffRequest, item: Item, form: PhoneForm) -> bool:
    """Report and files together, or nothing. A refusal stays with the form."""
    progress = form.progress()
    if queries.reported_with(item, progress.key):
        return True  # the answer to the first sending was lost
    try:
        kept = [file for name in ("photo", "files") for file in form.cleaned_data[name].take(actor=request.actor, at=request.moment)]
        with transaction.atomic():
            row = report(item, progress, actor=request.actor, at=request.moment)
            for file in kept:
                add_kept(item, file, report=row, actor=request.actor, at=request.moment)
            if progress.finished:
                organs.spend_pass(actor=request.actor, at=request.moment)
    except NotAllowed:
        raise
    except Refusal as refusal:
        name = FIELDS.get(refusal.field, refusal.field)
        form.add_error(name if name in form.fields else None, refusal.sentence)
        return False
    return True


def _wants_json(request: StaffRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _page(request: StaffRequest, item: Item, form: PhoneForm, status: int = 200) -> HttpResponse:
    duty, clock = item.duty, queries.clock_of(item)
    open_now = item.state != Item.State.DONE and not duty.ended and request.actor.may("ledger.report", duty.organ_id)
    returned = item.reports.filter(state="returned").first() if item.state == Item.State.RETURNED else None
    context = {
        "item": item,
        "duty": duty,
        "task": duty.task,
        "title": item_title(duty, item),
        "clock": clock,
        "light": clocks.light(clock, request.moment),
        "form": form,
        "can_report": open_now,
        "returned": returned,
        "reports": item.reports.prefetch_related("evidence")[:5],
        "sent": "sent" in request.GET,
        "link": request.by_pass,
    }
    return render(request, "ledger/phone/item.html", context, status=status)
