"""One report: its tables, each cell with what is behind it; its text; the next lawful steps; its faces."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from zwgk.domain.annualreports import printed, shown
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs.models import OrganKind
from zwgk.foundation.organs.pages import StaffRequest, attempt, may_open, second_factor, staff
from zwgk.matters.inforequests.models import Case

from .. import actions, faces, forms, queries
from ..models import SUBJECT, Entry, Report, State
from ..showing import told
from .listing import CRUMBS

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PER_PAGE = 50
CARRIED = ("R2", "R4")


@staff("annualreport.see")
def report(request: StaffRequest, pk: int) -> HttpResponse:
    """The whole report as it stands, with everything that does not hold."""
    found = _visible(request, pk)
    form, written = queries.form_of(found), queries.paper(found, at=request.moment)
    members = list(queries.below(found)) if found.organ.kind == OrganKind.GOVERNMENT else []
    below = [queries.paper(each) for each in members] if all(each.figures for each in members) else []  # a sum of unfinished reports says nothing
    clock = clocks.of_subject(SUBJECT, pk).first()
    tables = printed(form, written)
    sections = [(section, written.texts.get(section.id, ""), tables.get(section.id)) for section in form.sections]
    return render(request, "annualreport/report.html", {
        "title": found.title, "crumbs": CRUMBS, "report": found, "form": form, "sections": sections, "stage": queries.stage(found),
        "found": told(queries.violations(found, written, below), form), "clock": clock, "light": clocks.light(clock, request.moment) if clock else None,
        "explained": clocks.explain(clock) if clock else [], "facts": journal.of_subject(SUBJECT, pk)[:60], "steps": _steps(request, found),
        "may_write": found.is_open and request.actor.may("annualreport.write", found.organ_id), "by_hand": {entry.cell for entry in found.entries.all()},
        "live": not found.figures, "faces": [("docx", ".docx"), ("pdf", "PDF"), ("json", "JSON")],
    })  # fmt: skip


@staff("annualreport.see")
def cell(request: StaffRequest, pk: int, cell: str) -> HttpResponse:
    """The rows behind one cell, and the figure entered by hand."""
    found = _visible(request, pk)
    names = {known: (row, column) for _, row, column, known in queries.form_of(found).cells()}
    if cell not in names:
        raise Http404
    row, column = names[cell]
    behind = queries.behind(found, cell)
    entries = list(Entry.objects.filter(report__year=found.year, report__organ_id__in=queries.scope(found), cell=cell).select_related("report__organ"))
    own = next((entry for entry in entries if entry.report_id == found.pk), None)
    may_enter = found.is_open and not behind.sums and request.actor.may("annualreport.write", found.organ_id)
    form = forms.EntryForm(request.POST or None, initial={"amount": own and own.amount.normalize(), "source": own and own.source})
    if request.method == "POST" and form.is_valid():
        value, source = form.cleaned_data["amount"], form.cleaned_data["source"]
        if attempt(form, lambda: actions.enter(found, cell, value, source, actor=request.actor, at=request.moment)):
            messages.success(request, "已保存补充数据。")
            return redirect(request.path)
    # numbers first: among a million requests a page sorts narrow rows and fetches fifty wide ones
    numbers = behind.rows.values_list("pk", flat=True) if behind.rows is not None else None
    if numbers is not None and row.id in CARRIED:
        numbers = list(numbers)  # few, but found by looking through years: asked once for count and page
    page = Paginator(numbers, PER_PAGE).get_page(request.GET.get("page")) if numbers is not None else None
    rows = [(_name(request, row), row, _opens(request, row)) for row in behind.rows.filter(pk__in=list(page))] if page and behind.rows is not None else []
    counted = page.paginator.count if page else 0
    figures = queries.figures(found) if behind.sums or found.figures else {cell: counted + sum(entry.amount for entry in entries)}
    return render(request, "annualreport/cell.html", {
        "title": f"{row.title.rstrip('0123456789')}　{column.title}", "crumbs": [*CRUMBS, (found.title, found.url)], "report": found, "cell": cell,
        "figure": shown(figures.get(cell)) or "0", "page": page, "rows": rows, "why": behind.why, "form": form if may_enter else None, "entries": entries, "own": own,
        "sums": [(part, f"{names[part][0].mark}·{names[part][1].title}", shown(figures.get(part)) or "0") for part in behind.sums], "frozen": bool(found.figures),
    })  # fmt: skip


@staff("annualreport.write")
def strike(request: StaffRequest, pk: int, cell: str) -> HttpResponse:
    found = get_object_or_404(Entry.objects.select_related("report__organ"), report=_visible(request, pk), cell=cell)
    if request.method == "POST":
        actions.strike(found, actor=request.actor, at=request.moment)
        messages.success(request, "已删除补充数据。")
    return redirect("annualreport:cell", pk, cell)


@staff("annualreport.write")
def write(request: StaffRequest, pk: int, section: str) -> HttpResponse:
    """The text of a section beside what its placeholders stand for."""
    found = _visible(request, pk)
    form_def = queries.form_of(found)
    title = next((each.title for each in form_def.sections if each.id == section and each.text), "")
    if not title:
        raise Http404
    text = next((row.text for row in found.sections.all() if row.section == section), "")
    form = forms.SectionForm(request.POST or None, initial={"text": text})
    if form.is_valid():
        typed = form.cleaned_data["text"]
        if attempt(form, lambda: actions.write(found, section, typed, actor=request.actor, at=request.moment)):
            messages.success(request, "已保存。")
            return redirect(f"{found.url}#{section}")
    cells = queries.figures(found)
    places = [(f"{{{name}}}", shown(sum(cells.get(one, 0) for one in addends)) or "0") for name, addends in queries.SUMS.items()]
    places += [(f"{{{name}}}", queries.filled(f"{{{name}}}", cells, found, queries.scope(found), request.moment)) for name in queries.WRITTEN]
    return render(request, "annualreport/write.html", {"title": title, "crumbs": [*CRUMBS, (found.title, found.url)], "report": found, "form": form, "places": places})


@staff("annualreport.submit")
def submit(request: StaffRequest, pk: int) -> HttpResponse:
    return _act(request, pk, actions.submit, "已报送，数据和文字已定稿。")


@staff("annualreport.accept")
@second_factor
def accept(request: StaffRequest, pk: int) -> HttpResponse:
    return _act(request, pk, actions.accept, "已审定，可以转入发布。")


@staff("annualreport.accept")
def send_back(request: StaffRequest, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.send_back(found, reason, actor=request.actor, at=request.moment)):
            messages.success(request, "已退回，并通知报告单位。")
            return redirect(found.url)
    values = {"title": f"退回更正：{found.title}", "crumbs": CRUMBS, "form": form, "back": found.url, "submit": "退回"}
    return render(request, "organs/form.html", values)


@staff("annualreport.submit")
def hand_over(request: StaffRequest, pk: int) -> HttpResponse:
    """Render body and files, then make the draft that is reviewed and published."""
    found = _visible(request, pk)
    if request.method != "POST":
        return redirect(found.url)
    form, written = queries.form_of(found), queries.paper(found, at=request.moment)
    files = {f"{found.title}.docx": faces.docx(written, form), f"{found.title}.pdf": faces.pdf(written, form)}
    record = actions.hand_over(found, faces.html(written, form), files, actor=request.actor, at=request.moment)
    messages.success(request, "发布稿已生成，附 .docx 和 PDF。请送审，审核通过后发布。")
    return redirect(record.url)


@staff("annualreport.see")
def face(request: StaffRequest, pk: int, ending: str) -> HttpResponse:
    """The report as a file."""
    found = _visible(request, pk)
    form, written = queries.form_of(found), queries.paper(found, at=request.moment)
    made: dict[str, tuple[Any, str]] = {"docx": (faces.docx, DOCX), "pdf": (faces.pdf, "application/pdf"), "json": (faces.json_of, "application/json; charset=utf-8")}
    if ending not in made:
        raise Http404
    build, kind = made[ending]
    response = HttpResponse(build(written, form), content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, f"{found.title}.{ending}")
    return response


def _name(request: StaffRequest, row: Any) -> str:
    """What was asked is for the organ that handles it; others see the number."""
    if isinstance(row, Case) and not request.actor.may("inforequests.see", row.organ_id):
        return str(row.number)
    return str(row)


def _opens(request: StaffRequest, row: Any) -> bool:
    """Whether this person may open the row."""
    return bool(row.url) and may_open(request.actor, row.url) and (not isinstance(row, Case) or request.actor.may("inforequests.see", row.organ_id))


def _visible(request: StaffRequest, pk: int) -> Report:
    return get_object_or_404(queries.visible_to(request.actor), pk=pk)


def _act(request: StaffRequest, pk: int, verb: Any, said: str) -> HttpResponse:
    """One button, one verb; a refusal is told above the report."""
    found = _visible(request, pk)
    if request.method == "POST":
        form = forms.ReasonForm({"reason": "-"})
        form.is_valid()
        if attempt(form, lambda: verb(found, actor=request.actor, at=request.moment)):
            messages.success(request, said)
        for line in form.non_field_errors():
            messages.error(request, line)
    return redirect(found.url)


def _steps(request: StaffRequest, found: Report) -> list[tuple[str, str, bool]]:
    """Label, address, whether it is done by a button (POST)."""
    may = request.actor.may
    steps: list[tuple[str, str, bool]] = []
    if found.is_open and may("annualreport.submit", found.organ_id):
        steps.append(("报送", reverse("annualreport:submit", args=[found.pk]), True))
    if found.state == State.SUBMITTED and may("annualreport.accept", found.organ_id):
        steps.append(("审定", reverse("annualreport:accept", args=[found.pk]), True))
    if found.state in (State.SUBMITTED, State.ACCEPTED) and not found.record_id and may("annualreport.accept", found.organ_id):
        steps.append(("退回更正", reverse("annualreport:send_back", args=[found.pk]), False))
    if found.state in (State.ACCEPTED, State.IMPORTED) and not found.record_id and may("annualreport.submit", found.organ_id):
        steps.append(("转入发布", reverse("annualreport:hand_over", args=[found.pk]), True))
    return steps
