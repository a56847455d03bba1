"""投诉举报 in the office: the register of the competent department, and the verification."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zwgk.foundation.files import queries as files
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

from .. import actions
from ..forms.complaint import FindForm
from ..models import Complaint
from ..queries import complaints

PER_PAGE = 50
CRUMBS = [("依申请公开", "/office/requests/")]
HERE = [*CRUMBS, ("投诉举报", "/office/requests/complaints/")]


@staff("inforequests.complaints")
def register(request: StaffRequest) -> HttpResponse:
    """What waits, and what was found."""
    state = request.GET.get("state", Complaint.State.ARRIVED)
    found = complaints.visible_to(request.actor)
    page = Paginator(found if state == "all" else found.filter(state=state), PER_PAGE).get_page(request.GET.get("page"))
    tabs = [(label, f"?state={value}", state == value, None) for value, label in [*Complaint.State.choices, ("all", "全部")]]
    return render(request, "inforequests/complaints.html", {"title": "投诉举报", "crumbs": CRUMBS, "page": page, "tabs": tabs})


@staff("inforequests.complaints")
def complaint(request: StaffRequest, pk: int) -> HttpResponse:
    """The complaint, and the form for what was found."""
    shown = get_object_or_404(complaints.visible_to(request.actor), pk=pk)
    form = FindForm(request.POST or None)
    if form.is_valid():
        found = actions.Verified(**form.cleaned_data)
        if attempt(form, lambda: actions.verify_complaint(shown, found, actor=request.actor, at=request.moment)):
            messages.success(request, "核查结果已登记，反映人可以凭查询码查看。")
            return redirect(shown.url)
    waiting = shown.state == Complaint.State.ARRIVED
    return render(request, "inforequests/complaint.html", {"title": shown.number, "crumbs": HERE, "complaint": shown, "form": form if waiting else None})


@staff("inforequests.complaints")
def material(request: StaffRequest, pk: int, file: int) -> FileResponse:
    """A file that came with it, as a download."""
    shown = get_object_or_404(complaints.visible_to(request.actor), pk=pk)
    kept = get_object_or_404(shown.files, pk=file)
    return FileResponse(files.location(kept).open("rb"), as_attachment=True, filename=kept.name)
