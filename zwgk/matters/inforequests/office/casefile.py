"""The file of a case: what lies in it, what lacks, the bundle for the court, the list of evidence, the export for the archive."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from zwgk.foundation.organs.pages import StaffRequest, second_factor, staff

from .. import actions, casefile, queries
from ..models import WITHHELD, Case

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CRUMBS = [("依申请公开", "/office/requests/")]


@staff("inforequests.see")
def contents(request: StaffRequest, pk: int) -> HttpResponse:
    """The papers in order, and what is not there yet."""
    shown = _visible(request, pk)
    return render(request, "inforequests/casefile.html", {
        "title": "案卷", "crumbs": [*CRUMBS, (shown.number, shown.url)], "case": shown, "pieces": casefile.pieces(shown, request.moment),
        "missing": queries.missing_papers(shown), "kept_out": [row for row in shown.papers.all() if row.kind == WITHHELD],
        "may_export": request.actor.may("inforequests.export", shown.organ_id),
    })  # fmt: skip


@staff("inforequests.export")
@second_factor
def bundle(request: StaffRequest, pk: int) -> HttpResponse:
    """案卷.pdf: one file, every page numbered."""
    shown = _exported(request, pk, "案卷")
    return _sent(casefile.bound(shown, request.moment).pdf, f"案卷{shown.number}.pdf", "application/pdf")


@staff("inforequests.export")
@second_factor
def evidence(request: StaffRequest, pk: int, ending: str) -> HttpResponse:
    """《证据清单》 with the pages of the bundle."""
    shown = _exported(request, pk, "证据清单")
    done = casefile.bound(shown, request.moment)
    if ending == "docx":
        return _sent(casefile.evidence_docx(done, request.moment), f"证据清单{shown.number}.docx", DOCX)
    return _sent(casefile.evidence_pdf(done, request.moment), f"证据清单{shown.number}.pdf", "application/pdf")


@staff("inforequests.archive")
@second_factor
def archive(request: StaffRequest, pk: int) -> HttpResponse:
    """For the archive: everything, with digests and the FOI status."""
    shown = _exported(request, pk, "归档数据")
    return _sent(casefile.exported(shown, request.moment), f"归档{shown.number}.zip", "application/zip")


def _exported(request: StaffRequest, pk: int, what: str) -> Case:
    """The case; that its papers left the house is on record."""
    shown = _visible(request, pk)
    request.actor.require("inforequests.export", shown.organ_id)
    actions.note_file_export(shown, what, actor=request.actor, at=request.moment)
    return shown


def _visible(request: StaffRequest, pk: int) -> Case:
    return get_object_or_404(queries.visible_to(request.actor).prefetch_related("events", "papers__file", "consultations__file", "searches", "fees", "opinions__file"), pk=pk)


def _sent(data: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
