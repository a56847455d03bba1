"""线下签批: the printed sheet, the signed one that comes back, its scan."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from zwgk.foundation.files import queries as files
from zwgk.foundation.organs.pages import StaffRequest, attempt, second_factor, staff
from zwgk.matters.reviews import actions, forms, queries, sheet

from .shared import crumbs_of, done, download, visible

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@staff("reviews.see")
def print_sheet(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    """《信息发布审批表》 of the version as it is now."""
    shown = visible(request, pk)
    said = sheet.sheet(shown, request.build_absolute_uri(f"{shown.address}?v={shown.code}"), request.moment)
    name = f"信息发布审批表{shown.pk}-{shown.code}"
    if form == "docx":
        return download(sheet.docx(said), f"{name}.docx", DOCX)
    return download(sheet.pdf(said), f"{name}.pdf", "application/pdf", inline=True)


@staff("reviews.register_paper")
@second_factor
def register_paper(request: StaffRequest, pk: int) -> HttpResponse:
    """Enter who signed what, in the order of the steps, with the scan."""
    shown = visible(request, pk)
    steps = [line.step for line in queries.course(shown) if line.taken is None]
    form = forms.PaperForm(shown, steps, request.day, request.POST or None, request.FILES or None)
    if form.is_valid():
        after = attempt(form, lambda: actions.register_paper(shown, form.paper(), actor=request.actor, at=request.moment))
        if after:
            return done(request, f"已登记线下签批，现在{after.get_state_display()}。", after.address)
    values = {"title": f"登记线下签批：{shown.title}", "crumbs": crumbs_of(shown), "review": shown, "form": form, "groups": _groups(form)}
    return render(request, "reviews/paper.html", values)


def _groups(form: forms.PaperForm) -> list[tuple[str, list[object]]]:
    """The fields of each step together."""
    return [(step.title, [form[f"{name}_{step.id}"] for name in ("person", "signed_on", "opinion")]) for step in form.steps]


@staff("reviews.see")
def scan(request: StaffRequest, pk: int, step: int) -> FileResponse:
    """The signed sheet as it was uploaded."""
    row = visible(request, pk).steps.filter(pk=step, scan__isnull=False).select_related("scan").first()
    if row is None or row.scan is None:
        raise Http404
    response = FileResponse(files.location(row.scan).open("rb"), content_type=row.scan.media_type)
    response["Content-Disposition"] = content_disposition_header(True, row.scan.name)
    return response
