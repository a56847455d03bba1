"""After a publication: the incident of a take-down with its check list, sealed versions, captures and certificates."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from zwgk.domain.errors import Refusal
from zwgk.foundation.files import actions as keeping
from zwgk.foundation.files import queries as files
from zwgk.foundation.organs.pages import StaffRequest, attempt, second_factor, staff
from zwgk.matters.channels import queries as channels
from zwgk.matters.records import actions, forms, lists, paper
from zwgk.matters.records.models import SUBJECT, Publication

from .support import CRUMBS, back, form_page, visible

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@staff("records.take_down")
def incident(request: StaffRequest, pk: int) -> HttpResponse:
    """What was taken down, when, by whom; every place outside with its proof; how it ended."""
    record = visible(request, pk)
    shown = get_object_or_404(record.incidents.select_related("publication").prefetch_related("copies__proof")[:1])
    return render(request, "records/incident.html", {
        "title": "紧急撤稿处置", "crumbs": [*CRUMBS, (record.title[:30], record.url)], "record": record, "incident": shown,
        "reason": lists.title_of("reasons", shown.reason), "releases": channels.outside_copies(SUBJECT, record.pk), "place": forms.PlaceForm(),
        "left": sum(copy.done_at is None for copy in shown.copies.all()), "publications": record.publications.order_by("-number"),
        "may_close": shown.closed_at is None and request.actor.may("records.withdraw", record.organ_id),
    })  # fmt: skip


@staff("records.take_down")
@require_POST
def add_copy(request: StaffRequest, pk: int) -> HttpResponse:
    record = visible(request, pk)
    shown = get_object_or_404(record.incidents.all()[:1])
    form = forms.PlaceForm(request.POST)
    if form.is_valid() and attempt(form, lambda: actions.add_copy(shown, form.cleaned_data["place"], form.cleaned_data["url"], actor=request.actor, at=request.moment)):
        return redirect(f"{record.url}incident/")
    return form_page(request, form, record, "登记外部副本", "登记")


@staff("records.take_down")
def clear_copy(request: StaffRequest, pk: int, copy: int) -> HttpResponse:
    record = visible(request, pk)
    shown = get_object_or_404(record.incidents.all()[:1])
    found = get_object_or_404(shown.copies.select_related("incident__record__organ"), pk=copy)
    form = forms.CopyForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sent = form.cleaned_data["proof"]
        proof = attempt(form, lambda: keeping.keep(sent.read(), sent.name, actor=request.actor, at=request.moment)) if sent else None
        if attempt(form, lambda: actions.clear_copy(found, form.cleaned_data["note"], proof, actor=request.actor, at=request.moment)):
            return redirect(f"{record.url}incident/")
    return form_page(request, form, record, f"核对：{found.place}", "登记", multipart=True)


@staff("records.withdraw")
@second_factor
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """Back online, mended, or never again."""
    record = visible(request, pk)
    shown = get_object_or_404(record.incidents.select_related("record__organ")[:1])
    form = forms.CloseForm(request.POST or None)
    if form.is_valid():
        outcome, finding = form.cleaned_data["outcome"], form.cleaned_data["finding"]
        told = {"actor": request.actor, "at": request.moment}
        verb = (lambda: actions.restore(shown, finding, **told)) if outcome == "restored" else (lambda: actions.close_incident(shown, outcome, finding, **told))
        if attempt(form, verb):
            return back(request, record, "紧急撤稿已办结。")
    return form_page(request, form, record, "办结紧急撤稿", "办结")


@staff("records.take_down")
def sealed(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """A sealed version is shown only after name and reason stand in the journal."""
    record = visible(request, pk)
    found = get_object_or_404(Publication.objects.filter(record=record, sealed_at__isnull=False).select_related("record__organ"), number=number)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        opened = attempt(form, lambda: actions.open_sealed(found, reason, actor=request.actor, at=request.moment))
        if opened:
            return render(request, "records/sealed.html", {"title": f"封存的第{number}版", "crumbs": [*CRUMBS, (record.title[:30], record.url)], "publication": opened, "record": record})
    return form_page(request, form, record, f"查看封存的第{number}版", "查看", lead="查看会以您的姓名记入工作日志。")


@staff("records.see")
@require_POST
def prove(request: StaffRequest, pk: int) -> HttpResponse:
    record = visible(request, pk)
    try:
        made = actions.prove(record, actor=request.actor, at=request.moment)
    except Refusal as refusal:
        return back(request, record, refusal.sentence)
    messages.success(request, f"已出具信息公开情况证明，验证码{made.code}，在本页下载。")
    return redirect(f"{record.url}captures/")


@staff("records.see")
def certificate(request: StaffRequest, pk: int, code: str, form: str) -> HttpResponse:
    """As .pdf or .docx."""
    found = get_object_or_404(visible(request, pk).certificates.all(), code=code)
    data, media = (paper.certificate_docx(found), DOCX) if form == "docx" else (paper.certificate_pdf(found), "application/pdf")
    answer = HttpResponse(data, content_type=media)
    answer["Content-Disposition"] = content_disposition_header(True, f"{paper.TITLE}-{found.code}.{form}")
    return answer


@staff("records.see")
def capture(request: StaffRequest, pk: int, capture: int) -> HttpResponse:
    """A kept page; one of a sealed version only for those who may take down."""
    record = visible(request, pk)
    found = get_object_or_404(record.captures.select_related("file", "publication"), pk=capture, file__isnull=False)
    if found.publication.sealed_at:
        request.actor.require("records.take_down", record.organ_id)
        actions.open_sealed(found.publication, "查看公开留痕", actor=request.actor, at=request.moment)
    return FileResponse(files.location(found.file).open("rb"), content_type="application/pdf")


@staff("records.see")
def captures(request: StaffRequest, pk: int) -> HttpResponse:
    """All that was kept of this address."""
    record = visible(request, pk)
    return render(request, "records/captures.html", {
        "title": "公开留痕", "crumbs": [*CRUMBS, (record.title[:30], record.url)], "record": record, "captures": record.captures.select_related("publication"),
        "certificates": record.certificates.all(),
    })  # fmt: skip
