"""收不到消息的人: whom no message reaches outside the platform, and the text to paste into the group of the county."""

from __future__ import annotations

from django.contrib import messages as told
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.inbox import actions, queries
from zwgk.foundation.organs.pages import StaffRequest, staff


@staff("inbox.relay")
def unreached(request: StaffRequest) -> HttpResponse:
    """By unit, with what each owes today; who was told so is marked."""
    found = clocks.unreached(request.moment)
    marks = queries.relayed(request.day)
    rows = [(owed, clocks.owed_words(owed), marks.get(owed.person.pk)) for owed in found]
    open_ones = [owed for owed in found if owed.person.pk not in marks]
    return render(request, "office/unreached.html", {
        "title": "收不到消息的人", "crumbs": [("站内消息", "/office/inbox/"), ("收不到消息的人", "")], "rows": rows,
        "texts": list(enumerate(clocks.group_texts(open_ones, request.day), 1)), "day": request.day,
    })  # fmt: skip


@staff("inbox.relay")
@require_POST
def relay(request: StaffRequest) -> HttpResponse:
    """已在群里转告."""
    chosen = set(request.POST.getlist("person"))
    people = [owed.person for owed in clocks.unreached(request.moment) if str(owed.person.pk) in chosen]
    if not people:
        told.error(request, "没有勾选人员。")
    else:
        count = actions.relay(people, request.day, actor=request.actor, at=request.moment)
        told.success(request, f"已记下：今天在群里转告 {count} 人。")
    return redirect("office:unreached")
