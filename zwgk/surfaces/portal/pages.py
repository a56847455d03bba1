"""About, accessibility, site map."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zwgk.foundation.organs.pages import public


@public
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/about.html", _titled("关于本站"))


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html", _titled("无障碍说明"))


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/sitemap.html", _titled("网站地图"))


def _titled(title: str) -> dict[str, object]:
    return {"title": title, "crumbs": [("首页", "/"), (title, "")]}
