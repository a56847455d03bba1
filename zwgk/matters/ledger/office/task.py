"""One task: every unit's share of it, limits, targets, summaries, the superior clause."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwgk.domain.errors import BadInput, Refusal
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import staff
from zwgk.matters.notices import queries as notices

from .. import queries
from ..actions import link_superior_clause, record_event, set_limit, summarise
from ..actions.limits import Reckoning
from ..forms import LimitForm, SummaryForm
from ..models import Duty, Limit, Task
from ..subjects import TASK
from .item import WHOLE
from .scope import visible


@staff("ledger.see")
def task_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The task with all duties that the person may see."""
    task = get_object_or_404(Task.objects.select_related("plan__notice", "clause", "superior__notice"), pk=pk)
    scope = visible(request)
    found = list(queries.items(task.plan, scope).filter(duty__task=task))
    lines = queries.lines(found, request.moment)
    counts = queries.target_counts(task)
    leads = {duty.organ_id: duty.organ for duty in task.duties.filter(part=Duty.Part.LEAD, ended="").select_related("organ")}
    superior = task.plan.notice.superior
    context = {
        "task": task,
        "whole": len(task.heading or task.text) <= WHOLE,
        "lines": lines,
        "standing": queries.standing(lines),
        "targets": [(target, counts.get(target.pk)) for target in task.targets.all()],
        "limits": task.limits.all(),
        "limit_form": LimitForm(),
        "summaries": task.summaries.select_related("organ"),
        "summary_form": SummaryForm(),
        "own_leads": [organ for organ in leads.values() if request.actor.may("ledger.summarise", organ.pk)],
        "can_edit": request.actor.may("ledger.edit_plan"),
        "superior_clauses": notices.tasks(superior) if superior and request.actor.may("ledger.edit_plan") else [],
        "facts": journal.of_subject(TASK, task.pk)[:30],
        "crumbs": [("台账", "/office/ledger/"), (task.plan.title, f"/office/ledger/plans/{task.plan_id}/")],
    }
    return render(request, "ledger/task.html", context)


@staff("ledger.edit_plan")
@require_POST
def limit_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how a phrase of time is reckoned, or that its event has happened."""
    limit = get_object_or_404(Limit.objects.select_related("task__plan__notice"), pk=pk)
    form = LimitForm(request.POST)
    try:
        if not form.is_valid():
            raise BadInput("日期或周期填写有误。", remedy="日期按 2026-11-23 的样式填写。")
        data = form.cleaned_data
        if data["happened_on"]:
            count = record_event(limit, data["happened_on"], actor=request.actor, at=request.moment)
        else:
            count = set_limit(limit, Reckoning(data["due_on"], data["frequency"], data["min_count"]), actor=request.actor, at=request.moment)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"时限已设定，生成 {count} 件办理事项。")
    return redirect("ledger:task", limit.task_id)


@staff("ledger.summarise")
@require_POST
def summary_view(request: HttpRequest, pk: int) -> HttpResponse:
    """The lead unit's summing-up."""
    task = get_object_or_404(Task, pk=pk)
    organ = organs.living(request.day).filter(pk=request.POST.get("organ") or 0).first()
    try:
        if organ is None:
            raise BadInput("请选择牵头单位。")
        summarise(task, organ, request.POST.get("text", ""), actor=request.actor, at=request.moment)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "汇总已提交。")
    return redirect("ledger:task", pk)


@staff("ledger.edit_plan")
@require_POST
def link_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the superior clause, or say that the task is the county's own."""
    task = get_object_or_404(Task.objects.select_related("plan__notice__superior"), pk=pk)
    chosen = request.POST.get("clause", "")
    superior = task.plan.notice.superior
    clause = notices.tasks(superior).filter(pk=chosen).first() if superior and chosen.isdecimal() else None
    link_superior_clause(task, clause, actor=request.actor, at=request.moment)
    messages.success(request, "已保存对应关系。")
    return redirect(request.POST.get("back") or f"/office/ledger/tasks/{pk}/")
