"""How columns stand: by unit; the required plan; who has none to answer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from zwgk.foundation.organs.pages import StaffRequest, may_open, staff
from zwgk.foundation.organs.queries import reach
from zwgk.matters.inspections import queries, rules

from .frame import CRUMBS, tabs

SHOWN = ("broken", "wrong", "empty", "stale", "mixed", "twice", "tags", "page")


@staff("inspections.see")
def columns(request: StaffRequest) -> HttpResponse:
    """Every unit with its light; each number leads to its rows."""
    rows = queries.column_lights(request.day, reach(request.actor, "inspections.see"))
    heads = [(group, rules.GROUPS[group]) for group in SHOWN]
    table = [(row, [(group, row.by_group.get(group, 0)) for group, _ in heads]) for row in rows]
    return render(request, "inspections/columns.html", {
        "title": "各单位栏目", "crumbs": CRUMBS, "tabs": tabs("columns"), "heads": heads, "table": table, "columns": sum(row.columns for row in rows),
        "problems": sum(row.problems for row in rows), "fine": sum(not row.problems for row in rows),
        "checked": queries.was_checked(),
    })  # fmt: skip


@staff("inspections.see")
def plan(request: StaffRequest) -> HttpResponse:
    """The plan of columns against the rules (WEB-06)."""
    lines = queries.plan_lines()
    return render(request, "inspections/plan.html", {
        "title": "栏目设置", "crumbs": CRUMBS, "tabs": tabs("plan"), "lines": lines, "most": rules.limit("plan-depth"), "short": sum(not line.stands for line in lines), "checked": queries.was_checked(),
        "rules": [(rules.rule(ident), rules.basis(rules.rule(ident))) for ident in ("plan-missing", "plan-name", "plan-overlap", "plan-depth")],
    })  # fmt: skip


@staff("inspections.see")
def keepers(request: StaffRequest) -> HttpResponse:
    """专人专责: columns without a keeper, each with the way to name one (PRO-06)."""
    found = queries.keeperless(request.day, reach(request.actor, "inspections.see"))
    units: dict[object, list[object]] = {}
    for column in found:
        units.setdefault(column.organ, []).append(column)
    return render(request, "inspections/keepers.html", {
        "title": "没有责任人的栏目", "crumbs": CRUMBS, "tabs": tabs("keepers"), "units": units.items(), "count": len(found), "may_name": request.actor.may("catalogue.propose"), "may_hand_over": may_open(request.actor, "/office/handovers/"),
    })  # fmt: skip
