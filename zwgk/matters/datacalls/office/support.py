"""What the pages share."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from zwgk.foundation.files import queries as files
from zwgk.foundation.organs.pages import StaffRequest
from zwgk.matters.datacalls import queries
from zwgk.matters.datacalls.models import SUBJECT, DataCall, Return

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CRUMBS = [("采集表", "/office/datacalls/")]


def crumbs(call: DataCall) -> list[tuple[str, str]]:
    return [*CRUMBS, (call.title, call.url)]


def call_of(request: StaffRequest, pk: int) -> DataCall:
    return get_object_or_404(queries.calls_for(request.actor).select_related("book", "file", "organ", "follows"), pk=pk)


def return_of(request: StaffRequest, pk: int, organ: int) -> Return:
    given = get_object_or_404(queries.returns_for(request.actor), call_id=pk, organ_id=organ)
    request.actor.require_about(SUBJECT, given.pk)
    return given


def book(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": content_disposition_header(True, name)})


def stored(file: Any) -> FileResponse:
    """A kept file, always as a download."""
    response = FileResponse(files.location(file).open("rb"), content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    return response
