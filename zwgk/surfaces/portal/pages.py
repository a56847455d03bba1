"""About, contact, site map: made from what the site holds, so that they are never out of date. And the page on accessibility."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import OrganKind
from zwgk.foundation.organs.pages import may_open, public
from zwgk.foundation.pagecache.pages import kept
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.catalogue.queries import showing as catalogue
from zwgk.matters.governance import queries as governance
from zwgk.matters.sites import queries as sites

# What belongs to no list of rows; an address that no slice offers is left out.
PLACES = (
    ("信息公开", (
        ("政府信息公开", "/xxgk/"), ("最新公开", "/xxgk/new/"), ("政策文件", "/policies/"), ("基层政务公开标准目录", "/xxgk/catalogue/"), ("机构职能目录", "/xxgk/functions/"),
        ("政务公开台账", "/ledger/"), ("政府信息公开工作年度报告", "/annual-reports/"), ("组织保障", "/governance/"),
    )),
    ("办事互动", (("依申请公开", "/requests/"), ("提出申请", "/requests/new/"), ("查申请进度", "/requests/progress/"), ("投诉举报", "/requests/complain/"), ("互动交流", "/hudong/"))),
    ("数据和订阅", (("公开数据", "/xxgk/data/"), ("开放接口", "/api/"), ("批量下载", "/opendata/"), ("订阅", "/feeds/"), ("站内检索", "/search/"))),
    ("本站", (("关于本站", "/about/"), ("联系我们", "/contact/"), ("我为政府网站找错", "/corrections/"), ("无障碍说明", "/accessibility/"), ("我的", "/my/"))),
)  # fmt: skip


@public
@kept("catalogue")
def about(request: HttpRequest) -> HttpResponse:
    day = timezone.localdate(timezone.now())
    others = [each for _, rows in sites.directory(day) for each in rows if each.kind != OrganKind.GOVERNMENT]
    return render(request, "portal/about.html", {**_titled("关于本站"), "organs": len(others), "tables": len(rulebook.law().kinds)})


@public
@kept("governance", "catalogue")
def contact(request: HttpRequest) -> HttpResponse:
    """Whom to turn to: the site, the competent department, every organ."""
    day = timezone.localdate(timezone.now())
    departments = [(each.organ, governance.working_organ_of(each.organ)) for each in governance.competent_departments()]
    return render(request, "portal/contact.html", {**_titled("联系我们"), "departments": departments, "groups": sites.directory(day)})


@public
@kept()
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html", _titled("无障碍说明"))


@public
@kept("catalogue")
def sitemap(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/sitemap.html", {**_titled("网站地图"), "groups": mapped(timezone.localdate(timezone.now()))})


def mapped(day: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """The site map: places, columns of the county, organs, tables of data."""
    groups = [(name, [(label, url) for label, url in rows if may_open(None, url)]) for name, rows in PLACES]
    government = organs.government()
    if government is not None:
        columns = [(each.title, f"/xxgk/{government.slug}/{each.key}/") for each in catalogue.open_columns(government.pk, day)]
        groups.append(("县政府的公开栏目", columns))
    groups += [(name, [(each.label, f"/organs/{each.slug}/" if each != government else f"/xxgk/{each.slug}/") for each in rows]) for name, rows in sites.directory(day)]
    groups.append(("公开数据的类型", [(kind.title, f"/xxgk/data/{kind.id}/") for kind in rulebook.law().kinds.values()]))
    return [(name, rows) for name, rows in groups if rows]


def _titled(title: str) -> dict[str, object]:
    return {"title": title, "crumbs": [("首页", "/"), (title, "")]}
