"""One letter: what it says, its files, receipts and facts, and a form per verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from zwgk.foundation.files import queries as files
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.letters import actions, forms, queries
from zwgk.matters.letters.models import SUBJECT, Letter, State

from .batch import approving
from .register import CRUMBS


@dataclass(frozen=True, slots=True)
class Shown:
    """A file as the list of files wants it."""

    name: str
    size: int
    url: str


@staff("letters.see")
def letter(request: StaffRequest, pk: int) -> HttpResponse:
    """The elements, the preview, the files with their digests, receipts, the journal, the next lawful steps."""
    shown = _visible(request, pk)
    kind = queries.kind(shown.kind)
    pairs = [(element.label, _said(shown.values.get(element.id))) for element in kind.elements if element.id not in ("title", "body", "parts") and not kind.text]
    return render(request, "letters/letter.html", {
        "title": shown.number or f"{shown.kind_title}草稿", "crumbs": CRUMBS, "letter": shown, "kind": kind, "pairs": pairs,
        "recipients": shown.recipients.all(), "unapproved": kind.approval and not shown.approved_by, "fallback": shown.template_id and not queries.converts(),
        "missing": queries.missing(kind, shown.values) if shown.state in (State.DRAFT, State.RESERVED) else [],
        "body": queries.body_of(shown), "files": list(_files(shown)), "receipts": shown.receipts.select_related("file"),
        "facts": journal.of_subject(SUBJECT, pk)[:100], "steps": _steps(request, shown),
    })  # fmt: skip


@staff("letters.see")
def preview(request: StaffRequest, pk: int) -> HttpResponse:
    """The PDF in the page: as issued, or the draft without number."""
    shown = _visible(request, pk)
    data = queries.bytes_of(shown, "pdf") if shown.pdf_id else queries.preview_of(shown, request.day)
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{shown.name}.pdf")
    return response


@staff("letters.see")
def file(request: StaffRequest, pk: int, which: str) -> FileResponse:
    """Its .docx, .pdf or sealed copy, as a download."""
    shown = _visible(request, pk)
    return _sent({"docx": shown.docx, "pdf": shown.pdf, "signed": shown.signed, "approval": shown.approval}.get(which))


@staff("letters.see")
def receipt_file(request: StaffRequest, pk: int, receipt: int) -> FileResponse:
    return _sent(get_object_or_404(_visible(request, pk).receipts, pk=receipt).file)


@staff("letters.see")
def revise(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _mine(request, pk, "prepare")
    kind = queries.kind(shown.kind)
    typed = {name: _typed(value) for name, value in shown.values.items()}
    form = forms.DraftForm(kind, request.POST or None, initial=typed)
    for settled in ("organs", "with_seal"):
        del form.fields[settled]
    for element in kind.elements:
        if element.fixed or element.type == "parts":
            del form.fields[element.id]
    if form.is_valid() and attempt(form, lambda: actions.revise(shown, form.values(), actor=request.actor, at=request.moment)):
        return _done(request, shown, "已保存。")
    return _form(request, form, f"修改{kind.title}", shown.url, "保存")


@staff("letters.see")
def approve(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _mine(request, pk, "issue")
    return approving(request, [shown], f"登记批准：{shown.title}", shown.url)


@staff("letters.see")
def issue(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _mine(request, pk, "issue")
    form = forms.IssueForm(request.POST or None, initial={"dated": request.day})
    if form.is_valid():
        done = attempt(form, lambda: actions.issue(shown, dated=form.cleaned_data["dated"], actor=request.actor, at=request.moment))
        if done:
            return _done(request, shown, f"已印发：{done.number}。")
    lead = f"印发后文号不能再改。签发：{queries.kind(shown.kind).signer}。"
    return _form(request, form, f"印发{shown.kind_title}：{shown.title}", shown.url, "取号并印发", lead=lead)


@staff("letters.see")
def void(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _mine(request, pk, "void")
    form = forms.VoidForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.void(shown, form.cleaned_data["reason"], actor=request.actor, at=request.moment)):
        return _done(request, shown, "已作废，文号保留。")
    return _form(request, form, f"作废：{shown}", shown.url, "作废", danger=True)


@staff("letters.see")
def attach_signed(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _mine(request, pk, "attach_signed")
    form = forms.SignedForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        if attempt(form, lambda: actions.attach_signed(shown, sent, actor=request.actor, at=request.moment)):
            return _done(request, shown, "盖章件已挂接。")
    return _form(request, form, f"挂接盖章件：{shown.number}", shown.url, "上传")


@staff("letters.see")
def register_receipt(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _mine(request, pk, "register_receipt")
    form = forms.ReceiptForm(request.POST or None, request.FILES or None, initial={"received_on": request.day})
    if form.is_valid():
        received = actions.Received(**form.cleaned_data)
        if attempt(form, lambda: actions.register_receipt(shown, received, actor=request.actor, at=request.moment)):
            return _done(request, shown, "回执已登记。")
    return _form(request, form, f"登记回执：{shown.number}", shown.url, "登记")


def _typed(value: Any) -> str:
    """As it stands in the form: a line per line, a table as it is pasted from a sheet."""
    rows = [value["head"], *value["rows"]] if isinstance(value, dict) and value else value or ""
    return rows if isinstance(rows, str) else "\n".join(row if isinstance(row, str) else "\t".join(row) for row in rows)


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return f"{len(value['rows'])} 行，见预览" if value else ""
    return "；".join(each if isinstance(each, str) else each.get("covers") or each["outcome"] for each in value) if isinstance(value, list) else value or ""


def _files(shown: Letter) -> Any:
    for which, stored in (("docx", shown.docx), ("pdf", shown.pdf), ("signed", shown.signed), ("approval", shown.approval)):
        if stored:
            yield Shown(stored.name, stored.size, reverse("letters:file", args=[shown.pk, which])), stored.sha256


def _sent(stored: StoredFile | None) -> FileResponse:
    if stored is None:
        raise Http404
    response = FileResponse(files.location(stored).open("rb"), content_type=stored.media_type)
    response["Content-Disposition"] = content_disposition_header(True, stored.name)
    return response


def _visible(request: StaffRequest, pk: int) -> Letter:
    found = queries.visible_to(request.actor).select_related("organ", "addressee_organ", "docx", "pdf", "signed", "approval", "template", "seal__file")
    return get_object_or_404(found, pk=pk)


def _mine(request: StaffRequest, pk: int, verb: str) -> Letter:
    """The letter, if this person may do that to it."""
    shown = _visible(request, pk)
    if not queries.may(request.actor, shown, verb):
        request.actor.require(queries.kind(shown.kind).right(verb), shown.organ_id)
    return shown


def _steps(request: StaffRequest, shown: Letter) -> list[tuple[str, str, bool]]:
    """Label, address, first choice: what this person may do next in this state."""
    steps = {
        State.DRAFT: [("issue", "印发"), ("revise", "修改"), ("void", "作废")],
        State.RESERVED: [("issue", "继续印发"), ("revise", "修改"), ("void", "作废")],
        State.ISSUED: [("register_receipt", "登记回执"), ("attach_signed", "挂接盖章件"), ("void", "作废")],
    }.get(State(shown.state), [])
    kind = queries.kind(shown.kind)
    if shown.state in (State.DRAFT, State.RESERVED) and kind.approval:
        steps = [*steps[:1], ("approve", "登记批准"), *steps[1:]] if shown.approved_by else [("approve", "登记批准"), *steps]
    rights = {"revise": "prepare", "approve": "issue"}
    allowed = [(verb, label) for verb, label in steps if queries.may(request.actor, shown, rights.get(verb, verb))]
    return [(label, reverse(f"letters:{verb}", args=[shown.pk]), n == 0) for n, (verb, label) in enumerate(allowed)]


def _form(request: StaffRequest, form: Any, title: str, back: str, submit: str, **more: Any) -> HttpResponse:
    values = {"title": title, "crumbs": CRUMBS, "form": form, "back": back, "submit": submit, **more}
    return render(request, "organs/form.html", values)


def _done(request: StaffRequest, shown: Letter, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(shown.url)
