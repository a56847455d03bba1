"""What the pages of the catalogue share: tabs, crumbs, the plain form, downloads, reading an uploaded sheet."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from zwgk.domain import catalogues
from zwgk.domain.documents import Extracted
from zwgk.foundation.files import readers
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.pages import StaffRequest

CRUMBS = [("目录", "/office/catalogue/")]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABS = (
    ("overview", "领域"), ("entries", "事项"), ("columns", "栏目"), ("matters", "公开事项清单"), ("negative", "负面清单"), ("registers", "权责和服务清单"),
    ("functions_list", "机构职能"), ("targets", "编制任务"),
)  # fmt: skip


def tabs(current: str) -> list[tuple[str, str, bool]]:
    """The parts of the catalogue, for `{% tabs %}`."""
    return [(label, reverse(f"catalogue:{name}"), name == current) for name, label in TABS]


def show_form(request: StaffRequest, form: Any, title: str, back: str, **more: Any) -> HttpResponse:
    values = {"title": title, "crumbs": CRUMBS, "form": form, "back": back, "submit": "保存", **more}
    return render(request, "organs/form.html", values)


def book(data: bytes, name: str) -> HttpResponse:
    """A workbook to download."""
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": content_disposition_header(True, name)})


def number(request: StaffRequest, name: str) -> int | None:
    """A number in the address."""
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 12 else None


def extracted(sent: Any) -> Extracted:
    """The uploaded file, read with all the guards of the readers."""
    data = sent.read()
    return readers.extract(data, sent.name)


def read_catalogue(sent: Any) -> catalogues.Sheet:
    """The uploaded file as rows of a catalogue."""
    return catalogues.read_sheet(extracted(sent))


def in_reach(request: StaffRequest, right: str) -> set[int] | None:
    """Organs for which this person may do it; None: all."""
    reach = organs.reach(request.actor, right)
    return None if reach is None else set(reach)
