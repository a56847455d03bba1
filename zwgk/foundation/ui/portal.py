"""Reading modes for browsers without JavaScript; the code that a phone reads off a page."""

from __future__ import annotations

import io

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from . import queries

YEAR_SECONDS = 31_536_000
DAY_SECONDS = 86_400
LONGEST = 1000  # signs of an address that a code can still show


def reading(request: HttpRequest) -> HttpResponse:
    """Set a mode and go back: `/reading/?scale=big&to=/`."""
    back = request.GET.get("to", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    response = HttpResponseRedirect(back if safe else "/")
    keep(response, queries.changed(request.COOKIES, request.GET))
    return response


def keep(response: HttpResponse, value: str) -> None:
    """The modes, for a year, in the visitor's own browser."""
    response.set_cookie(queries.COOKIE, value, max_age=YEAR_SECONDS, samesite="Lax")


def code(request: HttpRequest) -> HttpResponse:
    """The QR code of a page of this site: `/qr.svg?of=/ledger/`. An address elsewhere gets none."""
    path = request.GET.get("of", "")
    if not path.startswith("/") or path.startswith(("//", "/\\")) or len(path) > LONGEST:
        raise Http404
    drawn = io.BytesIO()
    segno.make(address_of(request, path), error="m", micro=False).save(drawn, kind="svg", scale=4, border=2, light="#fff", xmldecl=False)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml", headers={"Cache-Control": f"public, max-age={DAY_SECONDS}"})


def address_of(request: HttpRequest, path: str) -> str:
    """The whole address of a page, as a phone needs it."""
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)


reading.public = code.public = True  # type: ignore[attr-defined]  # the decorator stands above this slice, in organs
