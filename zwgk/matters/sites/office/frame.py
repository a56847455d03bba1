"""What the pages of the site share: tabs, crumbs, the plain form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zwgk.foundation.organs.pages import StaffRequest, may_open

CRUMBS = [("网站管理", "/office/sites/")]
TABS = (("home", "站点信息"), ("channels", "单位频道"), ("corrections", "网站找错"), ("register", "网站名录"), ("views", "浏览量"), ("partners", "转载合作"))
PER_PAGE = 50


def tabs(request: StaffRequest, current: str) -> list[tuple[str, str, bool]]:
    """The parts of the site that open for this person, for `{% tabs %}`."""
    found = ((label, reverse(f"sites:{name}"), name == current) for name, label in TABS)
    return [each for each in found if may_open(request.actor, each[1])]


def year_of(request: StaffRequest) -> int:
    """The year in the address, or this one."""
    asked = request.GET.get("year", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and 2000 <= int(asked) <= request.day.year + 1 else request.day.year


def show_form(request: StaffRequest, form: Any, title: str, back: str, **more: Any) -> HttpResponse:
    return render(request, "organs/form.html", {"title": title, "crumbs": CRUMBS, "form": form, "back": back, "submit": "保存", **more})


def done(request: StaffRequest, said: str, to: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(to)
