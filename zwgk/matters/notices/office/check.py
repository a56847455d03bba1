"""The check page: source on the left, what was read on the right, everything editable."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwgk.domain.errors import Refusal
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs.pages import staff

from .. import queries
from ..actions import accept_repair, change_clause, confirm, correct_field, refuse_repair
from ..actions.edit import FIELD_NAMES
from ..forms import FREQUENCIES, KINDS, UNITS, ClauseForm, RecordForm, deadlines_from
from ..models import Clause, Notice
from ..subjects import TYPE
from .library import HEAVY

MAX_SOURCE_LINES = 3000
MAX_WARNINGS = 50
ALSO_ASKED = {"addressees": "主送机关"}  # asked about, but kept in rows of their own
STEPS = ("上传来文", "核对", "对应单位", "分解下发")


@staff("notices.see")
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Source and reading side by side."""
    notice = get_object_or_404(Notice.objects.select_related("file", "supersedes", "superior"), pk=pk)
    clauses = list(notice.clauses.select_related("part"))
    context = _frame(notice) | {
        "source": notice.lines[:MAX_SOURCE_LINES],
        "warnings": notice.warnings[:MAX_WARNINGS],
        "more_warnings": max(0, len(notice.warnings) - MAX_WARNINGS),
        "source_cut": len(notice.lines) > MAX_SOURCE_LINES,
        "chapters": _by_chapter(clauses),
        "task_count": sum(clause.is_task for clause in clauses),
        "fields": _fields(notice),
        "missing": [FIELD_NAMES.get(name) or ALSO_ASKED.get(name, name) for name in notice.to_ask],
        "repairs": [(number, repair) for number, repair in enumerate(notice.repairs)],
        "citations": notice.citations.select_related("basis"),
        "facts": journal.of_subject(TYPE, notice.pk)[:30],
        **_rights(request.actor, notice),
        "steps": STEPS,
        "superiors": queries.all_notices().defer(*HEAVY).exclude(pk=pk).order_by("-received_at", "-pk"),
    }
    return render(request, "notices/review.html", context)


def _rights(actor: Actor, notice: Notice) -> dict[str, bool]:
    """Which doors of the page open for this person."""
    may_correct = actor.may("notices.correct")
    return {
        "may_correct": may_correct, "editable": may_correct and notice.state != Notice.State.SUPERSEDED, "may_approve": actor.may("notices.approve"),
        "may_deliver": actor.may("notices.deliver"), "may_adopt": actor.may("ledger.adopt"), "may_see_plan": actor.may("ledger.see"),
    }  # fmt: skip


@staff("notices.correct")
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit the record."""
    notice = get_object_or_404(Notice, pk=pk)
    form = RecordForm(request.POST or None, instance=Notice.objects.get(pk=pk))
    if request.method == "POST" and form.is_valid():
        try:
            for name in form.Meta.fields:
                value = form.cleaned_data[name]
                correct_field(notice, name, "" if value is None else str(value), actor=request.actor, at=request.moment)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, "已保存。")
            return redirect("notices:review", pk)
    return render(request, "notices/record.html", _frame(notice) | {"form": form, "sources": notice.fields})


@staff("notices.correct")
def clause(request: HttpRequest, pk: int, clause_pk: int) -> HttpResponse:
    """Edit one leaf; a refusal keeps everything typed."""
    row = get_object_or_404(Clause.objects.select_related("notice"), pk=clause_pk, notice_id=pk)
    start = {"is_task": row.is_task, "heading": row.heading, "text": row.text, "lead_units": "、".join(row.lead_units), "responsible_units": "、".join(row.responsible_units)}
    form = ClauseForm(request.POST if request.method == "POST" else None, initial=start)
    deadlines: list[dict[str, Any]] = row.deadlines
    if request.method == "POST" and form.is_valid():
        try:
            values = form.values() | {"deadlines": deadlines_from(request.POST, row.deadlines)}
            change_clause(row, values, seen=request.POST.get("seen", ""), actor=request.actor, at=request.moment)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, f"第 {row.path} 条已保存。")
            return redirect(f"/office/notices/{pk}/#c{row.pk}")
    context = _frame(row.notice) | {"row": row, "form": form, "deadlines": [*deadlines, {}], "kinds": KINDS, "units": UNITS, "frequencies": FREQUENCIES}
    return render(request, "notices/clause.html", context)


@staff("notices.correct")
@require_POST
def repair(request: HttpRequest, pk: int, index: int) -> HttpResponse:
    """Accept or refuse one proposed repair."""
    notice = get_object_or_404(Notice, pk=pk)
    verb = accept_repair if request.POST.get("accept") else refuse_repair
    verb(notice, index, actor=request.actor, at=request.moment)
    return redirect(f"/office/notices/{pk}/#repairs")


@staff("notices.correct")
@require_POST
def confirm_view(request: HttpRequest, pk: int) -> HttpResponse:
    """核对完成."""
    notice = get_object_or_404(Notice, pk=pk)
    try:
        confirm(notice, actor=request.actor, at=request.moment)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("notices:review", pk)
    messages.success(request, "核对完成。接下来把单位名称对应到本地单位，分解下发。")
    if notice.clauses.filter(is_task=True).exists():
        return redirect(f"/office/ledger/adopt/{pk}/")
    return redirect("notices:review", pk)


def _frame(notice: Notice) -> dict[str, Any]:
    crumbs = [("来文", "/office/notices/"), (notice.label, f"/office/notices/{notice.pk}/")]
    return {"notice": notice, "crumbs": crumbs}


def _fields(notice: Notice) -> list[dict[str, Any]]:
    """Rows of the record: name, value, raw text, place, how it was read."""
    rows = []
    for name, label in FIELD_NAMES.items():
        value, source = getattr(notice, name), notice.fields.get(name, {})
        if value or name in ("title", "doc_number", "issuing_organ", "signed_date"):
            raw = source.get("raw", "")
            rows.append({"label": label, "value": value, "raw": raw if str(raw) != str(value) else "", "line": source.get("line") or 0, "how": source.get("how", ""), "by": source.get("by", "")})
    return rows


def _by_chapter(clauses: list[Clause]) -> list[tuple[str, list[Clause]]]:
    groups: list[tuple[str, list[Clause]]] = []
    for row in clauses:
        chapter = " › ".join(row.ancestors) or row.part.title
        if not groups or groups[-1][0] != chapter:
            groups.append((chapter, []))
        groups[-1][1].append(row)
    return groups
