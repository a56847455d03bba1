"""What the pages share: crumbs and tabs."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from zwgk.foundation.organs.pages import StaffRequest
from zwgk.foundation.organs.queries import reach
from zwgk.matters.inspections import queries

CRUMBS = [("栏目检查", "/office/inspections/")]
TABS = (("list", "问题"), ("columns", "各单位栏目"), ("plan", "栏目设置"), ("keepers", "栏目责任人"), ("runs", "检查记录"), ("report", "月报"))


def tabs(current: str) -> list[tuple[str, str, bool]]:
    """The pages of the slice."""
    return [(label, reverse(f"inspections:{name}"), name == current) for name, label in TABS]


def number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def figures_of(request: StaffRequest) -> queries.Figures:
    """Of the month in the address, or of this one."""
    asked = request.GET.get("month", "")
    try:
        day = date.fromisoformat(f"{asked}-01") if asked else request.day
    except ValueError:
        day = request.day
    return queries.figures(day, request.day, reach(request.actor, "inspections.see"))


def handed(data: bytes, name: str) -> HttpResponse:
    """A file to keep."""
    kind = "spreadsheetml.sheet" if name.endswith(".xlsx") else "wordprocessingml.document"
    answer = HttpResponse(data, content_type=f"application/vnd.openxmlformats-officedocument.{kind}")
    answer["Content-Disposition"] = content_disposition_header(True, name) or ""
    return answer
