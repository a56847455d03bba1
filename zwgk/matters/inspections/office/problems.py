"""问题: the list with its filters; one problem with its place, its rule, its task; look again, dismiss."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zwgk.foundation.files.queries import workbook
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.catalogue import queries as catalogue
from zwgk.matters.findings import queries as findings
from zwgk.matters.findings.models import SUBJECT as FINDING
from zwgk.matters.inspections import actions, forms, queries, rules
from zwgk.matters.inspections.models import SUBJECT, Problem

from .frame import CRUMBS, figures_of, handed, number, tabs

PER_PAGE = 50
COUNTED = {"found": "新发现", "mended": "已修复", "open": "待修复", "late": "超过期限", "dismissed": "不是问题"}  # of a month
HEADS = [
    ("单位", 18), ("栏目", 20), ("类别", 14), ("规则", 18), ("程度", 8), ("问题", 50), ("位置", 40), ("页面", 40), ("怎么改", 40), ("状态", 10), ("发现", 16), ("结束", 16), ("任务编号", 14), ("理由", 30),
]  # fmt: skip


@staff("inspections.see")
def problems(request: StaffRequest) -> HttpResponse:
    """What is open first; whoever keeps columns may narrow it to the own ones."""
    wanted = _wanted(request)
    visible = queries.visible_to(request.actor)
    found = queries.filtered(visible, wanted, request.actor.person_id, request.day)
    if request.GET.get("export"):
        request.actor.require("inspections.export")
        return handed(workbook("栏目检查问题", HEADS, map(_row, queries.problem_rows(found)), f"导出时间：{request.day}"), f"栏目检查问题{request.day}.xlsx")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    last = queries.runs().first()
    query = request.GET.copy()
    query.pop("page", None)
    return render(request, "inspections/list.html", {
        "title": "栏目检查", "tabs": tabs("list"), "page": page, "rows": queries.problem_rows(page), "wanted": wanted, "last": last, "query": query.urlencode(), "month": request.GET.get("month", ""), "counted": COUNTED.get(wanted.part, ""),
        "groups": rules.GROUPS.items(), "states": Problem.State.choices, "organs": organs.every_organ().filter(pk__in=visible.order_by().values("organ_id")),
        "mine": queries.open_count_of(request.actor, request.day), "may_run": request.actor.may("inspections.run"),
    })  # fmt: skip


@staff("inspections.see")
def problem(request: StaffRequest, pk: int) -> HttpResponse:
    """The place, the rule, the remedy, the task, and what can be done."""
    shown = _visible(request, pk)
    known = rules.rule(shown.rule)
    keeper = catalogue.keeper_of(shown.column, request.day) if shown.column else None
    return render(request, "inspections/problem.html", {
        "title": known.title, "crumbs": CRUMBS, "problem": shown, "rule": known, "basis": rules.basis(known), "weight": rules.WEIGHTS[known.weight], "keeper": keeper,
        "group": rules.GROUPS.get(known.group, ""), "finding": shown.finding if findings.openable([shown.finding], request.actor) else None,
        "may_look": request.actor.may("inspections.look", shown.organ_id) and shown.state == Problem.State.OPEN, "may_dismiss": request.actor.may("inspections.dismiss", shown.organ_id),
        "facts": journal.of_subject(FINDING, shown.finding_id)[:30] if shown.finding_id else journal.of_subject(SUBJECT, pk)[:30],
    })  # fmt: skip


@staff("inspections.look")
@require_POST
def look(request: StaffRequest, pk: int) -> HttpResponse:
    """Check this page now."""
    after = actions.look_now(_visible(request, pk), actor=request.actor, at=request.moment)
    if after.state == Problem.State.MENDED:
        messages.success(request, "已经复查：没有再发现这个问题，修复任务已销号。")
    else:
        messages.warning(request, "已经复查：这个问题还在。")
    return redirect(after.url)


@staff("inspections.dismiss")
def dismiss(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _visible(request, pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.dismiss(shown, form.cleaned_data["reason"], actor=request.actor, at=request.moment)):
        messages.success(request, "已认定不是问题，以后不再提出。")
        return redirect(shown.url)
    return render(request, "organs/form.html", {"title": "认定不是问题", "crumbs": [*CRUMBS, (rules.rule(shown.rule).title, shown.url)], "form": form, "back": shown.url, "submit": "认定", "lead": shown.what})


@staff("inspections.dismiss")
@require_POST
def again(request: StaffRequest, pk: int) -> HttpResponse:
    actions.ask_again(_visible(request, pk), actor=request.actor, at=request.moment)
    messages.success(request, "已恢复为待修复，今晚的检查会重新下达任务。")
    return redirect("inspections:problem", pk)


def _wanted(request: StaffRequest) -> queries.Wanted:
    given = request.GET
    state = given.get("state", "" if given.get("run") or given.get("month") else "open")
    among = figures_of(request).behind.get(given.get("part", ""), ()) if given.get("month") else None
    return queries.Wanted(
        state="" if state == "all" else state, group=given.get("group", ""), rule=given.get("rule", ""), organ_id=number(given.get("organ", "")),
        column_id=number(given.get("column", "")), text=given.get("q", "").strip(), mine=bool(given.get("mine")), run_id=number(given.get("run", "")), part=given.get("part", ""), among=among,
    )  # fmt: skip


def _visible(request: StaffRequest, pk: int) -> Problem:
    return get_object_or_404(queries.visible_to(request.actor).select_related("page"), pk=pk)


def _row(row: queries.problems.Row) -> list[object]:
    each = row.problem
    return [
        each.organ.label, each.column.title if each.column else "", rules.GROUPS.get(row.rule.group, ""), row.rule.title, row.weight, each.what, each.where, each.address,
        each.mend or row.rule.mend, each.get_state_display(), each.found_at, each.ended_at, each.finding.number if each.finding else "", each.reason,
    ]  # fmt: skip
