"""投诉、举报 on the portal: where one may complain, the form, the result by its code."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from zwgk.foundation.files import queries as stored
from zwgk.foundation.files.actions import keep
from zwgk.foundation.files.fields import MOST_FILES
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.gate import queries as gate
from zwgk.foundation.gate.actions import note, within
from zwgk.foundation.gate.pages import CodeForm, address_of
from zwgk.foundation.organs.pages import attempt, public
from zwgk.foundation.visitors.pages import visitor_of
from zwgk.foundation.visitors.queries import contacts_of

from .. import actions
from ..actions import limits
from ..actions.applying import APPLICANT
from ..forms.complaint import ComplainForm
from ..models import Complaint
from ..queries import asking, complaints
from .holding import CRUMBS, page

HERE = [*CRUMBS, ("投诉举报", "/requests/complain/")]


HELD = "inforequests.complaint.files"  # salt of the list of files that came with a form which could not be taken yet
HELD_SECONDS = 2 * 60 * 60


@public
def complain(request: HttpRequest) -> HttpResponse:
    """Where and how, and the form; after sending, the code. What was typed and chosen stays until it is taken."""
    moment, visitor = timezone.now(), visitor_of(request)
    more = {"organs": asking.askable(timezone.localdate(moment)), "signed_in": visitor is not None}
    form = ComplainForm(request.POST or None, request.FILES or None, initial={"organ": request.GET.get("organ", ""), **(contacts_of(visitor) if visitor else {})}, **more)
    files = _files(request, form, moment) if form.is_bound else []
    if "renew" in request.POST:  # another question
        form = ComplainForm(initial=request.POST.dict(), **more)
    elif form.is_valid():
        made = attempt(form, lambda: actions.complain(_new(form, files), address_of(request), at=moment))
        if made is not None:
            if visitor is not None and form.cleaned_data["account"]:
                actions.put_on_account(made, visitor, at=moment)
            return page(request, "complained", {"title": "已收到", "crumbs": [*HERE, ("已收到", "")], "complaint": made, "shown_code": gate.spaced(made.code)})
    return page(request, "complain", {
        "title": "投诉举报", "crumbs": [*CRUMBS, ("投诉举报", "")], "form": form, "question": form.question, "ways": complaints.ways(), "files": files,
        "held": signing.dumps([file.pk for file in files], salt=HELD) if files else "",
    }, status=400 if form.errors else 200)  # fmt: skip


def _new(form: ComplainForm, files: list[StoredFile]) -> actions.NewComplaint:
    given = form.cleaned_data
    token = hashlib.sha256(f"complain:{given['mark']}".encode()).hexdigest()
    return actions.NewComplaint(given["organ"], given["about"], given["text"], token, given["name"], given["phone"], given["email"], files)


def _files(request: HttpRequest, form: ComplainForm, moment: datetime) -> list[StoredFile]:
    """Those of an earlier try, and those that came now and passed."""
    try:
        known = signing.loads(request.POST.get("held", ""), salt=HELD, max_age=HELD_SECONDS)
    except signing.BadSignature:
        known = []
    earlier = list(stored.uploads_of(None).filter(pk__in=known).order_by("pk"))
    form.is_valid()  # so that files which passed are among the clean values
    fresh = form.cleaned_data.get("files") or ()
    if fresh and not within(limits.FILES_FROM_HERE, address_of(request), at=moment):
        form.add_error("files", limits.FILES_FROM_HERE.says)
        return earlier
    return [*earlier, *(keep(each.read(), each.name, actor=APPLICANT, at=moment) for each in fresh)][:MOST_FILES]


@public
def result(request: HttpRequest) -> HttpResponse:
    """What was found, for whoever has the code."""
    moment, address = timezone.now(), address_of(request)
    over = limits.MISSED.says if gate.count(limits.MISSED, address, at=moment) >= limits.MISSED.most else ""
    form, found = CodeForm(request.POST or None), None
    if request.method == "POST" and not over and form.is_valid():
        found = Complaint.objects.select_related("organ").filter(code=form.cleaned_data["code"]).first()
        if found is None:
            note(limits.MISSED, address, at=moment)
            form.add_error("code", "没有这个查询码，请对照提交后显示的查询码再填一次。")
    return page(request, "complaint", {
        "title": "投诉举报结果", "crumbs": [*HERE, ("查看结果", "")], "form": form, "found": found, "over": over, "visitor": visitor_of(request),
    })  # fmt: skip


@public
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Whoever shows the code puts the complaint on the own account."""
    form, visitor = CodeForm(request.POST), visitor_of(request)
    found = Complaint.objects.filter(code=form.cleaned_data["code"]).first() if visitor and form.is_valid() else None
    if visitor is None or found is None:
        return redirect("inforequests_public:complaint")
    actions.put_on_account(found, visitor, at=timezone.now())
    return redirect("portal:my")
