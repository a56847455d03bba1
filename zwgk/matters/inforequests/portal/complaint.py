"""投诉、举报 on the portal: where one may complain, the form, the result by its code."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from zwgk.foundation.files.actions import keep
from zwgk.foundation.gate import queries as gate
from zwgk.foundation.gate.actions import note
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


@public
def complain(request: HttpRequest) -> HttpResponse:
    """Where and how, and the form; after sending, the code."""
    moment = timezone.now()
    organs = asking.askable(timezone.localdate(moment))
    visitor = visitor_of(request)
    more = {"organs": organs, "signed_in": visitor is not None}
    if "renew" in request.POST:  # another question; what was typed stays
        form = ComplainForm(initial=request.POST.dict(), **more)
    else:
        form = ComplainForm(request.POST or None, request.FILES or None, initial={"organ": request.GET.get("organ", ""), **(contacts_of(visitor) if visitor else {})}, **more)
    if form.is_valid():
        given = form.cleaned_data
        files = [keep(each.read(), each.name, actor=APPLICANT, at=moment) for each in given["files"] or ()]
        token = hashlib.sha256(f"complain:{given['mark']}".encode()).hexdigest()
        new = actions.NewComplaint(given["organ"], given["about"], given["text"], token, given["name"], given["phone"], given["email"], files)
        made = attempt(form, lambda: actions.complain(new, address_of(request), at=moment))
        if made is not None:
            if visitor is not None and given["account"]:
                actions.put_on_account(made, visitor, at=moment)
            return page(request, "complained", {"title": "已收到", "crumbs": [*HERE, ("已收到", "")], "complaint": made, "shown_code": gate.spaced(made.code)})
    return page(request, "complain", {
        "title": "投诉举报", "crumbs": [*CRUMBS, ("投诉举报", "")], "form": form, "question": form.question, "ways": complaints.ways(),
    }, status=400 if form.errors else 200)  # fmt: skip


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
