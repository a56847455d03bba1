"""Home, about, accessibility, site map."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone

from zwgk.foundation.organs.pages import public
from zwgk.matters.ledger import queries as ledger
from zwgk.matters.records.queries import showing as records


@dataclass(frozen=True, slots=True)
class Door:
    """One of the four ways in."""

    name: str
    says: str
    url: str
    waits: str = ""  # what to do as long as this part is not offered here


DOORS = (
    Door("查政策", "文件、解读、公报，注明是否有效。", "/policies/", "本站暂未开通，请到上级政府网站的政策文件库查询。"),
    Door("看公开", "各单位依法公开的信息，按统一的栏目和标准目录查找。", "/xxgk/", "栏目正在设置，完成后从这里进入。"),
    Door("提申请", "申请公开您需要的政府信息。", "/requests/new/", "网上申请暂未开通，可以当面、邮寄或传真向各单位信息公开工作机构提出。"),
    Door("说意见", "对决策草案提意见，给部门和乡镇写信。", "/comments/", "网上意见征集暂未开通，可以拨打 12345 热线反映。"),
)


@public
def home(request: HttpRequest) -> HttpResponse:
    doors = [(door, is_open(door.url)) for door in DOORS]
    return render(request, "portal/home.html", {"doors": doors, "new": records.newest_documents(6), **plan_stands()})


@public
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/about.html", _titled("关于本站"))


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html", _titled("无障碍说明"))


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/sitemap.html", _titled("网站地图"))


def plan_stands() -> dict[str, object]:
    """The newest published plan and its counts; nothing before one is published."""
    plan = ledger.published_plans().first()
    if plan is None:
        return {"plan": None}
    at = timezone.now()
    return {"plan": plan, "at": at, "standing": ledger.standings("plan", at, plan).get(plan.pk, ledger.NOTHING)}


def is_open(url: str) -> bool:
    """Whether some slice answers at this address."""
    try:
        return bool(getattr(resolve(url).func, "public", False))
    except Resolver404:
        return False


def _titled(title: str) -> dict[str, object]:
    return {"title": title, "crumbs": [("首页", "/"), (title, "")]}
