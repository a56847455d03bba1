"""Staff pages: list with filters, one finding with its timeline, one form per verb, export."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.files import queries as files
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

from . import actions, forms, queries
from .models import SUBJECT, Attachment, Finding, Severity, State

PER_PAGE = 50
CRUMBS = [("问题", "/office/findings/")]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = [
    ("编号", 12), ("责任单位", 18), ("问题", 50), ("程度", 8), ("依据", 26), ("来源", 24), ("发现日期", 12), ("发现人", 14), ("状态", 10),
    ("交办单编号", 22), ("整改期限", 12), ("最近答复", 40), ("答复时间", 16), ("销号时间", 16), ("核验意见", 30),
]  # fmt: skip


@staff("findings.see")
def findings(request: StaffRequest) -> HttpResponse:
    """What is open first; whoever sits in an organ sees its own."""
    wanted = _wanted(request)
    visible = queries.visible_to(request.actor)
    count = queries.counts(visible)
    page = Paginator(queries.filtered(visible, wanted), PER_PAGE).get_page(request.GET.get("page"))
    lights = queries.lights_of(page, request.moment)
    query = request.GET.copy()
    tabs = [(label, _link(query, value), wanted.state == value, count.get(value)) for value, label in _tabs()]
    return render(request, "findings/list.html", {
        "title": "问题", "page": page, "rows": [(finding, lights.get(finding.pk)) for finding in page], "wanted": wanted, "tabs": tabs,
        "severities": Severity.choices, "organs": organs.every_organ().filter(findings__in=visible).distinct(), "query": query.urlencode(),
        "may_raise": request.actor.may("findings.raise"), "may_export": request.actor.may("findings.export"),
    })  # fmt: skip


@staff("findings.see")
def finding(request: StaffRequest, pk: int) -> HttpResponse:
    """The problem, the order with its clock, every round of answers, the journal, and the next lawful steps."""
    shown = _visible(request, pk)
    clock = queries.clock_of(shown)
    return render(request, "findings/finding.html", {
        "title": f"问题{shown.number}", "crumbs": CRUMBS, "finding": shown, "clock": clock, "light": clocks.light(clock, request.moment),
        "explained": clocks.explain(clock) if clock else [], "answers": shown.answers.prefetch_related("attachments__file"),
        "proofs": queries.proofs(shown), "facts": journal.of_subject(SUBJECT, pk)[:100], "steps": _steps(request, shown),
    })  # fmt: skip


@staff("findings.raise")
def new(request: StaffRequest) -> HttpResponse:
    initial = {"found_on": request.day, "organ": request.GET.get("organ"), "basis": request.GET.get("basis", "")}
    form = forms.RaiseForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        values = dict(form.cleaned_data)
        proofs = values.pop("proofs")
        wanted = actions.NewFinding(**values)
        made = attempt(form, lambda: actions.raise_finding(wanted, proofs=proofs, actor=request.actor, at=request.moment))
        if made:
            messages.success(request, f"已登记问题{made.number}。")
            return redirect(made.url)
    return _form(request, form, "登记问题", reverse("findings:list"), "登记")


@staff("findings.order")
def order(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _visible(request, pk)
    form = forms.OrderForm(request.POST or None)
    if form.is_valid():
        wanted = actions.Order(**form.cleaned_data)
        if attempt(form, lambda: actions.order_correction(shown, wanted, actor=request.actor, at=request.moment)):
            return _done(request, shown, "交办单已发出，开始计时。")
    return _form(request, form, f"交办整改：{shown.number}", shown.url, "交办", lead=shown.problem)


@staff("findings.answer")
def answer(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _visible(request, pk)
    form = forms.AnswerForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        said, evidence = form.cleaned_data["text"], form.cleaned_data["evidence"]
        if attempt(form, lambda: actions.answer(shown, said, evidence=evidence, actor=request.actor, at=request.moment)):
            return _done(request, shown, "已答复，等待核验。")
    return _form(request, form, f"答复整改情况：{shown.number}", shown.url, "提交答复", lead=shown.order_text or shown.problem)


@staff("findings.return")
def return_answer(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _visible(request, pk)
    form = forms.ReturnForm(request.POST or None)
    if form.is_valid():
        reason, due = form.cleaned_data["reason"], form.cleaned_data["new_due"]
        if attempt(form, lambda: actions.return_answer(shown, reason, new_due=due, actor=request.actor, at=request.moment)):
            return _done(request, shown, "已退回，继续计时。")
    return _form(request, form, f"退回答复：{shown.number}", shown.url, "退回")


@staff("findings.close")
def close(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _visible(request, pk)
    form = forms.CloseForm(request.POST or None)
    if form.is_valid():
        note = form.cleaned_data["note"]
        if attempt(form, lambda: actions.close(shown, note, actor=request.actor, at=request.moment)):
            return _done(request, shown, "已销号。")
    return _form(request, form, f"核验销号：{shown.number}", shown.url, "销号")


@staff("findings.withdraw")
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    shown = _visible(request, pk)
    form = forms.WithdrawForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.withdraw(shown, reason, actor=request.actor, at=request.moment)):
            return _done(request, shown, "已撤销。")
    return _form(request, form, f"撤销问题：{shown.number}", shown.url, "撤销", danger=True)


@staff("findings.see")
def attachment(request: StaffRequest, pk: int, file: int) -> FileResponse:
    """One file, for whoever may see the finding; always a download."""
    shown = get_object_or_404(Attachment.objects.select_related("file"), pk=file, finding=_visible(request, pk))
    response = FileResponse(files.location(shown.file).open("rb"), content_type=shown.file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, shown.file.name)
    return response


@staff("findings.export")
def export(request: StaffRequest) -> HttpResponse:
    """The list as filtered, as .xlsx."""
    found = queries.filtered(queries.visible_to(request.actor), _wanted(request)).prefetch_related("answers")
    book = files.workbook("政务公开问题清单", COLUMNS, (_row(each) for each in found), f"导出时间：{request.day}　导出人：{request.actor.name}")
    response = HttpResponse(book, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"政务公开问题清单{request.day}.xlsx")
    return response


def _row(each: Finding) -> list[Any]:
    last = list(each.answers.all())[-1:]
    return [
        each.number, each.organ.label, each.problem, each.get_severity_display(), each.basis, each.source_title, each.found_on, each.found_by,
        each.get_state_display(), each.order_number, each.order_due, last[0].text if last else "", last[0].answered_at if last else "",
        each.closed_at, each.closing_note,
    ]  # fmt: skip


def _tabs() -> list[tuple[str, str]]:
    return [("open", "未销号"), *((state.value, str(state.label)) for state in State), ("", "全部")]


def _link(query: Any, state: str) -> str:
    changed = query.copy()
    changed.pop("page", None)
    changed["state"] = state or "all"
    return f"?{changed.urlencode()}"


def _wanted(request: HttpRequest) -> queries.Wanted:
    given = request.GET
    state, organ = given.get("state", "open"), given.get("organ", "")
    return queries.Wanted(
        state="" if state == "all" else state, organ_id=int(organ) if organ.isdecimal() else None,
        severity=given.get("severity", ""), text=given.get("q", "").strip(),
    )  # fmt: skip


def _visible(request: StaffRequest, pk: int) -> Finding:
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


def _steps(request: StaffRequest, shown: Finding) -> list[tuple[str, str, bool]]:
    """Label, address, first choice: what this person may do next in this state."""
    steps = {
        State.RAISED: [("order", "交办整改"), ("answer", "当场整改"), ("withdraw", "撤销")],
        State.ORDERED: [("answer", "答复整改情况"), ("withdraw", "撤销")],
        State.RETURNED: [("answer", "重新答复"), ("withdraw", "撤销")],
        State.ANSWERED: [("close", "核验销号"), ("return", "退回"), ("withdraw", "撤销")],
    }.get(State(shown.state), [])
    allowed = [(verb, label) for verb, label in steps if request.actor.may(f"findings.{verb}", shown.organ_id)]
    return [(label, reverse(f"findings:{verb}", args=[shown.pk]), n == 0) for n, (verb, label) in enumerate(allowed)]


def _form(request: StaffRequest, form: Any, title: str, back: str, submit: str, **more: Any) -> HttpResponse:
    values = {"title": title, "crumbs": CRUMBS, "form": form, "back": back, "submit": submit, **more}
    return render(request, "organs/form.html", values)


def _done(request: StaffRequest, shown: Finding, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(shown.url)
