"""Reading modes for browsers without JavaScript."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from . import queries

YEAR_SECONDS = 31_536_000


def reading(request: HttpRequest) -> HttpResponse:
    """Set a mode and go back: `/reading/?scale=big&to=/`."""
    back = request.GET.get("to", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    response = HttpResponseRedirect(back if safe else "/")
    value = queries.changed(request.COOKIES, request.GET)
    response.set_cookie(queries.COOKIE, value, max_age=YEAR_SECONDS, samesite="Lax")
    return response


reading.public = True  # type: ignore[attr-defined]  # the decorator stands above this slice, in organs
