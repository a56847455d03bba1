"""Fields: overview, one field with its rows, checks, edition and guide; the import wizard; the workbook out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zwgk.domain import catalogues
from zwgk.foundation.files import actions as keeping
from zwgk.foundation.files import queries as files
from zwgk.foundation.files import readers
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.catalogue import actions, forms, queries
from zwgk.matters.catalogue.models import FIELD, Field, Guide
from zwgk.matters.catalogue.sheets import official

from .frame import CRUMBS, book, read_catalogue, show_form, tabs


@staff("catalogue.see")
def overview(request: StaffRequest) -> HttpResponse:
    """Every field: line department, rows, edition; what is missing first said in numbers."""
    rows = queries.field_rows()
    return render(request, "catalogue/overview.html", {
        "title": "目录", "tabs": tabs("overview"), "rows": rows, "released": sum(row.released_edition is not None for row in rows),
        "entries": sum(row.entries for row in rows), "unmapped": queries.unmapped().count(), "keeperless": queries.without_keeper(request.day).count(),
        "may_edit": request.actor.may("catalogue.edit"),
    })  # fmt: skip


@staff("catalogue.see")
def field(request: StaffRequest, pk: int) -> HttpResponse:
    """Its rows, what to mend, the edition in work, guides, what was simplified."""
    shown = get_object_or_404(Field.objects.select_related("department"), pk=pk)
    entries = list(queries.live_entries(shown).prefetch_related("publishers"))
    rows = [queries.row_of(entry) for entry in entries]
    editions = list(shown.editions.defer("revisions"))
    return render(request, "catalogue/field.html", {
        "title": f"{shown.name}领域", "crumbs": CRUMBS, "field": shown, "entries": entries, "wrong": queries.checked(entries), "whole": catalogues.check_field(rows),
        "editions": editions, "edition": queries.open_edition_of(shown), "guides": shown.guides.defer("rows"), "traces": queries.simplifications(shown),
        "targets": queries.targets(request.moment, shown), "facts": journal.of_subject(FIELD, pk)[:40],
        "may_edit": request.actor.may("catalogue.edit"), "may_release": request.actor.may("catalogue.release"),
    })  # fmt: skip


@staff("catalogue.edit")
def adopt(request: StaffRequest) -> HttpResponse:
    """Take the national fields, all at once."""
    if request.method == "POST":
        made = actions.adopt_fields(actor=request.actor, at=request.moment)
        messages.success(request, f"已建立 {len(made)} 个领域，指引事项在各领域页取用。")
    return redirect("catalogue:overview")


@staff("catalogue.edit")
def adopt_rows(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the rows of the guide that came with the program."""
    shown = get_object_or_404(Field, pk=pk)
    if request.method == "POST":
        made = actions.adopt_templates(shown, actor=request.actor, at=request.moment)
        messages.success(request, f"已取用 {len(made)} 项，请按本地情况修改。")
    return redirect(shown.url)


@staff("catalogue.edit")
def new(request: StaffRequest) -> HttpResponse:
    form = forms.FieldForm(request.POST or None)
    if form.is_valid():
        made = attempt(form, lambda: actions.add_field(actions.NewField(**form.cleaned_data), actor=request.actor, at=request.moment))
        if made:
            messages.success(request, f"已新增领域“{made.name}”。")
            return redirect(made.url)
    return show_form(request, form, "新增本地领域", reverse("catalogue:overview"))


@staff("catalogue.edit")
def settings(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Field, pk=pk)
    initial = {name: getattr(shown, name) for name in ("name", "number", "department", "superior", "note")}
    form = forms.FieldForm(request.POST or None, initial=initial)
    if form.is_valid():
        wanted = actions.NewField(**form.cleaned_data)
        if attempt(form, lambda: actions.set_field(shown, wanted, actor=request.actor, at=request.moment)):
            messages.success(request, "已保存。")
            return redirect(shown.url)
    return show_form(request, form, f"设置领域：{shown.name}", shown.url)


@staff("catalogue.edit")
def close(request: StaffRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Field, pk=pk)
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid() and attempt(form, lambda: actions.close_field(shown, form.cleaned_data["reason"], actor=request.actor, at=request.moment)):
        messages.success(request, f"已停用“{shown.name}”。")
        return redirect("catalogue:overview")
    return show_form(request, form, f"停用领域：{shown.name}", shown.url, submit="停用", danger=True)


@staff("catalogue.edit")
def upload(request: StaffRequest, pk: int) -> HttpResponse:
    """Step one of the import: the file, kept as it came."""
    shown = get_object_or_404(Field, pk=pk)
    form = forms.SheetForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        found = attempt(form, lambda: read_catalogue(sent))
        if found and not found.lines:
            form.add_error("file", "没有读到事项。表头要有“一级事项、公开内容（要素）、公开时限、公开主体”等栏。")
        elif found:
            sent.seek(0)
            kept = keeping.keep(sent.read(), sent.name, actor=request.actor, at=request.moment)
            return redirect("catalogue:import_preview", pk, kept.pk)
    return show_form(request, form, f"导入{shown.name}领域目录", shown.url, submit="上传并核对")


@staff("catalogue.edit")
def preview(request: StaffRequest, pk: int, file: int) -> HttpResponse:
    """Step two: every row with what it does and what is wrong; only by whoever uploaded it."""
    shown = get_object_or_404(Field, pk=pk)
    kept = get_object_or_404(files.uploads_of(request.actor.person_id), pk=file)
    found = catalogues.read_sheet(readers.extract(files.content(kept), kept.name))
    ours = [queries.row_of(entry) for entry in queries.live_entries(shown).filter(owner__isnull=True)]
    lines = catalogues.known(found.lines, ours)
    good = [line for line in lines if not line.blocked]
    differences = {id(each.right): each for each in catalogues.compare_rows(ours, [line.row for line in good])}
    form = forms.ReasonForm(request.POST or None)
    if form.is_valid():
        why = form.cleaned_data["reason"]
        done = attempt(form, lambda: actions.import_rows(shown, lines, why, actor=request.actor, at=request.moment))
        if done:
            said = f"新增 {done.added} 项，修改 {done.changed} 项，相同 {done.same} 项"
            messages.success(request, said + (f"；{len(done.blocked)} 项有错，没有导入。" if done.blocked else "。"))
            return redirect(shown.url)
    return render(request, "catalogue/import_preview.html", {
        "title": f"核对导入：{shown.name}领域", "crumbs": [*CRUMBS, (shown.name, shown.url)], "field": shown, "file": kept, "sheet": found, "form": form,
        "rows": [(line, differences.get(id(line.row))) for line in lines], "blocked": len(lines) - len(good),
        "counts": _counted(good, differences.values()),
    })  # fmt: skip


def _counted(good: Sequence[catalogues.Line], differences: Iterable[catalogues.Difference]) -> dict[str, int]:
    """How many rows are new, changed, the same."""
    kinds = [each.what for each in differences]
    added, changed = kinds.count("added"), kinds.count("changed")
    return {"added": added, "changed": changed, "same": len(good) - added - changed}


@staff("catalogue.see")
def export(request: StaffRequest, pk: int) -> HttpResponse:
    """The working copy in the official layout; `?review=1` with columns for the reviewing department."""
    shown = get_object_or_404(Field, pk=pk)
    title = f"{shown.name}领域基层政务公开标准目录"
    rows = [queries.row_of(entry) for entry in queries.live_entries(shown).filter(owner__isnull=True)]
    reviewed = request.GET.get("review") == "1"
    return book(official(title, rows, opinions=reviewed), f"{title}{'（送审稿）' if reviewed else ''}.xlsx")


@staff("catalogue.edit")
def guide_new(request: StaffRequest, pk: int) -> HttpResponse:
    """A new guide of the ministry: read, kept, compared; with a date also a task."""
    shown = get_object_or_404(Field, pk=pk)
    form = forms.GuideForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        told = dict(form.cleaned_data)
        sent = told.pop("file")
        found = attempt(form, lambda: read_catalogue(sent))
        if found:
            sent.seek(0)
            kept = keeping.keep(sent.read(), sent.name, actor=request.actor, at=request.moment)
            wanted = actions.NewGuide(rows=[line.row for line in found.lines], file=kept, **told)
            made = attempt(form, lambda: actions.import_guide(shown, wanted, actor=request.actor, at=request.moment))
            if made:
                messages.success(request, "已登记新指引。" + ("已给牵头部门下达修订任务。" if told["due_on"] else ""))
                return redirect("catalogue:guide", made.pk)
    return show_form(request, form, f"登记新的标准指引：{shown.name}", shown.url, submit="登记并对照")


@staff("catalogue.see")
def guide(request: StaffRequest, pk: int) -> HttpResponse:
    """A guide against our rows."""
    shown = get_object_or_404(Guide.objects.select_related("field"), pk=pk)
    return render(request, "catalogue/compare.html", {
        "title": shown.title, "crumbs": [*CRUMBS, (shown.field.name, shown.field.url)], "guide": shown, "differences": queries.compare_guide(shown),
        "left": "本地目录", "right": "指引", "back": shown.field.url, "targets": shown.targets.select_related("organ"),
    })  # fmt: skip
