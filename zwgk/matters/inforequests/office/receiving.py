"""Receiving in the office: what came by hand, post, fax, mouth or mail; the register; the common counter; splitting."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from zwgk.foundation.files import queries as files
from zwgk.foundation.files.actions import keep, keep_sealed
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.pages import StaffRequest, attempt, second_factor, staff

from .. import actions, queries
from ..forms.receiving import ClerkForm, ForwardForm, SplitForm
from ..models import ApplicantKind, Case, Channel, Forwarding
from ..queries import asking

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CRUMBS = [("依申请公开", "/office/requests/")]
BOOK = [
    ("受理编号", 16), ("受理机关", 20), ("收到方式", 14), ("提交时间", 18), ("收到申请之日", 14), ("申请人类别", 12), ("申请人", 16), ("联系电话", 16),
    ("申请的信息", 44), ("状态", 10), ("承办股室", 14), ("办结日期", 12), ("上级平台编号", 18),
]  # fmt: skip


@staff("inforequests.receive")
def entry(request: StaffRequest) -> HttpResponse:
    """The clerk enters what came in; the common counter for several organs at once."""
    form = ClerkForm(request.POST or None, request.FILES or None, organs=_organs(request), initial={"arrived_on": request.day, "organs": [request.actor.organ_id]})
    token = request.POST.get("token") or secrets.token_urlsafe(24)
    if form.is_valid():
        made = attempt(form, lambda: _receive(request, form.cleaned_data, token))
        if made:
            messages.success(request, "已登记：" + "、".join(f"{each.organ.label}{each.number}" for each in made) + "。")
            return redirect("inforequests:taken", pk=made[0].pk)
    return render(request, "inforequests/receiving/entry.html", {"title": "登记收到的申请", "crumbs": CRUMBS, "form": form, "token": token}, status=400 if form.errors else 200)


def _receive(request: StaffRequest, given: dict[str, Any], token: str) -> list[Case]:
    """Files first, then one case per organ; each has its own token, so that a double click makes none twice."""
    actor, moment = request.actor, request.moment
    identity = [keep_sealed(each.read(), each.name, actor=actor, at=moment) for each in given["identity_file"]]
    scans = [("申请书、信封扫描件", keep(each.read(), each.name, actor=actor, at=moment)) for each in given["scans"]]
    asker = actions.Asker(
        given["applicant_kind"], given["applicant"], given["representative"], given["organisation_code"], given["identity_kind"],
        given["identity_number"], identity[0] if identity else None, given["phone"], given["email"], given["address"], given["postcode"], given["contact_ok"],
    )  # fmt: skip
    zone = organs.every_organ().filter(pk=actor.organ_id).first() if given["channel"] == Channel.ZONE else None
    return [
        actions.receive(
            actions.NewCase(
                organ, given["channel"], asker, given["title"], f"{token}-{organ.pk}"[-64:], given["description"], given["hint_number"], given["form"],
                given["delivery"], given["assistance"], given["note"], given["arrived_on"], given["confirmed_on"], scans, "", zone,
            ),
            actor=actor, at=moment,
        )
        for organ in given["organs"]
    ]  # fmt: skip


def _organs(request: StaffRequest) -> QuerySet[Organ]:
    """Where this person may receive; the common counter, for every organ that can be asked."""
    allowed = organs.reach(request.actor, "inforequests.receive")
    every = asking.askable(request.day)
    at_the_counter = any(grant.role == "clerk" for grant in request.actor.grants)
    return every if allowed is None or at_the_counter else every.filter(pk__in=allowed)


@staff("inforequests.receive")
def taken(request: StaffRequest, pk: int) -> HttpResponse:
    """The receipt for the applicant at the counter, and what looks like a repeat."""
    case = _handed_on_or_handled(request, pk)
    same = Case.objects.filter(submitted_at=case.submitted_at, applicant_key=case.applicant_key).select_related("organ")
    return render(request, "inforequests/receiving/taken.html", {
        "title": f"已登记{case.number}", "crumbs": CRUMBS, "case": case, "cases": same, "standing": queries.standing(case, request.day), "alike": queries.alike(case),
    })  # fmt: skip


@staff("inforequests.see")
def book(request: StaffRequest) -> HttpResponse:
    """登记簿: everything that came in, newest first, of a year, an organ, a channel."""
    rows, wanted = _book(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    return render(request, "inforequests/receiving/book.html", {
        "may_receive": request.actor.may("inforequests.receive"),
        "title": "申请登记簿", "crumbs": CRUMBS, "page": page, "wanted": wanted, "channels": Channel.choices, "kinds": ApplicantKind.choices,
        "organs": organs.every_organ().filter(inforequests__in=queries.visible_to(request.actor)).distinct(), "query": query.urlencode(),
        "years": range(request.day.year, request.day.year - 5, -1), "may_export": request.actor.may("inforequests.export"),
    })  # fmt: skip


@staff("inforequests.export")
@second_factor
def book_xlsx(request: StaffRequest) -> HttpResponse:
    """The register as a workbook; it holds personal data, hence the second factor, and the export is journalled."""
    rows, _ = _book(request)
    lines = (
        (
            row.number, row.organ.name, row.get_channel_display(), row.submitted_at, row.received_on, row.get_applicant_kind_display(), row.applicant, row.phone,
            row.title, row.get_state_display(), row.section, row.finished_on, row.external_number,
        )
        for row in rows.iterator(chunk_size=500)
    )  # fmt: skip
    actions.note_export("申请登记簿", rows.count(), actor=request.actor, at=request.moment)
    data = files.workbook("政府信息公开申请登记簿", BOOK, lines, note="含申请人个人信息，只用于办理申请，注意保管。")
    return download(data, f"申请登记簿-{request.day}.xlsx")


def _book(request: HttpRequest) -> tuple[QuerySet[Case], queries.Wanted]:
    given = request.GET
    organ, year = given.get("organ", ""), given.get("year", "")
    wanted = queries.Wanted(organ_id=int(organ) if organ.isdecimal() else None, kind=given.get("kind", ""), channel=given.get("channel", ""), text=given.get("q", "").strip())
    rows = queries.filtered(queries.visible_to(request.actor), wanted).order_by("-id")  # type: ignore[attr-defined]
    if year.isascii() and year.isdecimal() and len(year) == 4:
        rows = rows.filter(submitted_at__year=int(year))
    return rows, wanted


@staff("inforequests.see")
def forwardings(request: StaffRequest) -> HttpResponse:
    """The log of the common counter: who handed what to whom, and whether it was taken over."""
    rows = queries.forwardings(request.actor)
    waiting = request.GET.get("waiting") == "1"
    page = Paginator(rows.filter(taken_over_at__isnull=True) if waiting else rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "inforequests/receiving/forwardings.html", {
        "may_receive": request.actor.may("inforequests.receive"), "title": "转送登记", "crumbs": CRUMBS, "page": page, "waiting": waiting, "open": rows.filter(taken_over_at__isnull=True).count(),
        "reach": organs.reach(request.actor, "inforequests.receive"),
    })  # fmt: skip


@staff("inforequests.receive")
@require_POST
def take_over(request: StaffRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Forwarding.objects.select_related("case"), pk=pk)
    actions.take_over(_handled(request, row.case_id), actor=request.actor, at=request.moment)
    messages.success(request, f"已接收{row.case.number}。")
    return redirect("inforequests:forwardings")


@staff("inforequests.receive")
def forward(request: StaffRequest, pk: int) -> HttpResponse:
    """The common counter hands it to another organ than it first chose."""
    case = _handed_on_or_handled(request, pk)
    form = ForwardForm(request.POST or None, organs=asking.askable(request.day).exclude(pk=case.organ_id))
    if form.is_valid():
        given = form.cleaned_data
        made = attempt(form, lambda: actions.forward(case, given["to"], given["reason"], actor=request.actor, at=request.moment))
        if made:
            messages.success(request, f"已改送{made.organ.label}，新编号{made.number}。")
            return redirect("inforequests:forwardings")
    return render(request, "inforequests/receiving/act.html", {
        "title": f"改送{case.number}", "crumbs": CRUMBS, "case": case, "form": form, "submit": "改送",
        "says": "只有集中受理点代收的申请可以改送。申请人直接向本机关提出的，不属于本机关负责公开的，应当答复并告知负责的机关（条例第三十六条第五项）。",
    })  # fmt: skip


@staff("inforequests.receive")
def split(request: StaffRequest, pk: int) -> HttpResponse:
    """一事一申请: one application with several matters becomes several; the applicant sees them."""
    case = _handled(request, pk)
    form = SplitForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        made = attempt(form, lambda: actions.split(case, given["parts"], given["reason"], actor=request.actor, at=request.moment))
        if made:
            messages.success(request, "已拆分为" + "、".join(each.number for each in made) + "，申请人在进度页可以看到。")
            return redirect(case.url)
    return render(request, "inforequests/receiving/act.html", {
        "title": f"拆分{case.number}", "crumbs": CRUMBS, "case": case, "form": form, "submit": "拆分",
        "says": "一份申请包含几件互相独立的事，可以按一事一申请拆成合理的最小单位（《政府信息公开信息处理费管理办法》第四条）。各件的收到申请之日不变，分别编号、分别答复。",
    })  # fmt: skip


def _handled(request: StaffRequest, pk: int) -> Case:
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


def _handed_on_or_handled(request: StaffRequest, pk: int) -> Case:
    """The common counter reaches what it took in, though another organ handles it."""
    row = queries.forwardings(request.actor).filter(case_id=pk).first()
    return row.case if row else _handled(request, pk)


def download(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response
