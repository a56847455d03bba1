"""What the pages of channels share: tabs, crumbs, the plain form, files to look at or to take along."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from zwgk.foundation.files import queries as files
from zwgk.foundation.organs.pages import StaffRequest
from zwgk.matters.channels import queries
from zwgk.matters.channels.models import Channel

CRUMBS = [("渠道", "/office/channels/")]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABS = (("list", "登记册"), ("releases", "待发布到渠道"), ("differences", "差异清单"), ("zones", "专区"), ("cleanup", "账号清理"), ("modes", "平台方式"))
SHOWN = ("image/jpeg", "image/png", "image/webp", "image/gif")  # opened in the browser; everything else is a download


def tabs(current: str) -> list[tuple[str, str, bool]]:
    """The parts of channels, for `{% tabs %}`."""
    return [(label, reverse(f"channels:{name}"), name == current) for name, label in TABS]


def channel_or_404(pk: int) -> Channel:
    if found := queries.channel_of(pk):
        return found
    raise Http404


def sheet(book: bytes, name: str) -> HttpResponse:
    return download(book, name, XLSX)


def download(data: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": content_disposition_header(True, name)})


def kept(file: Any) -> FileResponse:
    """A kept file: pictures are shown, the rest is a download."""
    shown = file.media_type in SHOWN
    answer = FileResponse(files.location(file).open("rb"), content_type=file.media_type if shown else "application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(not shown, file.name)
    return answer


def show_form(request: StaffRequest, form: Any, title: str, back: str, **more: Any) -> HttpResponse:
    values = {"title": title, "crumbs": CRUMBS, "form": form, "back": back, "submit": "保存", **more}
    return render(request, more.pop("template", "channels/form.html"), values)


def done(request: StaffRequest, said: str, to: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(to)
