"""The check page: columns, rows and names beside the source; three buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from zwgk.domain.errors import Refusal
from zwgk.domain.indicators import Line
from zwgk.domain.indicators.grids import FIELDS
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.pages import StaffRequest, staff

from .. import actions, queries
from ..models import IndicatorTable
from .frame import HOME

SAMPLE = 14  # rows of the source that are shown at once
USUAL = ("government_office", "department", "dispatched", "township", "street")


@dataclass
class Name:
    """A unit name of the table and what it means so far."""

    number: int
    text: str
    resolution: organs.Resolution
    chosen: set[int]
    nobody: bool = False

    @property
    def open(self) -> bool:
        return not self.chosen and not self.nobody

    @property
    def first(self) -> list[tuple[Organ, str]]:
        return [(each.organ, each.reason) for each in self.resolution.candidates]


@staff("assessments.import_table")
def check(request: StaffRequest, pk: int) -> HttpResponse:
    """What was read, to be settled by a person."""
    table = get_object_or_404(queries.tables(), pk=pk)
    if table.state != IndicatorTable.State.DRAFT:
        return redirect("assessments:table", pk)
    refused = ""
    if request.method == "POST":
        try:
            return _act(request, table)
        except Refusal as refusal:
            refused = refusal.sentence
            table.refresh_from_db()
    everyone = list(organs.living(request.day).exclude(kind="higher"))
    names = _names(request, table)
    posted = request.POST.getlist("everyone") if request.method == "POST" else []
    usual = {int(pk) for pk in posted} if posted else {organ.pk for organ in everyone if organ.kind in USUAL}
    lines = _lines(request.POST, queries.lines_of(table), keep_dropped=True) if "l0_code" in request.POST else queries.lines_of(table)
    return render(request, "assessments/check.html", {
        "title": f"核对指标表：{table.title}", "crumbs": [HOME], "table": table, "sheets": _sheets(table), "fields": FIELDS.items(), "lines": lines,
        "names": [each for each in names if each.open or not each.resolution.certain], "settled": [each for each in names if not each.open and each.resolution.certain],
        "everyone": everyone, "usual": usual, "nameless": sum(not line.units for line in lines), "refused": refused, "changes": queries.difference(table),
        "computed": sum(not line.given for line in lines), "total": sum(float(line.score or 0) for line in lines),
    }, status=400 if refused else 200)  # fmt: skip


def _act(request: StaffRequest, table: IndicatorTable) -> HttpResponse:
    who: dict[str, Any] = {"actor": request.actor, "at": request.moment}
    if "map" in request.POST:
        count = actions.map_columns(table, _mapped(request.POST, len(table.grids)), **who)
        messages.success(request, f"已按指定的列重新识别，共 {count} 项指标。")
        return redirect("assessments:check", table.pk)
    actions.correct_lines(table, _lines(request.POST, queries.lines_of(table)), **who)
    if "confirm" not in request.POST:
        messages.success(request, "更正已保存。")
        return redirect("assessments:check", table.pk)
    moved = actions.put_in_use(table, _decisions(request, table), **who)
    messages.success(request, f"指标表已启用{f'，沿用原来的标注 {moved} 条' if moved else ''}。各单位现在可以标注佐证材料。")
    return redirect("assessments:table", table.pk)


def _sheets(table: IndicatorTable) -> list[dict[str, Any]]:
    """Each sheet: its first rows and what each column was taken for."""
    shown = []
    for number, (grid, columns, used) in enumerate(queries.draft_grids(table)):
        by_column = {column: name for name, column in columns.fields.items()}
        heads = [(column, by_column.get(column, "")) for column in range(len(grid.rows[0]))]
        rows = [(at, row) for at, row in enumerate(grid.rows[: max(SAMPLE, columns.head + 6)], 1)]
        shown.append({"number": number, "name": grid.name, "heads": heads, "rows": rows, "head": columns.head + 1, "used": used, "more": len(grid.rows) - len(rows)})
    return shown


def _mapped(sent: QueryDict, sheets: int) -> list[actions.Mapped]:
    found = []
    for number in range(sheets):
        columns: dict[str, int] = {}
        column = 0
        while (name := sent.get(f"s{number}c{column}")) is not None:
            if name in FIELDS:
                columns.setdefault(name, column)
            column += 1
        head = sent.get(f"s{number}head", "1")
        found.append(actions.Mapped(f"s{number}used" in sent, int(head) - 1 if head.isdecimal() else 0, columns))
    return found


def _lines(sent: QueryDict, lines: Sequence[Line], *, keep_dropped: bool = False) -> list[Line]:
    """The rows as typed; what was not on the page stays as it is."""
    found = []
    for number, line in enumerate(lines):
        if f"l{number}_drop" in sent and not keep_dropped:
            continue
        typed = {name: sent.get(f"l{number}_{name}", getattr(line, name)).strip() for name in ("code", "level1", "text", "score", "requirement", "criteria")}
        units = sent.get(f"l{number}_units")
        names = line.units if units is None else tuple(dict.fromkeys(part.strip() for part in units.split("、") if part.strip()))
        given = line.given or typed["code"] != line.code
        found.append(replace(line, **typed, units=names, given=given))  # type: ignore[arg-type]
    return found


def _names(request: StaffRequest, table: IndicatorTable) -> list[Name]:
    rows = []
    for number, (text, (resolution, meant)) in enumerate(queries.proposed_organs(table, request.day).items()):
        row = Name(number, text, resolution, {organ.pk for organ in meant})
        if request.method == "POST" and request.POST.get(f"name{number}") == text:
            sent = request.POST.getlist(f"u{number}")
            row.chosen, row.nobody = {int(value) for value in sent if value.isdecimal()}, "none" in sent
        rows.append(row)
    return rows


def _decisions(request: StaffRequest, table: IndicatorTable) -> actions.Decisions:
    everyone = {organ.pk: organ for organ in organs.living(request.day)}
    names = _names(request, table)
    units = {row.text: [everyone[pk] for pk in sorted(row.chosen) if pk in everyone] for row in names if not row.open}
    wanted = [int(pk) for pk in request.POST.getlist("everyone") if pk.isdecimal()]
    return actions.Decisions(units, [everyone[pk] for pk in wanted if pk in everyone])
