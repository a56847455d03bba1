"""What the pages of governance share: tabs, crumbs, the year, the organs in reach, the plain form, the workbook."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ
from zwgk.foundation.organs.pages import StaffRequest
from zwgk.matters.governance import queries

CRUMBS = [("组织保障", "/office/governance/")]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABS = (
    ("overview", "登记和缺项"), ("calls", "报备"), ("duties", "三级责任"), ("meetings", "听取汇报"), ("resources", "人员和经费"),
    ("guidance", "日常指导"), ("superior", "上级对口"),
)  # fmt: skip
FIRST_YEAR = 2008


def tabs(current: str) -> list[tuple[str, str, bool]]:
    """The parts of governance, for `{% tabs %}`."""
    return [(label, reverse(f"governance:{name}"), name == current) for name, label in TABS]


def year_of(request: StaffRequest) -> int:
    """The year in the address, or this one."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else request.day.year
    return year if FIRST_YEAR <= year <= request.day.year + 1 else request.day.year


def in_reach(request: StaffRequest) -> set[int] | None:
    """The organs whose entries this person sees; None: all."""
    reach = organs.reach(request.actor, "governance.register")
    return None if reach is None else set(reach)


def own_organs(request: StaffRequest, *, obliged: bool = False) -> QuerySet[Organ]:
    """The organs for which this person may enter something."""
    found = queries.obliged(request.day) if obliged else organs.existing()
    reach = in_reach(request)
    return found if reach is None else found.filter(pk__in=reach)


def sheet(book: bytes, name: str) -> HttpResponse:
    """A workbook to download."""
    return HttpResponse(book, content_type=XLSX, headers={"Content-Disposition": content_disposition_header(True, name)})


def show_form(request: StaffRequest, form: Any, title: str, back: str, **more: Any) -> HttpResponse:
    values = {"title": title, "crumbs": CRUMBS, "form": form, "back": back, "submit": "保存", **more}
    return render(request, "organs/form.html", values)
