"""Approval, superior document, corrected file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwgk.domain.errors import Refusal
from zwgk.foundation.files import actions as files
from zwgk.foundation.organs.pages import staff

from .. import queries
from ..actions import link_superior, record_approval, replace
from ..actions.settle import ApprovalFacts
from ..forms import ApprovalForm, UploadForm
from ..models import Notice


@staff("notices.approve")
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Record who approved the document and when."""
    notice = get_object_or_404(Notice, pk=pk)
    form = ApprovalForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            file = data["file"] and files.keep(data["file"].read(), data["file"].name, actor=request.actor, at=request.moment)
            facts = ApprovalFacts(data["level"], data["approved_on"], data["by"], file or None)
            record_approval(notice, facts, actor=request.actor, at=request.moment)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, "批准情况已登记。")
            return redirect("notices:review", pk)
    return render(request, "notices/approval.html", {"notice": notice, "form": form, "crumbs": _crumbs(notice)})


@staff("notices.correct")
def replace_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Upload a corrected file; then the difference to the old one."""
    notice = get_object_or_404(Notice, pk=pk)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            new = replace(notice, file.read(), file.name, actor=request.actor, at=request.moment)
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
        else:
            messages.success(request, "更正件已登记，请核对与原件的差异。")
            return redirect("notices:replace", new.pk)
    changes = queries.difference(notice.supersedes, notice) if notice.supersedes else None
    return render(request, "notices/replace.html", {"notice": notice, "form": form, "changes": changes, "crumbs": _crumbs(notice)})


@staff("notices.correct")
@require_POST
def superior(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the superior document that this one carries out."""
    notice = get_object_or_404(Notice, pk=pk)
    chosen = request.POST.get("superior", "")
    other = get_object_or_404(Notice, pk=chosen) if chosen.isdecimal() else None
    link_superior(notice, other, actor=request.actor, at=request.moment)
    messages.success(request, "已保存上级文件。")
    return redirect("notices:review", pk)


def _crumbs(notice: Notice) -> list[tuple[str, str]]:
    return [("来文", "/office/notices/"), (notice.label, f"/office/notices/{notice.pk}/")]
