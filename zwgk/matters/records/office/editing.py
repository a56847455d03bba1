"""Typing: a new record, an imported file, the editor, files, findings."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm, Form
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from zwgk.domain.errors import Refusal
from zwgk.domain.screening.model import KIND_NAMES, Kind
from zwgk.foundation.files import queries as files
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.foundation.organs.queries import existing
from zwgk.matters.catalogue import queries as catalogue
from zwgk.matters.records import actions, forms, queries
from zwgk.matters.records.models import Hit

from .support import CRUMBS, back, form_page, visible


@staff("records.draft")
def new(request: StaffRequest) -> HttpResponse:
    """Begin with a title; everything else on the page that follows."""
    form = forms.NewForm(request.POST or None, initial={"organ": request.actor.organ_id})
    _own_organs(request, form)
    if form.is_valid():
        wanted = actions.NewRecord(organ=form.cleaned_data["organ"], title=form.cleaned_data["title"])
        made = attempt(form, lambda: actions.draft(wanted, actor=request.actor, at=request.moment))
        if made:
            return redirect(f"{made.url}edit/")
    return form_page(request, form, None, "起草信息", "开始起草", other=("导入已有文件", "/office/records/import/"))


@staff("records.draft")
def take_in(request: StaffRequest) -> HttpResponse:
    """A file that exists becomes a draft."""
    form = forms.ImportForm(request.POST or None, request.FILES or None, initial={"organ": request.actor.organ_id})
    _own_organs(request, form)
    if form.is_valid():
        organ, handed = form.cleaned_data["organ"], form.cleaned_data["file"]
        stored = attempt(form, lambda: handed.take(actor=request.actor, at=request.moment)) or []
        made = []
        for each in stored:
            drafted = attempt(form, lambda one=each: actions.import_file(organ, files.content(one), one.name, actor=request.actor, at=request.moment))
            if drafted:
                actions.rescreen(drafted, actor=request.actor, at=request.moment)
                made.append(drafted)
        for note in dict.fromkeys(note for each in made for note in each.notes):
            messages.warning(request, note)
        if made and len(made) == len(stored):
            messages.success(request, "已读入，请核对标题、文号、日期和公开属性，再补齐其他栏目。" if len(made) == 1 else f"已读入{len(made)}个文件，请逐篇核对。")
            return redirect(f"{made[0].url}edit/" if len(made) == 1 else "/office/records/?state=draft")
        if made:
            messages.warning(request, f"已读入{len(made)}个文件，其余的没有读入，不必重新上传已读入的。")
    return form_page(request, form, None, "导入文件", "读入", multipart=True)


@staff("records.draft")
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """The whole record on one page, findings beside it."""
    record = visible(request, pk)
    kept = queries.unsaved_of(record, request.actor)
    initial = forms.EditForm.initial_of(record)
    if kept and request.GET.get("restore") == "yes":
        initial |= {**kept.content, "seen": kept.number}
    form = forms.EditForm(record, request.POST or None, initial=initial)
    if form.is_valid():
        columns = form.picked("columns", catalogue.columns_of(record.organ))
        entries = form.picked("entries", catalogue.entries_for(record.organ))
        seen = form.cleaned_data["seen"]
        done = attempt(form, lambda: actions.edit(record, form.typed(), seen=seen, entries=entries, columns=columns, actor=request.actor, at=request.moment))
        if done:
            actions.rescreen(done, actor=request.actor, at=request.moment)
            return back(request, done, f"已保存第{done.number}版，并重新筛查。")
        record.refresh_from_db()
    hits = [(hit, KIND_NAMES[Kind(hit.kind)]) for hit in record.hits.filter(decision=Hit.Decision.OPEN)]
    return render(request, "records/edit.html", {
        "title": f"编辑：{record.title[:40]}", "crumbs": [*CRUMBS, (record.title[:30], record.url)], "record": record, "form": form, "open_hits": hits,
        "kept": kept if kept and not form.is_bound and request.GET.get("restore") != "yes" else None, "versions": record.versions.all()[:5], "belongs": queries.belongs(record),
    }, status=422 if form.errors else 200)  # fmt: skip


@staff("records.draft")
@require_POST
def keep(request: StaffRequest, pk: int) -> HttpResponse:
    """Called by the page every few seconds."""
    record = visible(request, pk)
    typed = {name: ",".join(request.POST.getlist(name)) for name in forms.EditForm.base_fields if name in request.POST and name not in ("columns", "entries")}
    seen = request.POST.get("seen", "")
    try:
        actions.keep_typing(record, typed, seen=int(seen) if seen.isdecimal() else 1, actor=request.actor, at=request.moment)
    except Refusal as refusal:
        return JsonResponse({"said": refusal.sentence}, status=422)
    return JsonResponse({"said": f"已暂存 {localtime(request.moment):%H:%M:%S}"})


@staff("records.draft")
def attach(request: StaffRequest, pk: int) -> HttpResponse:
    """Add files, over a poor line too."""
    record = visible(request, pk)
    form = forms.FilesForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        stored = attempt(form, lambda: form.cleaned_data["files"].take(actor=request.actor, at=request.moment)) or []
        for each in stored:
            if attempt(form, lambda one=each: actions.attach(record, one, actor=request.actor, at=request.moment)) is None:
                break
        else:
            if stored:
                actions.rescreen(record, actor=request.actor, at=request.moment)
                return back(request, record, f"已添加{len(stored)}个附件，并已筛查。")
    return form_page(request, form, record, "添加附件", "添加", multipart=True)


@staff("records.draft")
@require_POST
def detach(request: StaffRequest, pk: int, file: int) -> HttpResponse:
    record = visible(request, pk)
    found = get_object_or_404(record.attachments.all(), pk=file)
    _try(request, lambda: actions.detach(found, actor=request.actor, at=request.moment), "附件已移除。")
    return redirect(record.url)


@staff("records.draft")
@require_POST
def rescreen(request: StaffRequest, pk: int) -> HttpResponse:
    record = visible(request, pk)
    _try(request, lambda: actions.rescreen(record, actor=request.actor, at=request.moment), "已重新筛查。")
    return redirect(record.url)


@staff("records.draft")
@require_POST
def mask(request: StaffRequest, pk: int) -> HttpResponse:
    """One tap: replace what was found by the proposed mask."""
    record = visible(request, pk)
    chosen: QuerySet[Hit] = record.hits.filter(pk__in=[int(each) for each in request.POST.getlist("hit") if each.isdecimal()])
    _try(request, lambda: actions.mask(chosen, actor=request.actor, at=request.moment), "已遮盖，生成了新的一版。")
    return redirect(f"{record.url}edit/" if request.POST.get("next") == "edit" else record.url)


@staff("records.override_finding")
def override(request: StaffRequest, pk: int, hit: int) -> HttpResponse:
    """It may stand as it is, for a reason."""
    record = visible(request, pk)
    found = get_object_or_404(record.hits.all(), pk=hit)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.override(found, reason, actor=request.actor, at=request.moment)):
            return back(request, record, "已记录理由。")
    lead = f"{found.where}：{KIND_NAMES[Kind(found.kind)]}“{found.text}”。{found.advice}"
    return form_page(request, form, record, "确认可以公开", "确认", lead=lead)


def _try(request: StaffRequest, verb: object, said: str) -> None:
    try:
        verb()  # type: ignore[operator]
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, said)


def _own_organs(request: StaffRequest, form: BaseForm | Form) -> None:
    mine: list[Organ] = forms.organs_of(request.actor, "records.draft", existing())
    form.fields["organ"].queryset = existing().filter(pk__in=[each.pk for each in mine])
