"""Preview with checks, the merged workbook, what was handed on and what has changed since."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zwgk.foundation.organs.pages import StaffRequest, attempt, staff
from zwgk.matters.datacalls import actions, forms, queries

from .support import book, call_of, crumbs, stored

SHOWN = 300


@staff("datacalls.merge")
def merge(request: StaffRequest, pk: int) -> HttpResponse:
    """What the merged workbook will hold; handing it on."""
    call = call_of(request, pk)
    form = forms.HandForm(request.POST or None, initial={"handed_to": call.asked_by})
    if form.is_valid():
        made = attempt(form, lambda: actions.hand_on(call, form.cleaned_data["handed_to"], form.cleaned_data["note"], actor=request.actor, at=request.moment))
        if made:
            messages.success(request, "已固定这一版并登记报送。")
            return redirect(made.url)
    late = [each.organ.label for each in queries.missing(call)]
    sheets = queries.preview(call)
    return render(request, "datacalls/merge.html", {
        "title": "汇总", "crumbs": crumbs(call), "call": call, "form": form, "late": late, "sheets": sheets, "shown": SHOWN,
        "notes": [note for sheet in sheets for note in sheet.notes][:100],
    })  # fmt: skip


@staff("datacalls.merge")
def merged(request: StaffRequest, pk: int) -> HttpResponse:
    """The workbook as it stands; the name says when somebody is missing."""
    call = call_of(request, pk)
    late = len(queries.missing(call))
    mark = f"（未齐，缺{late}个单位）" if late else "（汇总）"
    return book(queries.merged(call, queries.signature(request.actor, request.moment)), f"{call.title}{mark}{request.day:%m%d}.xlsx")


@staff("datacalls.merge")
def handed(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    call = call_of(request, pk)
    shown = get_object_or_404(call.handed.select_related("file", "call"), pk=number)
    return render(request, "datacalls/handed.html", {"title": "已报上级的版本", "crumbs": crumbs(call), "call": call, "handed": shown, "changes": queries.changes_since(shown)})


@staff("datacalls.merge")
def handed_file(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    return stored(get_object_or_404(call_of(request, pk).handed.select_related("file"), pk=number).file)
