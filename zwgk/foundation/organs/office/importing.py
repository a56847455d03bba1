"""The import wizard: upload → look at every row → take over."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zwgk.foundation.files import actions as files
from zwgk.foundation.files import queries as stored
from zwgk.foundation.organs import actions, forms, queries
from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

from .tree import CRUMBS

STEPS = ("选择文件", "核对", "完成")


@staff("organs.import")
def upload(request: StaffRequest) -> HttpResponse:
    form = forms.ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        data = sent.read()
        if attempt(form, lambda: queries.read_table(data, sent.name)):
            file = files.keep(data, sent.name, actor=request.actor, at=request.moment)
            return redirect("organs:import_preview", file.pk)
    return render(request, "organs/import.html", {"title": "导入单位和人员", "crumbs": CRUMBS, "form": form, "steps": STEPS})


@staff("organs.import")
def preview(request: StaffRequest, pk: int) -> HttpResponse:
    """What each row will do, and each mistake with its remedy; taken over as a whole. Only by whoever uploaded it."""
    file = get_object_or_404(stored.uploads_of(request.actor.person_id), pk=pk)
    sheet = queries.read_table(stored.content(file), file.name)
    if request.method == "POST":
        done = actions.import_organs(sheet, source=file.name, actor=request.actor, at=request.moment)
        messages.success(request, done.sentence)
        return redirect("organs:tree")
    looked = queries.preview(sheet, request.day)
    wrong = {problem.row for problem in looked.problems}
    return render(request, "organs/import_preview.html", {
        "title": "核对导入内容", "crumbs": CRUMBS, "steps": STEPS, "file": file, "looked": looked, "wrong": wrong,
    })  # fmt: skip


@staff("organs.import")
def template(request: StaffRequest) -> HttpResponse:
    """An empty workbook with our headings."""
    response = HttpResponse(
        queries.import_template(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response["Content-Disposition"] = "attachment; filename*=UTF-8''%E5%8D%95%E4%BD%8D%E5%92%8C%E4%BA%BA%E5%91%98.xlsx"
    return response
