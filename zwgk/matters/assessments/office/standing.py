"""How units stand: the matrix, the gaps with 催补, one indicator, the same as .xlsx."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html_join
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString

from zwgk.domain.errors import Refusal
from zwgk.foundation.organs.pages import StaffRequest, staff

from .. import actions, queries
from ..models import Indicator
from ..pack import contents
from .frame import HOME, XLSX, frame, scope, settled

MARKS = {"have": "✓", "early": "△", "missing": "○", "not": ""}


@staff("assessments.see")
def matrix(request: StaffRequest, pk: int) -> HttpResponse:
    """Indicators × units."""
    table = settled(pk)
    stand = queries.standing(table, scope(request))
    rows = [(each, _cells(stand, each), *stand.of_indicator(each)) for each in stand.indicators]
    return render(request, "assessments/matrix.html", frame(request, table, "matrix") | {"stand": stand, "rows": rows})


def _cells(stand: queries.Standing, each: Indicator) -> SafeString:
    """The cells of one row, joined once: a matrix has thousands."""
    states = ((stand.state(each, organ), organ.label) for organ in stand.organs)
    return format_html_join("", '<td class="cell cell-{}" title="{}：{}">{}</td>', ((state, label, queries.STATES[state], MARKS[state]) for state, label in states))


@staff("assessments.see")
def gaps(request: StaffRequest, pk: int) -> HttpResponse:
    """What each unit lacks; the office urges with one tap."""
    table = settled(pk)
    stand = queries.standing(table, scope(request))
    lacking = sorted((unit for unit in stand.units if unit.missing), key=lambda unit: -len(unit.missing))
    chosen = {int(number) for number in request.POST.getlist("organ") if number.isdecimal()}
    if request.method == "POST":
        try:
            told = actions.urge_gaps(table, [unit.organ for unit in lacking if unit.organ.pk in chosen], request.POST.get("words", ""), actor=request.actor, at=request.moment)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            again = len(chosen) - told
            messages.success(request, f"已向 {told} 个单位发出催补{f'，{again} 个单位今天已经催过' if again else ''}。")
            return redirect("assessments:gaps", pk)
    text = queries.gaps_text(table, lacking, request.POST.get("words", ""))
    return render(request, "assessments/gaps.html", frame(request, table, "gaps") | {"stand": stand, "lacking": lacking, "text": text})


@staff("assessments.see")
def indicator(request: StaffRequest, pk: int) -> HttpResponse:
    """One indicator: what is asked, what each unit has."""
    shown = get_object_or_404(Indicator.objects.select_related("table"), pk=pk)
    table = settled(shown.table_id)
    stand = queries.standing(table, scope(request))
    tags = list(queries.visible_tags(shown, request.actor))
    lacking = [organ for organ in stand.organs if stand.state(shown, organ) in ("missing", "early")]
    may = {tag.pk for tag in tags if request.actor.may("assessments.tag", tag.organ_id)}
    context = {"title": shown.label, "crumbs": [HOME, (table.title, table.url)], "shown": shown, "tags": tags, "lacking": lacking, "may": may}
    return render(request, "assessments/indicator.html", frame(request, table, "table") | context)


@staff("assessments.see")
def export(request: StaffRequest, pk: int, what: str) -> HttpResponse:
    """The gaps or the table with ticks, for the units that this person sees."""
    table = settled(pk)
    stand = queries.standing(table, scope(request))
    note = f"{table.title}　导出时间：{request.day}　导出人：{request.actor.name}"
    name, book = ("缺口清单", contents.gaps(stand, [], [], note)) if what == "gaps" else ("指标对照表", contents.ticks(stand, note))
    response = HttpResponse(book, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{table.year}年{name}{request.day}.xlsx")
    return response


