"""Resumable uploads over HTTP: the core of tus 1.0.0 with creation, termination and expiration (https://tus.io).

POST makes room and answers with the address; HEAD tells how much is there; PATCH adds a piece; DELETE takes it out.
A refusal comes back as plain words. Of a phone's link it is `?pass=12`; the address handed out keeps that.
"""

from __future__ import annotations

import base64
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.http import require_http_methods

from zwgk.domain.errors import BadInput, Conflict, NotAllowed, Refusal
from zwgk.foundation.files import actions, queries
from zwgk.foundation.files.models import Upload
from zwgk.foundation.organs.pages import StaffRequest, staff

VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"
STATUS = {NotAllowed: 403, BadInput: 400, Conflict: 409}


@staff("files.upload", passes=True)
@require_http_methods(["POST", "OPTIONS"])
def create(request: StaffRequest) -> HttpResponse:
    """Begin."""
    if request.method == "OPTIONS":
        told = {"Tus-Version": VERSION, "Tus-Extension": "creation,termination,expiration", "Tus-Max-Size": str(actions.MAX_BYTES)}
        return _tus(HttpResponse(status=204, headers=told))
    return _answer(lambda: _create(request))


@staff("files.upload", passes=True)
@require_http_methods(["HEAD", "PATCH", "DELETE"])
def upload(request: StaffRequest, key: str) -> HttpResponse:
    """One upload."""
    row = queries.upload_called(key, request.actor)
    if row is None:
        return _tus(HttpResponse("没有这个上传，或已经过期。", status=404, content_type="text/plain; charset=utf-8"))
    if request.method == "HEAD":
        return _told(row, 200)
    if request.method == "DELETE":
        actions.drop_upload(row, actor=request.actor, at=request.moment)
        return _tus(HttpResponse(status=204))
    return _answer(lambda: _add(request, row))


def _create(request: StaffRequest) -> HttpResponse:
    meta = _metadata(request.headers.get("Upload-Metadata", ""))
    length = _number(request, "Upload-Length")
    wanted = actions.NewUpload(meta.get("filename", ""), length, meta.get("sha256", ""))
    row = actions.begin_upload(wanted, actor=request.actor, at=request.moment)
    address = reverse("office:upload", args=[row.key])
    response = _told(row, 201)
    response["Location"] = f"{address}?pass={request.by_pass.pk}" if request.by_pass else address
    return response


def _add(request: StaffRequest, row: Upload) -> HttpResponse:
    if request.headers.get("Content-Type") != PIECE:
        return _tus(HttpResponse(status=415))
    if int(request.headers.get("Content-Length") or 0) > actions.MAX_CHUNK:
        return _tus(HttpResponse(status=413))
    row = actions.receive_chunk(row, _number(request, "Upload-Offset"), request.body, actor=request.actor, at=request.moment)
    return _told(row, 204)


def _answer(act: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        return act()
    except Refusal as refusal:
        return _tus(HttpResponse(refusal.sentence, status=STATUS.get(type(refusal), 400), content_type="text/plain; charset=utf-8"))


def _told(row: Upload, status: int) -> HttpResponse:
    told = {"Upload-Offset": str(row.offset), "Upload-Length": str(row.length), "Upload-Expires": http_date(row.expires_at.timestamp())}
    return _tus(HttpResponse(status=status, headers=told))


def _tus(response: HttpResponse) -> HttpResponse:
    response["Tus-Resumable"] = VERSION
    response["Cache-Control"] = "no-store"
    return response


def _number(request: HttpRequest, header: str) -> int:
    value = request.headers.get(header, "")
    if not value.isascii() or not value.isdecimal() or len(value) > 15:
        raise BadInput(f"缺少 {header}。", field="file")
    return int(value)


def _metadata(header: str) -> dict[str, str]:
    """`filename 5paH5Lu2,sha256 …`: names with base64 values."""
    found = {}
    for pair in header.split(",")[:10]:
        name, _, value = pair.strip().partition(" ")
        try:
            found[name] = base64.b64decode(value, validate=True).decode("utf-8")
        except ValueError:  # binascii.Error, UnicodeDecodeError, letters beyond ASCII
            raise BadInput("Upload-Metadata 的写法不对。", field="file") from None
    return found
