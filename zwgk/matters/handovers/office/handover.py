"""Hand-overs: the list, begin, one with its list of things, confirm, carry out, cancel, undo, the printed list."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from zwgk.domain.errors import Refusal
from zwgk.foundation.files import queries as files
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

from .. import actions, forms, papers, queries
from ..actions import Arranged
from ..models import SUBJECT, Handover, State
from ..queries.listing import supervises
from .frame import CRUMBS, own_organs, own_people, show_form, tabs

PER_PAGE = 30
TYPES = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf"}


@staff("handovers.see")
def handovers(request: StaffRequest) -> HttpResponse:
    page = Paginator(queries.handovers(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "handovers/list.html", {
        "title": "工作交接", "tabs": tabs(request, "list"), "page": page, "may_begin": request.actor.may("handovers.hand_over"),
        "waiting": [row for row in page if queries.waiting_for(row, request.actor)],
    })  # fmt: skip


@staff("handovers.hand_over")
def new(request: StaffRequest) -> HttpResponse:
    may_for = request.actor.may("handovers.hand_over_for")
    organ = request.GET.get("organ") or request.actor.organ_id
    initial = {"on": request.day, "organ": organ, "leaving": request.GET.get("leaving") or request.actor.person_id}
    form = forms.HandoverForm(
        request.POST or None, initial=initial, organs=own_organs(request.actor), leaving=own_people(request, active=False),
        successors=own_people(request), may_for=may_for,
    )  # fmt: skip
    if form.is_valid():
        made = attempt(form, lambda: actions.prepare(form.wanted(), actor=request.actor, at=request.moment))
        if made:
            row, password = made
            if password:
                request.session[f"handover_password_{row.pk}"] = password
            messages.success(request, "交接清单已列出，请核对。")
            return redirect(row.url)
    lead = "系统会列出移交人名下的全部事项。核对、确认之后，一次全部转给接收人。"
    return show_form(request, form, "办理工作交接", reverse("handovers:list"), submit="列出交接清单", lead=lead)


@staff("inbox.see")
def handover(request: StaffRequest, pk: int) -> HttpResponse:
    """The list: what there is, what is due, who has confirmed; arranged line by line while it is prepared."""
    row = _visible(request, pk)
    lines = queries.list_of(row, request.moment)
    preparing = row.state == State.PREPARING
    open_ = row.state in (State.PREPARING, State.AGREED)
    may = request.actor.may("handovers.hand_over", row.organ_id)
    supervisor = supervises(request.actor, row) and request.actor.person_id not in (row.leaving_id, row.successor_id)
    until = queries.undo_until(row)
    return render(request, "handovers/handover.html", {
        "title": f"{row.leaving.name}移交{row.successor.name}", "crumbs": CRUMBS, "row": row, "groups": queries.grouped(lines), "total": len(lines),
        "due": queries.due_within(lines, row.on), "confirmed": queries.confirmed(row), "missing": queries.missing_parts(row),
        "mine": queries.waiting_for(row, request.actor), "password": request.session.pop(f"handover_password_{pk}", ""),
        "people": list(organs.people().exclude(pk=row.leaving_id)) if preparing and may else [], "arranged": {said.key: said for said in row.arrangements.all()},
        "may_arrange": preparing and may, "may_paper": preparing and supervisor, "may_cancel": open_ and may,
        "may_carry": open_ and may and not queries.missing_parts(row) and row.on <= request.day,
        "may_undo": row.state == State.DONE and request.actor.may("handovers.hand_over_for", row.organ_id) and until and request.moment <= until, "undo_until": until,
        "scan": forms.ScanForm(), "facts": journal.of_subject(SUBJECT, pk)[:50],
        "new_seat": preparing and not organs.roles_on(row.successor, request.day),
    })  # fmt: skip


@staff("handovers.hand_over")
@require_POST
def arrange(request: StaffRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    people = {str(person.pk): person for person in organs.people()}
    keys = request.POST.getlist("key")
    said = [
        Arranged(key, people.get(request.POST.get(f"to-{key}", "")), request.POST.get(f"remark-{key}", ""), bool(request.POST.get(f"missing-{key}")))
        for key in keys
    ]
    return _try(request, row, lambda: actions.arrange(row, said, remarks=request.POST.get("remarks", ""), actor=request.actor, at=request.moment), "已保存。")


@staff("inbox.see")
@require_POST
def confirm(request: StaffRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    return _try(request, row, lambda: actions.confirm(row, actor=request.actor, at=request.moment), "已确认。")


@staff("handovers.see")
@require_POST
def paper(request: StaffRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    form = forms.ScanForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "请选择签字清单的扫描件。")
        return redirect(row.url)
    scan = form.cleaned_data["scan"]
    return _try(request, row, lambda: actions.confirm_on_paper(row, scan.read(), scan.name, actor=request.actor, at=request.moment), "签字件已登记。")


@staff("handovers.hand_over")
@require_POST
def carry_out(request: StaffRequest, pk: int) -> HttpResponse:
    """The act, then the printed list (rendered outside the transaction)."""
    row = _visible(request, pk)
    try:
        done = actions.carry_out(row, actor=request.actor, at=request.moment)
        actions.print_list(done, actor=request.actor, at=request.moment)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect(row.url)
    messages.success(request, f"已交接：{done.leaving.name}的全部事项由{done.successor.name}接手。")
    return HttpResponseRedirect(row.url if row.leaving_id != request.actor.person_id or not row.ends_account else "/")


@staff("handovers.hand_over")
def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.cancel(row, reason, actor=request.actor, at=request.moment)):
            messages.success(request, "已取消，什么都没有变动。")
            return redirect(row.url)
    return show_form(request, form, f"取消交接：{row}", row.url, submit="取消交接", danger=True)


@staff("handovers.hand_over_for")
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    row = _visible(request, pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.undo(row, reason, actor=request.actor, at=request.moment)):
            messages.success(request, "已撤回，事项、岗位和账号恢复原状。第二重验证须由本人重新设置。")
            return redirect(row.url)
    lead = "接收人还没有办过事时才能撤回。"
    return show_form(request, form, f"撤回交接：{row}", row.url, submit="撤回", danger=True, lead=lead)


@staff("inbox.see")
def printed(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    """《交接清单》: the frozen one after the act, before it a draft to be signed on paper."""
    row = _visible(request, pk)
    if row.state in (State.PREPARING, State.AGREED):
        data = papers.docx(row, request.moment) if form == "docx" else papers.pdf(row, request.moment)
    else:
        row = actions.print_list(row, actor=request.actor, at=request.moment) if request.actor.may("handovers.see", row.organ_id) else row
        kept = row.docx if form == "docx" else row.pdf
        data = files.content(kept) if kept else b""
    name = f"工作交接清单-{row.organ.label}-{row.leaving.name}.{form}"
    return HttpResponse(data, content_type=TYPES[form], headers={"Content-Disposition": content_disposition_header(form == "docx", name)})


@staff("inbox.see")
def scan(request: StaffRequest, pk: int, part: str) -> FileResponse:
    """The scan that stands for a signature."""
    row = _visible(request, pk)
    kept = get_object_or_404(row.confirmations.select_related("paper"), part=part, paper__isnull=False).paper
    response = FileResponse(files.location(kept).open("rb"), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, kept.name)
    return response


def _visible(request: StaffRequest, pk: int) -> Handover:
    return get_object_or_404(queries.handovers(request.actor), pk=pk)


def _try(request: StaffRequest, row: Handover, verb: Callable[[], object], said: str) -> HttpResponse:
    try:
        verb()
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, said)
    return redirect(row.url)
