"""The register with filters, a batch, writing a letter or a batch of letters."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from zwgk.foundation.files import queries as files
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.letters import actions, forms, queries
from zwgk.matters.letters.models import Letter, State

PER_PAGE = 50
CRUMBS = [("文书", "/office/letters/")]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = [
    ("文号", 26), ("文种", 10), ("标题", 44), ("主送", 24), ("成文日期", 12), ("状态", 10), ("事由", 30), ("拟稿人", 12), ("印发人", 12),
    ("签收", 24), ("作废原因", 24),
]  # fmt: skip


@staff("letters.see")
def letters(request: StaffRequest) -> HttpResponse:
    """Newest first; whoever sits in an organ sees what was issued to it."""
    wanted = _wanted(request)
    found = queries.filtered(queries.listed(request.actor), wanted)
    page = Paginator(found.prefetch_related("receipts"), PER_PAGE).get_page(request.GET.get("page"))
    visible = queries.listed(request.actor)
    return render(request, "letters/list.html", {
        "title": "文书", "page": page, "rows": page.object_list, "wanted": wanted, "kinds": [kind for kind in queries.kinds().values() if not kind.personal],
        "states": State.choices, "organs": organs.every_organ().filter(letters_received__in=visible).distinct(),
        "asking": [kind.id for kind in queries.kinds().values() if kind.receipt], "query": request.GET.urlencode(),
        "may_prepare": request.actor.may("letters.prepare"), "may_issue": request.actor.may("letters.issue"),
        "may_set": bool(queries.kinds_for(request.actor, "set_template")),
    })  # fmt: skip


@staff("letters.prepare")
def new(request: StaffRequest) -> HttpResponse:
    """Choose the kind, fill in its elements, choose one or many units."""
    kinds = {kind.id: kind for kind in queries.kinds().values() if not kind.topic}
    kind = kinds.get(request.GET.get("kind", ""))
    if kind is None:
        return render(request, "letters/choose.html", {"title": "起草文书", "crumbs": CRUMBS, "kinds": kinds.values()})
    form = forms.DraftForm(kind, request.POST or None, initial={**request.GET.dict(), "organs": request.GET.getlist("organs")})
    if form.is_valid():
        made = attempt(form, lambda: _prepared(request, form))
        if made:
            return redirect(made[0].url if len(made) == 1 else reverse("letters:batch", args=[made[0].batch]))
    lead = f"签发：{kind.signer}。依据：{kind.basis}。"
    values = {"title": f"起草{kind.title}", "crumbs": CRUMBS, "form": form, "back": reverse("letters:list"), "submit": "保存草稿", "lead": lead}
    return render(request, "organs/form.html", values)


def _prepared(request: StaffRequest, form: forms.DraftForm) -> list[Letter]:
    to: list[Organ | None] = list(form.cleaned_data["organs"]) or [None]
    ours, sealed = own_organ(request), form.cleaned_data["with_seal"]
    drafts = [actions.Draft(form.kind.id, ours, form.values(), each, with_seal=sealed) for each in to]
    if len(drafts) == 1:
        return [actions.prepare(drafts[0], actor=request.actor, at=request.moment)]
    return actions.prepare_many(drafts, actor=request.actor, at=request.moment)


@staff("letters.see")
def export(request: StaffRequest) -> HttpResponse:
    """The register as filtered, as .xlsx."""
    found = queries.filtered(queries.listed(request.actor), _wanted(request)).prefetch_related("receipts")
    note = f"导出时间：{request.day}　导出人：{request.actor.name}"
    return download(files.workbook("文书登记簿", COLUMNS, (_row(each) for each in found), note), f"文书登记簿{request.day}.xlsx", XLSX)


def _row(letter: Letter) -> list[Any]:
    signed = "；".join(f"{each.received_on} {each.received_by}" for each in letter.receipts.all())
    return [
        letter.number, letter.kind_title, letter.title, letter.addressee, letter.dated, letter.get_state_display(), letter.subject_title,
        letter.prepared_by, letter.issued_by, signed, letter.void_reason,
    ]  # fmt: skip


def _wanted(request: HttpRequest) -> queries.Wanted:
    given = request.GET
    year, organ = given.get("year", ""), given.get("organ", "")
    return queries.Wanted(
        kind=given.get("kind", ""), state=given.get("state", ""), year=int(year) if year.isdecimal() and len(year) == 4 else None,
        organ_id=int(organ) if organ.isdecimal() and len(organ) < 16 else None, receipt=given.get("receipt", ""),
        batch=given.get("batch", ""), text=given.get("q", "").strip(),
    )  # fmt: skip


def own_organ(request: StaffRequest) -> Organ:
    """The organ in whose name this person writes: the own one; the government's for the installer's account."""
    own = organs.existing().filter(pk=request.actor.organ_id).first() or organs.government()
    if own is None:
        raise Http404
    return own


def download(data: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response
