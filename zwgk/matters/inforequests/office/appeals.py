"""复议 and 诉讼: the register, one of them with its limits, its course and its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

from .. import queries
from ..actions import appeals as actions
from ..forms import after as forms
from ..models import APPEAL, Appeal
from ..queries import after

PER_PAGE = 50
CRUMBS = [("依申请公开", "/office/requests/")]
HERE = [*CRUMBS, ("复议和诉讼", "/office/requests/appeals/")]


@staff("inforequests.see")
def register(request: StaffRequest) -> HttpResponse:
    """All of them, pending first; each with its running limit."""
    found = after.appeals_visible(request.actor)
    state = request.GET.get("state", "pending")
    wanted = {"pending": {"result": Appeal.Result.PENDING}, "closed": {"closed_on__isnull": False}}.get(state, {})
    page = Paginator(found.filter(**wanted), PER_PAGE).get_page(request.GET.get("page"))
    running = {clock.subject_id: clock for clock in clocks.of_subjects(APPEAL, [one.pk for one in page]) if clock.state in ("running", "suspended")}
    lights = clocks.lights(running.values(), request.moment)
    rows = [(one, lights.get(running[str(one.pk)].pk) if str(one.pk) in running else None) for one in page]
    tabs = [(label, f"?state={value}", state == value, None) for value, label in (("pending", "没有审结"), ("closed", "已审结"), ("all", "全部"))]
    return render(request, "inforequests/appeals.html", {"title": "复议和诉讼", "crumbs": CRUMBS, "page": page, "rows": rows, "tabs": tabs})


@staff("inforequests.appeal")
def new(request: StaffRequest, pk: int) -> HttpResponse:
    """Register one about a case."""
    case = get_object_or_404(queries.visible_to(request.actor), pk=pk)
    form = forms.AppealForm(request.POST or None, initial={"received_on": request.day})
    if form.is_valid():
        wanted = actions.NewAppeal(**form.cleaned_data)
        made = attempt(form, lambda: actions.register_appeal(case, wanted, actor=request.actor, at=request.moment))
        if made:
            messages.success(request, "已登记，答复期限开始计算。")
            return redirect(made.url)
    lead = f"{case.number}　{case.title}"
    return _form(request, form, "登记复议或者诉讼", case.url, "登记", lead=lead)


@staff("inforequests.see")
def appeal(request: StaffRequest, pk: int) -> HttpResponse:
    """Head, limits with their days, course, what may be done, what comes next."""
    shown = _visible(request, pk)
    running = list(clocks.of_subject(APPEAL, pk))
    lights = clocks.lights(running, request.moment)
    return render(request, "inforequests/appeal.html", {
        "title": f"{shown.get_kind_display()}{shown.number}", "crumbs": HERE, "appeal": shown, "summary": actions.procedure_of(shown) == actions.SUMMARY, "ahead": after.ahead(shown),
        "clocks": [(clock, lights.get(clock.pk), clocks.explain(clock)) for clock in running], "steps": _steps(request, shown),
        "again": shown.case.reopenings.all() if shown.case else (),
    })  # fmt: skip


@staff("inforequests.appeal")
def hand_in(request: StaffRequest, pk: int) -> HttpResponse:
    """答复 or 答辩 with evidence."""
    return _step(request, _visible(request, pk), forms.HandInForm, actions.answer_appeal, "提交答复（答辩）和证据", "已登记提交答复和证据。")


@staff("inforequests.appeal")
def note(request: StaffRequest, pk: int) -> HttpResponse:
    """Something on the way."""
    return _step(request, _visible(request, pk), forms.NoteForm, actions.note_appeal, "登记经过", "已登记。")


@staff("inforequests.appeal")
def turn(request: StaffRequest, pk: int) -> HttpResponse:
    """简易 → 普通."""
    shown = _visible(request, pk)
    lead = "复议由复议机构决定转换（《中华人民共和国行政复议法》第五十五条）。答复期限改按普通程序的10个工作日，仍自收到副本的次日起算；通知另定期限的，以通知为准。"
    lead = lead if shown.kind == Appeal.Kind.RECONSIDERATION else ""
    return _step(request, shown, forms.TurnForm, actions.turn_appeal, "转为普通程序", "已转为普通程序，期限重新列出。", lead)


@staff("inforequests.appeal")
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """The result; ordered to act again, it leads to the new case."""
    shown = _visible(request, pk)
    form = forms.ClosingForm(request.POST or None, initial={"on": request.day})
    if form.is_valid():
        wanted, made = actions.Closing(**form.cleaned_data), []
        if attempt(form, lambda: made.append(actions.close_appeal(shown, wanted, actor=request.actor, at=request.moment)) or True):
            if made[0] is None:
                return _done(request, shown, "已登记审结。")
            messages.success(request, f"已登记审结；重新答复立为{made[0].number}，期限自次日起算。")
            return redirect(made[0].url)
    return _form(request, form, "登记审结", shown.url, "审结")


def _steps(request: StaffRequest, shown: Appeal) -> list[tuple[str, str]]:
    if not request.actor.may("inforequests.appeal", shown.organ_id):
        return []
    known = {one["kind"] for one in shown.events}
    found = [("appeal_note", "登记经过")]
    if shown.result == Appeal.Result.PENDING:
        hand_in_too = [] if "answered" in known else [("appeal_hand_in", "提交答复和证据")]
        turn_too = [("appeal_turn", "转为普通程序")] if actions.procedure_of(shown) == actions.SUMMARY else []
        found = [*hand_in_too, *found, *turn_too, ("appeal_close", "登记审结")]
    return found


def _visible(request: StaffRequest, pk: int) -> Appeal:
    return get_object_or_404(after.appeals_visible(request.actor), pk=pk)


def _step(request: StaffRequest, shown: Appeal, asks: type[Form], act: Callable[..., Appeal], title: str, said: str, lead: str = "") -> HttpResponse:
    """One step whose form asks what its verb takes."""
    form = asks(request.POST or None, initial={"on": request.day})
    if form.is_valid() and attempt(form, lambda: act(shown, **form.cleaned_data, actor=request.actor, at=request.moment)):
        return _done(request, shown, said)
    return _form(request, form, title, shown.url, "登记", lead=lead)


def _form(request: StaffRequest, form: Any, title: str, back: str, submit: str, **more: Any) -> HttpResponse:
    return render(request, "organs/form.html", {"title": title, "crumbs": HERE, "form": form, "back": back, "submit": submit, **more})


def _done(request: StaffRequest, shown: Appeal, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(shown.url)
