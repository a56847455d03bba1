"""What the pages of one table share: the row, whose units a person sees, the tabs."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest

from .. import queries
from ..models import IndicatorTable

HOME = ("佐证材料", "/office/assessments/")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def settled(pk: int) -> IndicatorTable:
    """A table that is or was in use."""
    return get_object_or_404(queries.tables().exclude(state=IndicatorTable.State.DRAFT), pk=pk)


def scope(request: StaffRequest) -> set[int] | None:
    """Units whose state this person sees; None: all."""
    return organs.reach(request.actor, "assessments.see")


def frame(request: StaffRequest, table: IndicatorTable, tab: str) -> dict[str, Any]:
    """Title, crumbs, tabs."""
    wide = scope(request) is None
    may_tag = request.actor.may("assessments.tag")
    places = [("table", "指标", True), ("matrix", "单位对照", wide), ("gaps", "缺口", True), ("materials", "标注材料", may_tag)]
    places.append(("packs", "材料包", request.actor.may("assessments.pack")))
    tabs = [(label, reverse(f"assessments:{name}", args=[table.pk]), name == tab) for name, label, shown in places if shown]
    return {"table": table, "crumbs": [HOME], "tabs": tabs, "wide": wide, "may_tag": may_tag, "may_import": request.actor.may("assessments.import_table")}
