"""The pages that say what went wrong, and where to go on."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string

from zwgk.matters.records.queries import moved


@dataclass(frozen=True, slots=True)
class Fault:
    """What an error page says."""

    status: int
    title: str
    means: str
    remedy: str


BAD_REQUEST = Fault(400, "这个请求无法处理", "网址或提交的内容不完整。", "请返回上一页，核对后再试一次。")
NOT_ALLOWED = Fault(403, "您不能查看这个页面", "这个页面需要相应的权限，或者页面停留太久、安全校验已经过期。", "请返回上一页刷新后再试；仍然不行的，请联系政务公开主管部门。")
NOT_FOUND = Fault(404, "没有找到这个页面", "网址可能写错了，页面也可能已经合并到别处。", "请核对网址，或者从首页、网站地图重新查找。")
BROKEN = Fault(500, "系统暂时出了问题", "这不是您的操作造成的，已经填写的内容没有丢失的，可以返回上一页重新提交。", "请过几分钟再试；仍然不行的，请联系网站承办单位。")
CLOSED = "这里不对外开放网页"
STAFF = ("/office/", "/accounts/", "/system/")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, BAD_REQUEST)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, NOT_ALLOWED)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An address of the old site leads to where its page stands now."""
    if request.method in ("GET", "HEAD") and not request.path.startswith(("/office/", "/static/")) and (found := moved(request.get_full_path(), request.get_host().partition(":")[0])):
        return HttpResponsePermanentRedirect(found)
    if settings.PORTAL_OFF and not request.path.startswith(STAFF):
        return render(request, "portal/closed.html", {"title": CLOSED}, status=404)
    return _page(request, NOT_FOUND)


def broken(request: HttpRequest) -> HttpResponse:
    """Asks nothing of database or session: they may be what is broken."""
    return HttpResponse(render_to_string("portal/parts/broken.html", {"fault": BROKEN}), status=BROKEN.status)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(request, NOT_ALLOWED)


def _page(request: HttpRequest, fault: Fault) -> HttpResponse:
    base = "ui/base_office.html" if request.path.startswith("/office/") else "ui/base_public.html"
    return render(request, "portal/parts/fault.html", {"fault": fault, "title": fault.title, "base": base}, status=fault.status)
