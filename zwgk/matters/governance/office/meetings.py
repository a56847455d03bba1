"""Meetings that heard the work: the count over the county, entering one, the required number, the minutes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from zwgk.foundation.files import queries as files
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.findings.actions import Upload
from zwgk.matters.governance import actions, forms, queries
from zwgk.matters.governance.models import Meeting, MeetingKind

from .frame import CRUMBS, in_reach, own_organs, sheet, show_form, tabs, year_of

COLUMNS = [("单位", 22), ("会议", 18), ("要求次数", 10), ("已听取", 8), ("日期和会次", 34), ("议定事项", 50), ("情况", 12)]
SAID = {"fine": "已完成", "later": "未到提醒时间", "soon": "尚未听取", "late": "全年未达到"}


@staff("governance.see")
def meetings(request: StaffRequest) -> HttpResponse:
    """Who has heard the work how often; who has none yet."""
    year = year_of(request)
    rows = queries.hearings(year, request.day, in_reach(request))
    only = request.GET.get("missing") == "1"
    short = [row for row in rows if row.lacking]
    return render(request, "governance/meetings.html", {
        "title": f"{year}年听取政务公开工作汇报", "crumbs": CRUMBS, "tabs": tabs("meetings"), "year": year, "rows": short if only else rows,
        "only": only, "said": SAID, "total": len(rows), "done": len(rows) - len(short), "warned": [row for row in rows if row.warned],
        "reminder": _reminder(year, rows), "targets": [queries.target_of(year, kind) for kind in MeetingKind.values],
        "may_enter": request.actor.may("governance.register"), "may_call": request.actor.may("governance.call"),
        "may_export": request.actor.may("governance.export"), "void": _voided(request, year),
    })  # fmt: skip


def _reminder(year: int, rows: list[queries.Hearing]) -> str:
    names = "、".join(row.organ.label for row in rows if row.warned)
    return f"【听取政务公开工作汇报】{year}年以下单位还没有登记：{names}。请安排会议并在平台登记日期、会次、议定事项和纪要。" if names else ""


def _voided(request: StaffRequest, year: int) -> list[Meeting]:
    found = Meeting.objects.filter(held_on__year=year, voided_at__isnull=False).select_related("organ")
    reach = in_reach(request)
    return list(found if reach is None else found.filter(organ_id__in=reach))


@staff("governance.register")
def new(request: StaffRequest) -> HttpResponse:
    asked = request.GET.get("organ", "")
    initial: dict[str, Any] = {"organ": asked, "kind": MeetingKind.LEADERSHIP, "topic": "听取政务公开工作汇报"}
    form = forms.MeetingForm(request.POST or None, request.FILES or None, initial=initial, organs=own_organs(request))
    if form.is_valid():
        values = dict(form.cleaned_data)
        sent = values.pop("minutes")
        minutes = Upload(sent.read(), sent.name) if sent else None
        wanted = actions.NewMeeting(**values)
        if attempt(form, lambda: actions.record_meeting(wanted, minutes=minutes, actor=request.actor, at=request.moment)):
            messages.success(request, "已登记。")
            return redirect(f"{reverse('governance:meetings')}?year={wanted.held_on.year}")
    return show_form(request, form, "登记听取汇报", reverse("governance:meetings"))


@staff("governance.call")
def target(request: StaffRequest) -> HttpResponse:
    form = forms.TargetForm(request.POST or None, initial={"year": request.day.year, "times": 1})
    department = queries.competent_departments().first()
    if form.is_valid() and department is None:
        form.add_error(None, "还没有登记主管部门，请先登记。")
    elif form.is_valid():
        wanted = actions.NewTarget(**form.cleaned_data)
        if attempt(form, lambda: actions.set_meeting_target(wanted, department.organ, actor=request.actor, at=request.moment)):
            messages.success(request, "已登记要求次数和依据。")
            return redirect(f"{reverse('governance:meetings')}?year={wanted.year}")
    lead = "按已下发的工作要点或文件登记；以前登记的保留，以最新一次为准。"
    return show_form(request, form, "听取汇报的要求次数", reverse("governance:meetings"), lead=lead)


@staff("governance.call")
@require_POST
def remind(request: StaffRequest) -> HttpResponse:
    year = year_of(request)
    asked = actions.remind_unheard(year, actor=request.actor, at=request.moment)
    messages.success(request, f"已提醒 {len(asked)} 个单位。")
    return redirect(f"{reverse('governance:meetings')}?year={year}")


@staff("governance.register")
def void(request: StaffRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    back = f"{reverse('governance:meetings')}?year={row.held_on.year}"
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.void_meeting(row, reason, actor=request.actor, at=request.moment)):
            return redirect(back)
    return show_form(request, form, f"作废登记：{row.organ.label}{row.number}", back, submit="作废", danger=True)


@staff("governance.see")
def minutes(request: StaffRequest, pk: int) -> FileResponse:
    """The minutes, for the organ and the competent department only; always a download."""
    row = _visible(request, pk)
    if row.minutes is None:
        raise Http404
    response = FileResponse(files.location(row.minutes).open("rb"), content_type=row.minutes.media_type)
    response["Content-Disposition"] = content_disposition_header(True, row.minutes.name)
    return response


def _visible(request: StaffRequest, pk: int) -> Meeting:
    row = get_object_or_404(Meeting.objects.select_related("organ", "minutes"), pk=pk)
    reach = in_reach(request)
    if reach is not None and row.organ_id not in reach:
        raise Http404
    return row


@staff("governance.export")
def export(request: StaffRequest) -> HttpResponse:
    year = year_of(request)
    rows = (_row(row) for row in queries.hearings(year, request.day))
    title = f"{year}年听取政务公开工作汇报情况"
    return sheet(files.workbook(title, COLUMNS, rows, f"截至{request.day}"), f"{title}.xlsx")


def _row(row: queries.Hearing) -> list[Any]:
    held = "；".join(f"{each.held_on}{each.number}" for each in row.meetings)
    decided = "；".join(each.decisions for each in row.meetings)
    return [row.organ.name, row.kind_label, row.target.times, len(row.meetings), held, decided, SAID[row.state]]
