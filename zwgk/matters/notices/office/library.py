"""List of received documents, upload, the original file, the register of basis documents."""

from __future__ import annotations

from urllib.parse import quote

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zwgk.domain.errors import Refusal
from zwgk.foundation.files import queries as files
from zwgk.foundation.organs.pages import staff

from .. import queries
from ..actions import receive
from ..models import Notice

STEPS = ("上传来文", "核对", "对应单位", "分解下发")
HEAVY = ("lines", "warnings", "repairs", "fields", "contacts", "notes")  # the text itself: a list does not need it
CRUMBS = [("来文", "/office/notices/")]


@staff("notices.see")
def index(request: HttpRequest) -> HttpResponse:
    """Documents, newest first, found by title or number."""
    rows = queries.all_notices().defer(*HEAVY).order_by("-received_at", "-pk")  # counting drops the order of the model
    words, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(doc_number__icontains=words) | Q(annex_title__icontains=words) | Q(issuing_organ__icontains=words))
    if state in Notice.State.values:
        rows = rows.filter(state=state)
    page = Paginator(rows, 30).get_page(request.GET.get("page"))
    return render(request, "notices/index.html", {"page": page, "q": words, "state": state, "states": Notice.State.choices[:2], "title": "来文", "may_receive": request.actor.may("notices.receive")})


@staff("notices.receive")
def upload(request: HttpRequest) -> HttpResponse:
    """Take one or several files; one file leads straight to its check page."""
    refusals, done = [], []
    if request.method == "POST":
        for file in request.FILES.getlist("file"):
            try:
                done.append(receive(file.read(), file.name, actor=request.actor, at=request.moment))
            except Refusal as refusal:
                refusals.append((file.name, refusal))
        if len(done) == 1 and not refusals:
            return redirect("notices:review", done[0].pk)
    not_chosen = request.method == "POST" and not done and not refusals
    context = {"not_chosen": not_chosen, "refusals": refusals, "done": done, "crumbs": CRUMBS, "steps": STEPS}
    return render(request, "notices/upload.html", context, status=400 if (refusals and not done) or not_chosen else 200)


@staff("notices.see")
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes as they came in, as a download."""
    notice = get_object_or_404(Notice.objects.select_related("file"), pk=pk)
    response = FileResponse(files.location(notice.file).open("rb"), content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(notice.file.name)}"
    return response


@staff("notices.see")
def basis(request: HttpRequest) -> HttpResponse:
    """Every basis document with those that cite it; contradicting numbers on top."""
    words = request.GET.get("q", "").strip()
    rows = queries.basis_register()
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(number__icontains=words))
    page = Paginator(rows.prefetch_related("citations__notice"), 50).get_page(request.GET.get("page"))
    return render(request, "notices/basis.html", {"page": page, "q": words, "conflicts": queries.basis_conflicts(), "crumbs": CRUMBS})
