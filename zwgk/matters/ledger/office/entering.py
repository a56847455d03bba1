"""代录: one form for what came on stamped paper; the paper itself; the unit's objection."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwgk.domain.errors import Refusal
from zwgk.foundation.files import queries as files
from zwgk.foundation.organs.pages import attempt, staff

from ..actions import enter_evidence, enter_extension, enter_report, object_to
from ..actions.entered_for import Paper, Upload
from ..actions.progress import Progress
from ..entries import Entry
from ..models import Item
from ..subjects import item_title

DATE = {"type": "date"}


class EnterForm(forms.Form):
    """What was on the paper."""

    what = forms.ChoiceField(label="录入什么", choices=[("report", "进展"), ("evidence", "佐证材料"), ("extension", "延期申请")])
    paper = forms.FileField(label="盖章件扫描件", help_text="PDF、OFD 或照片；页面和导出表上注明依据。")
    paper_on = forms.DateField(label="盖章件日期", widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
    text = forms.CharField(label="进展情况或延期理由", required=False, widget=forms.Textarea(attrs={"rows": 5}), help_text="照盖章件录入，不增减。")
    percent = forms.IntegerField(label="进度（%）", min_value=0, max_value=100, required=False)
    finished = forms.BooleanField(label="已经办完，申请办结", required=False)
    until = forms.DateField(label="申请延至", required=False, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
    proof = forms.FileField(label="佐证材料", required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        needed = {"evidence": "proof", "extension": "until", "report": "percent"}.get(values.get("what", ""))
        if needed and values.get(needed) is None and not values.get("finished"):
            self.add_error(needed, "请填写这一项。")
        return values


@staff("ledger.enter_for")
def enter_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter for a unit."""
    item = get_object_or_404(Item.objects.select_related("duty__task__plan__organ", "duty__organ"), pk=pk)
    form = EnterForm(request.POST or None, request.FILES or None, initial={"percent": item.percent})
    if form.is_valid() and attempt(form, lambda: _enter(request, item, form.cleaned_data)):
        messages.success(request, f"已代录，并通知{item.duty.organ.label}。")
        return redirect("ledger:item", pk)
    crumbs = [("台账", "/office/ledger/"), (item_title(item.duty, item), f"/office/ledger/items/{pk}/")]
    lead = f"{item.duty.organ.label}：{item_title(item.duty, item)}。只录盖章件上有的；单位会收到通知，可以提出异议。"
    values = {"title": "代录", "crumbs": crumbs, "form": form, "back": f"/office/ledger/items/{pk}/", "submit": "代录", "lead": lead}
    return render(request, "organs/form.html", values)


@staff("ledger.see")
def paper_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The stamped paper."""
    row = get_object_or_404(Entry.objects.select_related("paper", "item__duty"), pk=pk)
    request.actor.require("ledger.see", row.item.duty.organ_id)
    response = FileResponse(files.location(row.paper).open("rb"), content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(row.paper.name)}"
    return response


@staff("ledger.object")
@require_POST
def object_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit objects."""
    row = get_object_or_404(Entry.objects.select_related("item__duty__organ", "item__duty__task__plan__organ"), pk=pk)
    try:
        object_to(row, request.POST.get("text", ""), actor=request.actor, at=request.moment)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "异议已提交政务公开办。")
    return redirect("ledger:item", row.item_id)


def _enter(request: HttpRequest, item: Item, values: dict[str, Any]) -> Entry:
    paper = Paper(values["paper"].read(), values["paper"].name, values["paper_on"])
    proof = Upload(values["proof"].read(), values["proof"].name) if values["proof"] else None
    if values["what"] == "extension":
        return enter_extension(item, values["until"], values["text"], paper, actor=request.actor, at=request.moment)
    if values["what"] == "evidence" and proof:
        return enter_evidence(item, proof, paper, actor=request.actor, at=request.moment)
    progress = Progress(values["text"], values["percent"] or 0, values["finished"])
    return enter_report(item, progress, paper, evidence=[proof] if proof else [], actor=request.actor, at=request.moment)
