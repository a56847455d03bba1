"""专报: the list, drafting, editing beside the generated text, preview, finishing; the leader reads and ticks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from zwgk.domain.errors import Refusal
from zwgk.foundation.files import queries as files
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.governance import queries as governance

from .. import actions, docx_out, queries
from ..forms import HearingForm, PaperForm, TemplateForm
from ..models import BRIEFING, Briefing, Kind, Question
from ..periods import end_of
from .figures import tabs

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CRUMBS = [("专报和汇报材料", "/office/briefings/papers/")]


@staff("briefings.see")
def papers(request: StaffRequest) -> HttpResponse:
    """Newest first, with how often the executive meeting has heard the work this year."""
    rows = visible(request).prefetch_related("questions__decisions")[:100]
    return render(request, "briefings/papers.html", {
        "title": "专报和汇报材料", "tabs": tabs("papers", request), "rows": rows, "hearing": queries.hearing(request.day.year, request.day),
        "past": _past(request), "may_write": request.actor.may("briefings.write"), "may_target": request.actor.may("governance.call"),
    })  # fmt: skip


def _past(request: StaffRequest) -> Any:
    """Last year's, when it ended without: said until the end of March."""
    row = queries.hearing(request.day.year - 1, request.day) if request.day.month <= 3 else None
    return row if row and row.lacking else None


def visible(request: StaffRequest) -> Any:
    """All for the office; finished ones of the own reach for a leader."""
    reach = organs.reach(request.actor, "briefings.see")
    found = queries.briefings()
    return found if reach is None else found.filter(organ_id__in=reach, state=Briefing.State.FINISHED)


@staff("briefings.write")
def new(request: StaffRequest) -> HttpResponse:
    start = {"kind": request.GET.get("kind", Kind.PAPER), "period": f"{request.day.year}M{request.day.month}"}
    form = PaperForm(request.POST or None, initial=start, today=request.day)
    department = governance.competent_departments().first()
    if form.is_valid() and department is None:
        form.add_error(None, "还没有登记主管部门，请先在“组织保障”登记。")
    elif form.is_valid():
        told = form.cleaned_data
        as_of = min(end_of(told["as_of"]), request.moment) if told["as_of"] else request.moment
        wanted = actions.Paper(told["kind"], department.organ, queries.period(told["period"]), as_of)
        made = attempt(form, lambda: actions.draft(wanted, actor=request.actor, at=request.moment))
        if made:
            messages.success(request, "已起草。请核对文字，每个数都可以点开看明细。")
            return redirect(made.url)
    lead = "系统按时段统计并写出初稿，每个数都留存；您改的文字与初稿并排保存。"
    return render(request, "organs/form.html", {"title": "起草专报", "crumbs": CRUMBS, "form": form, "back": reverse("briefings:papers"), "submit": "起草", "lead": lead})


@staff("briefings.see")
def paper(request: StaffRequest, pk: int) -> HttpResponse:
    """Editing for the office while it is a draft; reading and ticking for everybody else."""
    shown = get_object_or_404(visible(request), pk=pk)
    questions = list(shown.questions.prefetch_related("decisions"))
    values = {
        "title": shown.title, "crumbs": CRUMBS, "paper": shown, "paragraphs": queries.paragraphs(shown), "questions": questions, "facts": journal.of_subject(BRIEFING, pk)[:30],
        "may_write": request.actor.may("briefings.write", shown.organ_id), "may_decide": request.actor.may("briefings.decide", shown.organ_id),
        "versions": shown.versions.all(), "loose": queries.unnumbered(shown), "is_draft": shown.state == Briefing.State.DRAFT, "length": _length(shown),
    }  # fmt: skip
    return render(request, "briefings/paper.html", values)


def _length(shown: Briefing) -> int:
    return sum(len(each.text) for each in queries.paragraphs(shown))


@require_POST
@staff("briefings.write")
def save(request: StaffRequest, pk: int) -> HttpResponse:
    """Save all paragraphs, or bring the generated words of one back."""
    shown = get_object_or_404(visible(request), pk=pk)
    typed = {name.removeprefix("text-"): str(value) for name, value in request.POST.items() if name.startswith("text-")}
    try:
        if "restore" in request.POST:
            actions.restore(shown, request.POST["restore"], actor=request.actor, at=request.moment)
            messages.success(request, "已恢复系统原文；修改过的文字仍在以前的版次里。")
        else:
            actions.revise(shown, typed, actor=request.actor, at=request.moment)
            messages.success(request, "已保存。")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return _typed_again(request, shown, typed)
    return redirect(shown.url)


def _typed_again(request: StaffRequest, shown: Briefing, typed: dict[str, str]) -> HttpResponse:
    """The page with what was typed: nothing is lost."""
    rows = [(each, typed.get(each.id, each.text)) for each in queries.paragraphs(shown)]
    return render(request, "briefings/again.html", {"title": shown.title, "crumbs": CRUMBS, "paper": shown, "rows": rows}, status=422)


@require_POST
@staff("briefings.write")
def finish(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(visible(request), pk=pk)
    try:
        done = actions.finish(shown, actor=request.actor, at=request.moment)
        messages.success(request, f"已印发，{done.issue_label}；已告知分管领导。")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect(shown.url)


@staff("briefings.see")
def document(request: StaffRequest, pk: int, ending: str) -> HttpResponse:
    """The finished file, or the draft as it would look today."""
    shown = get_object_or_404(visible(request), pk=pk)
    kept = shown.docx if ending == "docx" else shown.pdf
    if kept is not None:
        data = files.content(kept)
    elif ending == "docx":
        data = docx_out.render(queries.template_bytes(shown.kind), queries.context(shown, request.day))
    else:
        made = queries.pdf_of(shown, request.day)
        if made is None:
            raise Http404("服务器没有安装 LibreOffice，请下载 Word 文件。")
        data = made
        if said := queries.too_long(shown, data):
            messages.warning(request, said)
    kind = DOCX if ending == "docx" else "application/pdf"
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": content_disposition_header(ending == "docx", f"{shown.title}.{ending}")})


@require_POST
@staff("briefings.decide")
def decide(request: StaffRequest, pk: int, question: int) -> HttpResponse:
    """The leader ticks one."""
    shown = get_object_or_404(visible(request), pk=pk)
    asked = get_object_or_404(Question.objects.select_related("briefing"), pk=question, briefing=shown)
    try:
        actions.decide(asked, request.POST.get("option", ""), request.POST.get("remark", ""), actor=request.actor, at=request.moment)
        messages.success(request, "已记录批示，并告知政务公开办。")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect(f"{shown.url}#questions")


@staff("briefings.write")
def hearing(request: StaffRequest, pk: int) -> HttpResponse:
    """The executive meeting has heard this paper."""
    shown = get_object_or_404(visible(request), pk=pk)
    start = {"decisions": "\n".join(each.text for each in queries.paragraphs(shown) if each.id.startswith("s"))}
    form = HearingForm(request.POST or None, initial=start)
    if form.is_valid() and attempt(form, lambda: actions.record_hearing(shown, **form.cleaned_data, actor=request.actor, at=request.moment)):
        messages.success(request, "已登记，计入常务会议听取汇报次数。")
        return redirect(f"{reverse('governance:meetings')}?year={form.cleaned_data['held_on'].year}")
    return render(request, "organs/form.html", {"title": "登记上会", "crumbs": CRUMBS, "form": form, "back": shown.url, "submit": "登记"})


@staff("briefings.write")
def template(request: StaffRequest) -> HttpResponse:
    """Upload the county's own template."""
    form = TemplateForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        if attempt(form, lambda: actions.set_template(form.cleaned_data["kind"], sent.read(), sent.name, actor=request.actor, at=request.moment)):
            messages.success(request, "试生成通过，已启用。")
            return redirect("briefings:papers")
    return render(request, "organs/form.html", {"title": "更换专报模板", "crumbs": CRUMBS, "form": form, "back": reverse("briefings:papers"), "submit": "检查并启用"})


@staff("briefings.write")
def current_template(request: StaffRequest, kind: str) -> HttpResponse:
    if kind not in Kind.values:
        raise Http404
    name = f"{Kind(kind).label}模板.docx"
    return HttpResponse(queries.template_bytes(kind), content_type=DOCX, headers={"Content-Disposition": content_disposition_header(True, name)})
