"""Public pages: the competent department, the working organs, the leaders' division of work. No mobile number, ever."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zwgk.foundation.organs.pages import public
from zwgk.foundation.pagecache.pages import kept

from . import queries
from .models import Duty, Responsible, WorkingOrgan
from .rules import ARTICLE_3, ARTICLE_4, mask_mobile


@public
@kept("governance")
def governance(request: HttpRequest) -> HttpResponse:
    """Who is competent, and where to turn in each organ."""
    rows = [(body, [(label, mask_mobile(value)) for label, value in _contact(body) if value]) for body in queries.working_organs()]
    return render(request, "governance/public.html", {
        "title": "政府信息公开工作机构", "departments": queries.competent_departments(), "rows": rows, "article_3": ARTICLE_3, "article_4": ARTICLE_4,
    })  # fmt: skip


@public
@kept("governance")
def leaders(request: HttpRequest) -> HttpResponse:
    """The leaders responsible for open government, as published."""
    rows = [(row, mask_mobile(row.phone), mask_mobile(row.work)) for row in queries.published_leaders()]
    return render(request, "governance/leaders.html", {
        "title": "政务公开工作分工", "crumbs": [("组织保障", "/governance/")], "rows": rows, "newest": _newest(rows),
    })  # fmt: skip


@public
@kept("governance")
def duties(request: HttpRequest) -> HttpResponse:
    """Head, leader in charge and section of each organ: names and duties only, no telephone."""
    rows = [(organ, *(_named(people, duty) for duty in (Duty.HEAD, Duty.LEADER)), section) for organ, people, section in queries.public_duties()]
    return render(request, "governance/public_duties.html", {
        "title": "政务公开三级责任", "crumbs": [("组织保障", "/governance/")], "rows": rows, "departments": queries.competent_departments(),
    })  # fmt: skip


def _named(people: list[Responsible], duty: Duty) -> tuple[Responsible, str] | None:
    """The person with this duty and the published work, or nobody."""
    return next(((row, mask_mobile(row.work)) for row in people if row.duty == duty), None)


def _contact(body: WorkingOrgan) -> list[tuple[str, str]]:
    return [
        ("办公地址", body.address), ("办公时间", body.office_hours), ("联系电话", body.phone), ("传真号码", body.fax), ("电子邮箱", body.email),
        ("互联网联系方式", body.web), ("邮政编码", body.postcode),
    ]  # fmt: skip


def _newest(rows: list[tuple[Responsible, str, str]]) -> object:
    return max((row.published_at for row, _, _ in rows if row.published_at), default=None)
