"""The list of tables; a new one; one table with its indicators."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zwgk.foundation.organs.pages import StaffRequest, attempt, staff

from .. import actions, forms, queries
from ..models import IndicatorTable
from .frame import HOME, frame, scope


@staff("assessments.see")
def tables(request: StaffRequest) -> HttpResponse:
    """All tables; drafts only for those who may settle them."""
    may_import = request.actor.may("assessments.import_table")
    found = queries.tables() if may_import else queries.tables().exclude(state=IndicatorTable.State.DRAFT)
    rows = [(each, queries.standing(each, scope(request)) if each.state == IndicatorTable.State.IN_USE else None) for each in found]
    return render(request, "assessments/tables.html", {"title": "佐证材料", "rows": rows, "may_import": may_import})


@staff("assessments.import_table")
def new(request: StaffRequest) -> HttpResponse:
    """Upload; then the check page."""
    form = forms.ImportForm(request.POST or None, request.FILES or None, initial={"year": request.day.year, "replaces": request.GET.get("replaces")})
    if form.is_valid():
        values = dict(form.cleaned_data)
        sent = values.pop("file")
        wanted = actions.NewTable(**values)
        made = attempt(form, lambda: actions.import_table(wanted, sent.read(), sent.name, actor=request.actor, at=request.moment))
        if made:
            return redirect("assessments:check", made.pk)
    return render(request, "organs/form.html", {
        "title": "导入指标表", "crumbs": [HOME], "form": form, "back": reverse("assessments:tables"), "submit": "上传并识别",
        "lead": "上传后先核对：哪一列是什么、每一项对应哪些单位，由您确认后才启用。",
    })  # fmt: skip


@staff("assessments.see")
def table(request: StaffRequest, pk: int) -> HttpResponse:
    """Every indicator and how far the units are."""
    shown = get_object_or_404(queries.tables(), pk=pk)
    if shown.state == IndicatorTable.State.DRAFT:
        return redirect("assessments:check", pk)
    stand = queries.standing(shown, scope(request))
    own = stand.organs[0] if len(stand.organs) == 1 else None
    groups: dict[str, list[tuple[object, int, int, str]]] = {}
    for each in stand.indicators:
        have, asked = stand.of_indicator(each)
        if asked or own is None:
            groups.setdefault(each.level1, []).append((each, have, asked, stand.state(each, own) if own else ""))
    context = {"groups": list(groups.items()), "stand": stand, "own": own}
    return render(request, "assessments/table.html", frame(request, shown, "table") | context)


