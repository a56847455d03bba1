"""One batch: how far it is, approval, numbers for all, what failed, one .zip, one file to print."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.letters import actions, forms, queries
from zwgk.matters.letters.models import Letter, State

from .register import CRUMBS, download


@staff("letters.see")
def batch(request: StaffRequest, batch: str) -> HttpResponse:
    """The letters of the batch; htmx asks for the moving part while the worker is at it."""
    found = _batch(request, batch)
    first = found[0]
    values = {
        "title": f"一批{first.kind_title}", "crumbs": CRUMBS, "batch": batch, "letters": found, "first": first, "kind": queries.kind(first.kind),
        "progress": queries.progress_of(found), "may_issue": queries.may(request.actor, first, "issue"),
        "form": forms.IssueForm(initial={"dated": request.day}), "here": reverse("letters:batch", args=[batch]),
    }  # fmt: skip
    return render(request, "letters/_batch.html" if request.htmx else "letters/batch.html", values)


@staff("letters.see")
def issue_batch(request: StaffRequest, batch: str) -> HttpResponse:
    """Numbers for what is not issued yet; the worker does the rest. Pressed again, it tries again what failed."""
    found = _batch(request, batch)
    _require(request, found[0])
    form = forms.IssueForm(request.POST or None, initial={"dated": request.day})
    here = reverse("letters:batch", args=[batch])
    if form.is_valid():
        open_ones = [letter for letter in found if letter.state == State.DRAFT or (letter.state == State.RESERVED and letter.queued_at is None)]
        taken = attempt(form, lambda: actions.issue_later(open_ones, dated=form.cleaned_data["dated"], actor=request.actor, at=request.moment))
        if taken:
            messages.success(request, f"已取号 {len(taken)} 份：{taken[0].number}至{taken[-1].number}，正在生成。")
            return redirect(here)
    lead = f"这一批 {len(found)} 份。取号后文号不能再改。签发：{queries.kind(found[0].kind).signer}。"
    values = {"title": "全部取号并印发", "crumbs": CRUMBS, "form": form, "back": here, "submit": "取号并印发", "lead": lead}
    return render(request, "organs/form.html", values)


@staff("letters.see")
def approve_batch(request: StaffRequest, batch: str) -> HttpResponse:
    """Who approved the whole batch, and when."""
    found = _batch(request, batch)
    _require(request, found[0])
    return approving(request, found, f"登记这一批（{len(found)} 份）的批准", reverse("letters:batch", args=[batch]))


def approving(request: StaffRequest, letters: list[Letter], title: str, back: str) -> HttpResponse:
    """The form of an approval, for one letter or many."""
    form = forms.ApprovalForm(request.POST or None, request.FILES or None, initial={"approved_on": request.day, "approved_by": letters[0].values.get("signer", "")})
    if form.is_valid():
        data = form.cleaned_data
        approval = actions.Approval(data["approved_by"], data["approved_on"], data["scan"])
        if count := attempt(form, lambda: actions.approve(letters, approval, actor=request.actor, at=request.moment)):
            messages.success(request, f"已登记 {count} 份的批准。")
            return redirect(back)
    lead = f"须由{queries.kind(letters[0].kind).signer}批准。批准件是纸质的，可以附上签批单扫描件。"
    return render(request, "organs/form.html", {"title": title, "crumbs": CRUMBS, "form": form, "back": back, "submit": "登记批准", "lead": lead})


@staff("letters.see")
def batch_zip(request: StaffRequest, batch: str) -> HttpResponse:
    """Every issued letter of the batch as .docx and .pdf."""
    return download(queries.zip_of(_batch(request, batch)), f"文书{batch}.zip", "application/zip")


@staff("letters.see")
def batch_print(request: StaffRequest, batch: str) -> HttpResponse:
    """One PDF for the printer."""
    return download(queries.print_of(_batch(request, batch)), f"文书{batch}（打印）.pdf", "application/pdf")


def _require(request: StaffRequest, first: Letter) -> None:
    request.actor.require(queries.kind(first.kind).right("issue"), first.organ_id)


def _batch(request: StaffRequest, batch: str) -> list[Letter]:
    """The letters of the batch that this person may see."""
    seen = set(queries.visible_to(request.actor).filter(batch=batch).values_list("pk", flat=True))
    if not seen:
        raise Http404
    return [letter for letter in queries.of_batch(batch) if letter.pk in seen]
