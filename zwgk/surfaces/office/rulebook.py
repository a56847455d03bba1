"""The rulebook 规则库: every limit with its values and articles, a trial computation, local values by two people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.contrib import messages as told
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from zwgk.domain.deadlines import Due, compute
from zwgk.domain.deadlines.notes import length
from zwgk.domain.errors import Refusal
from zwgk.domain.workdays import weekday
from zwgk.foundation.organs.pages import StaffRequest, staff
from zwgk.foundation.rulebook import actions, queries
from zwgk.law import DatedValue, DeadlineRule, Direction, Status

from .forms import ValueForm

MEANS = {
    Direction.WITHIN: "须在期限内办理",
    Direction.AT_LEAST: "不少于",
    Direction.BEFORE_EVENT: "须提前",
    Direction.BY_DATE: "每年固定日期",
    Direction.KEEP_AT_LEAST: "至少保存",
    Direction.WINDOW: "期间",
}
LAYERS = {"national": "国家规定", "office": "本单位设定"}


@dataclass(frozen=True, slots=True)
class Line:
    """A rule as a row."""

    rule: DeadlineRule
    value: DatedValue | None
    shown: str
    unverified: bool
    local: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One line of an explanation, as the component wants it."""

    text: str
    day: date | None = None
    counted: bool = False
    number: int | None = None
    basis: str = ""


@staff("rulebook.see")
def rulebook(request: StaffRequest) -> HttpResponse:
    law = queries.law()
    wanted, topic, unsure = request.GET.get("q", "").strip(), request.GET.get("topic", ""), request.GET.get("unverified", "")
    lines = [line_of(rule, request.day) for rule in sorted(law.deadlines.values(), key=lambda rule: (rule.topic, rule.code, rule.id))]
    found = [line for line in lines if _fits(line, wanted, topic, bool(unsure))]
    groups = [(name, list(rows)) for name, rows in groupby(found, key=lambda line: line.rule.topic)]
    topics = sorted({line.rule.topic for line in lines})
    values = {
        "title": "规则库", "groups": groups, "count": len(found), "topics": topics, "topic": topic, "q": wanted, "unsure": unsure,
        "proposals": [(type(row).__name__.lower(), row) for row in queries.proposals()], "set_here": queries.confirmed_values(), "version": law.version[:12],
        "may_confirm": request.actor.may("rulebook.confirm"), "all": len(lines), "unverified": sum(line.unverified for line in lines),
    }  # fmt: skip
    return render(request, "office/rulebook.html", values)


@staff("rulebook.see")
def rule(request: StaffRequest, name: str) -> HttpResponse:
    """One rule: its values, what stops and renews it, a trial, the form for a value of our own."""
    found = queries.rule(name)
    form = ValueForm(request.POST or None, initial={"since": request.day})
    if request.method == "POST" and form.is_valid() and _proposed(request, found, form):
        told.success(request, "已提出，等另一位同志对照原文确认后生效。")
        return redirect("office:rulebook")
    due, lines, wrong = _trial(found, request.GET.get("start", ""))
    values = [(value, length(value.value, found.unit), LAYERS.get(value.layer, value.layer)) for value in reversed(found.values)]
    crumbs = [("规则库", "/office/rulebook/"), (found.title, "")]
    line = line_of(found, request.day)
    values_of_page = {
        "title": found.title, "rule": found, "line": line, "values": values, "crumbs": crumbs, "form": form, "means": MEANS[found.direction],
        "due": due, "lines": lines, "wrong": wrong, "start": request.GET.get("start", ""), "may_propose": request.actor.may("rulebook.propose"),
    }  # fmt: skip
    return render(request, "office/rule.html", values_of_page)


@staff("rulebook.propose")
@require_POST
def decide(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    """Confirm or withdraw a proposal (or take back what counts)."""
    rows = [*queries.proposals(), *queries.confirmed_values(), *queries.confirmed_calendars()]
    row = next((row for row in rows if row.pk == pk and type(row).__name__.lower() == kind), None)
    if row is None:
        raise Http404
    if request.POST.get("do") == "confirm":
        actions.confirm(row, actor=request.actor, at=request.moment)
        told.success(request, "已确认，从现在起按它计算；受影响的在办时限会自动重算。")
    else:
        actions.withdraw(row, reason=request.POST.get("reason", ""), actor=request.actor, at=request.moment)
        told.success(request, "已撤回。")
    return redirect("office:rulebook")


def line_of(found: DeadlineRule, day: date) -> Line:
    value = found.value_on(day)
    shown = found.said if value is None or value.value is None else length(value.value, found.unit)
    return Line(found, value, shown or "未定数字", found.status is Status.UNVERIFIED, bool(value and value.layer != "national"))


def _fits(line: Line, wanted: str, topic: str, unsure: bool) -> bool:
    text = f"{line.rule.title}{line.rule.code}{line.rule.trigger}{line.rule.actor}{line.value.reference if line.value else ''}"
    return (not topic or line.rule.topic == topic) and (not unsure or line.unverified) and all(word in text for word in wanted.split())


def _trial(found: DeadlineRule, typed: str) -> tuple[Due | None, list[Said], str]:
    """When it would be due for an event on that day."""
    if not typed:
        return None, [], ""
    try:
        due = compute(found, date.fromisoformat(typed), calendar=queries.calendar())
    except ValueError:
        return None, [], "请填写日期，例如 2026-11-23。"
    except Refusal as refusal:
        return None, [], refusal.sentence
    days = [
        Said(f"{note.day} {weekday(note.day)} {note.reason}", note.day, note.counted, note.number, note.basis) for note in due.days
    ]
    lines = [Said(step) for step in due.steps] + [Said(due.result())] + [Said(f"注意：{warning}") for warning in due.warnings]
    return due, lines + days, ""


def _proposed(request: StaffRequest, found: DeadlineRule, form: ValueForm) -> bool:
    try:
        actions.propose_value(found.id, **form.cleaned_data, actor=request.actor, at=request.moment)
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return False
    return True
