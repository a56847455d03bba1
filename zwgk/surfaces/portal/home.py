"""The first page: what is new, what one can ask, how the government is doing, where to look further. Nothing is promised that is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import OrganKind
from zwgk.foundation.organs.pages import may_open, public
from zwgk.foundation.pagecache.pages import kept
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.foundation.ui import queries as ui
from zwgk.matters.catalogue.queries import showing as catalogue
from zwgk.matters.inforequests.queries import analysis as requests
from zwgk.matters.ledger import queries as ledger
from zwgk.matters.records.queries import row_pages, rows
from zwgk.matters.records.queries import showing as records

NEW = 8  # documents in the list
TABLES = 6  # kinds of data, the fullest first
SERVICES = "service-item"


@dataclass(frozen=True, slots=True)
class Door:
    """A quick way in."""

    name: str
    says: str
    url: str


DOORS = (
    Door("查政策", "文件、解读，注明是否有效", "/policies/"),
    Door("看公开", "各单位依法公开的信息", "/xxgk/"),
    Door("查办事", "要什么材料，到哪里办", f"/xxgk/data/{SERVICES}/"),
    Door("提申请", "申请公开您需要的政府信息", "/requests/"),
    Door("说意见", "对决策草案提意见", "/comments/"),
    Door("查数据", "许可、处罚、预决算，可下载", "/xxgk/data/"),
)
GROUPS = (
    ("政府部门", (OrganKind.GOVERNMENT_OFFICE, OrganKind.DEPARTMENT, OrganKind.DISPATCHED)),
    ("乡镇（街道）", (OrganKind.TOWNSHIP, OrganKind.STREET)),
)


@public
@kept("ledger", "inforequests.case", "catalogue")
def home(request: HttpRequest) -> HttpResponse:
    """The whole picture; in 长者模式 the four things and the telephone."""
    today = timezone.localdate()
    if ui.chosen(request.COOKIES).get("elder"):
        return render(request, "portal/home_elder.html", {"new": records.newest_documents(5)})
    return render(request, "portal/home.html", {
        "doors": [door for door in DOORS if may_open(None, door.url)], "new": records.newest_documents(NEW), **plan_stands(), "answered": answered(today),
        "fields": [each for each in catalogue.public_fields(today) if each.released], **data_tables(), "services": services(), "groups": organ_groups(today),
    })  # fmt: skip


def plan_stands() -> dict[str, object]:
    """The newest published plan and its counts; nothing before one is published."""
    plan = ledger.published_plans().first()
    if plan is None:
        return {"plan": None}
    at = timezone.now()
    return {"plan": plan, "at": at, "standing": ledger.standings("plan", at, plan).get(plan.pk, ledger.NOTHING)}


def answered(today: date) -> requests.Share | None:
    """Requests of this year that were finished within the legal time, of all that were finished."""
    share = requests.on_time(requests.Span(date(today.year, 1, 1), today))
    return share if share.whole else None


def data_tables() -> dict[str, object]:
    """The tables that hold most, and how many rows there are in all."""
    every = [each for _, kinds in row_pages.standing() for each in kinds if each[1]]
    return {"tables": sorted(every, key=lambda each: -each[1])[:TABLES], "table_count": len(every), "row_count": sum(count for _, count, _ in every)}


def services() -> dict[str, Any]:
    """Guides by whom they serve; empty before one is published."""
    kind = rulebook.law().kinds.get(SERVICES)
    if kind is None:
        return {}
    asked = rows.asked_from(kind, {})
    return {"kind": kind, "count": rows.count(asked), "categories": rows.choices(asked, "category")}


def organ_groups(today: date) -> list[tuple[str, list[Any]]]:
    """Departments and townships, each with its own page."""
    living = list(organs.living(today).order_by("order", "id"))
    found = [(name, [each for each in living if each.kind in kinds]) for name, kinds in GROUPS]
    return [(name, members) for name, members in found if members]
