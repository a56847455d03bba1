"""The living style guide: every component once, with invented values."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from zwgk.foundation.organs.pages import StaffRequest, staff


@staff("inbox.see")
def style(request: StaffRequest) -> HttpResponse:
    return render(request, "office/style.html", {"title": "界面样式"})
