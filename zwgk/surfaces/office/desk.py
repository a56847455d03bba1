"""The desk 工作台: what is late, due today, this week, later."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from zwgk.foundation.organs.pages import StaffRequest, staff


@staff("inbox.see")
def desk(request: StaffRequest) -> HttpResponse:
    return render(request, "office/desk.html", {"title": "工作台"})
