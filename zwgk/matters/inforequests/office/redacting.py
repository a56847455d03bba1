"""涂黑: words, proposals of the screening and boxes drawn on the page; a look at the result before it is kept."""

from __future__ import annotations

import base64

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zwgk.domain.errors import BadInput
from zwgk.foundation.files import queries as files
from zwgk.foundation.files import redaction
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

from .. import actions, queries
from ..forms.letters import OriginalForm, RedactForm
from ..models import Case, Paper

CRUMBS = [("依申请公开", "/office/requests/")]
LOOKED_AT = 6  # pages of a look before keeping


@staff("inforequests.draft")
def original(request: StaffRequest, pk: int) -> HttpResponse:
    """A file that is to be burnt out comes in."""
    case = _case(request, pk)
    form = OriginalForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        kept = form.cleaned_data["files"].take(actor=request.actor, at=request.moment)
        made = attempt(form, lambda: actions.keep_original(case, form.cleaned_data["title"], kept[0], actor=request.actor, at=request.moment))
        if made:
            return redirect("inforequests:redact", case.pk, made.pk)
    values = {"title": "放入要涂黑的文件", "crumbs": [*CRUMBS, (case.number, case.url)], "form": form, "back": case.url, "submit": "放入，去涂黑"}
    return render(request, "organs/form.html", values)


@staff("inforequests.draft")
def redact(request: StaffRequest, pk: int, paper: int) -> HttpResponse:
    """Mark, look, keep."""
    shown = _paper(request, pk, paper)
    data, name = files.content(shown.file), shown.file.name
    values = {"title": f"涂黑：{shown.title}", "crumbs": [*CRUMBS, (shown.case.number, shown.case.url)], "paper": shown, "case": shown.case}
    try:
        told, proposals = redaction.pages(data, name), redaction.propose(data, name)
    except BadInput as refusal:
        return render(request, "inforequests/redact.html", {**values, "refused": refusal})
    form = RedactForm(proposals, request.POST or None)
    looks: list[tuple[int, str]] = []
    if form.is_valid():
        if "look" in request.POST:
            looks = attempt(form, lambda: _looks(data, name, form)) or []
        elif copy := attempt(form, lambda: actions.redact_paper(shown, form.every_box, form.every_word, public=form.cleaned_data["public"], actor=request.actor, at=request.moment)):
            messages.success(request, f"已涂黑并核验，新文件“{copy.file.name}”已放入案卷材料。")
            return redirect(f"{shown.case.url}#papers")
    pages = [(number, reverse("inforequests:redact_page", args=[pk, paper, number])) for number in range(1, told.count + 1)]
    return render(request, "inforequests/redact.html", {**values, "form": form, "pages": pages, "looks": looks, "told": told})


@staff("inforequests.draft")
def page_picture(request: StaffRequest, pk: int, paper: int, number: int) -> HttpResponse:
    """One page as it is shown."""
    shown = _paper(request, pk, paper)
    try:
        drawn = redaction.picture(files.content(shown.file), shown.file.name, number, dpi=90)
    except BadInput:
        raise Http404
    return HttpResponse(drawn, content_type="image/png")


def _looks(data: bytes, name: str, form: RedactForm) -> list[tuple[int, str]]:
    """The first touched pages with everything black, inside this answer: no word stands in an address."""
    boxes = [*form.every_box, *redaction.find(data, name, form.every_word)]
    touched = sorted({box.page for box in boxes})
    if not touched:
        raise BadInput("没有找到要涂黑的地方。", field="words", remedy="请核对词的写法；扫描件里的词找不到，请在页面上框选。")
    return [(page, base64.b64encode(redaction.picture(data, name, page, boxes, dpi=80)).decode()) for page in touched[:LOOKED_AT]]


def _case(request: StaffRequest, pk: int) -> Case:
    case = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    request.actor.require("inforequests.draft", case.organ_id)
    return case


def _paper(request: StaffRequest, pk: int, paper: int) -> Paper:
    return get_object_or_404(_case(request, pk).papers.select_related("file", "case__organ"), pk=paper)
