"""Tables out: the task table in four formats, the trace to the superior document, the section for the annual report."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zwgk.domain.errors import Refusal
from zwgk.foundation.files import queries as files
from zwgk.foundation.organs.pages import staff
from zwgk.matters.notices import queries as notices

from .. import archive, paper, queries, sheets
from ..actions import print_ledger_task, propose_links
from ..models import Plan
from .plan import frame
from .scope import visible


@staff("ledger.export")
def export(request: HttpRequest, pk: int, what: str, form: str) -> HttpResponse:
    """`tasks` 任务分工表 or `ledger` 工作台账 as docx, xlsx or csv."""
    plan = get_object_or_404(queries.plans(), pk=pk)
    scope = visible(request)
    sheet = sheets.tasks(plan) if what == "tasks" else sheets.ledger(plan, scope, request.moment)
    data, media = sheets.write(sheet, form, filler=request.actor.name, day=request.day)
    name = f"{plan.title}-{'任务分工表' if what == 'tasks' else '工作台账'}.{form}"
    response = HttpResponse(data, content_type=media)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


@staff("ledger.export")
def print_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The ledger for the printer: `organ` one unit, `blank` to be filled in by hand. What takes long is handed to the worker."""
    plan = get_object_or_404(queries.plans(), pk=pk)
    scope, organ, blank = visible(request), request.GET.get("organ", ""), bool(request.GET.get("blank"))
    if organ.isdecimal() and len(organ) < 16:
        scope = [int(organ)] if scope is None or int(organ) in scope else []
    count = queries.items(plan, scope).count()
    if paper.DIRECT < count <= paper.MOST:
        return _print_later(request, plan, scope, count, blank)
    try:
        data = paper.ledger_pdf(plan, scope, blank=blank, filler=request.actor.name, at=request.moment)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("ledger:plan", pk)
    return _download(data, paper.name_of(plan, blank), "application/pdf")


def _print_later(request: HttpRequest, plan: Plan, scope: Iterable[int] | None, count: int, blank: bool) -> HttpResponse:
    """Says how much it is; the button orders it."""
    if request.method == "POST":
        print_ledger_task.enqueue(plan.pk, None if scope is None else sorted(scope), blank, request.actor.person_id)
        messages.success(request, "已交后台生成，可以离开这一页；完成后发站内消息，点开下载。")
        return redirect("ledger:plan", plan.pk)
    lead = f"共 {count} 件，约 {count // 5} 页，由后台生成，一般一两分钟；完成后发站内消息，点开下载。只要一个单位的，先在台账页选单位再打印，马上就有。"
    context = {"title": "打印空白表" if blank else "打印工作台账", "form": forms.Form(), "lead": lead, "submit": "后台生成", "back": f"/office/ledger/plans/{plan.pk}/"}
    return render(request, "organs/form.html", frame(plan) | context)


@staff("ledger.export")
def printed_view(request: HttpRequest, pk: int, file: int) -> FileResponse:
    """A print that the worker has made, for the one who ordered it."""
    prints = files.uploads_of(request.actor.person_id).filter(media_type="application/pdf", name__contains=paper.CALLED)
    found = get_object_or_404(prints, pk=file)
    return FileResponse(files.location(found).open("rb"), as_attachment=True, filename=found.name, content_type="application/pdf")


@staff("ledger.adopt")
def archive_view(request: HttpRequest, pk: int) -> HttpResponse:
    """归档文件目录 of the plan."""
    plan = get_object_or_404(queries.plans(), pk=pk)
    note = f"导出时间：{request.day}　导出人：{request.actor.name}"
    return _download(archive.catalogue(plan, note), f"{plan.title}-归档文件目录.xlsx", sheets.XLSX)


def _download(data: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


@staff("ledger.see")
def trace_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Superior clause ↔ local tasks, with the gaps on top."""
    plan = get_object_or_404(queries.plans(), pk=pk)
    if request.method == "POST":
        try:
            count = propose_links(plan, actor=request.actor, at=request.moment)
            messages.success(request, f"提出 {count} 条对应，请逐条确认。")
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        return redirect("ledger:trace", pk)
    superior = plan.notice.superior
    rows = queries.trace_matrix(plan)
    context = frame(plan) | {
        "superior": superior,
        "rows": rows,
        "gaps": [clause for clause, tasks in rows if not tasks],
        "own": plan.tasks.filter(superior__isnull=True, cancelled=""),
        "candidates": notices.all_notices().exclude(pk=plan.notice_id),
        "can_edit": request.actor.may("ledger.edit_plan"),
        "tab": "trace",
    }
    return render(request, "ledger/trace.html", context)


@staff("ledger.see")
def annual(request: HttpRequest, year: int) -> HttpResponse:
    """Text and evidence of all plan tasks of a year, for the annual report."""
    scope = visible(request)
    sections = queries.annual_sections(year, scope, request.moment)
    return render(request, "ledger/annual.html", {"year": year, "sections": sections, "crumbs": [("台账", "/office/ledger/")]})
