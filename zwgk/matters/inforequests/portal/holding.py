"""What a browser of an applicant holds: the key of its draft, the cases it may see for half an hour, where it comes from."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from ..models import Case
from ..queries import seen_by_code

DRAFT_COOKIE = "zwgk_request"
SEES = "inforequests"  # in the session: code → until when
SEES_FOR = timedelta(minutes=30)
CRUMBS = [("首页", "/"), ("依申请公开", "/requests/")]


def draft_key(request: HttpRequest) -> str:
    """The key of this browser's draft; "" when there is none."""
    key = request.COOKIES.get(DRAFT_COOKIE, "")
    return key if 20 <= len(key) <= 64 else ""


def hold_draft(request: HttpRequest, response: HttpResponse, key: str) -> None:
    """Until the browser is closed: others may sit at the same computer afterwards."""
    response.set_cookie(DRAFT_COOKIE, key, httponly=True, samesite="Lax", secure=request.is_secure(), path="/requests/")


def new_key() -> str:
    return secrets.token_urlsafe(24)


def let_see(request: HttpRequest, case: Case, at: datetime) -> None:
    """This browser has shown code and contact, or has just sent the application."""
    kept = {code: until for code, until in request.session.get(SEES, {}).items() if until > at.timestamp()}
    request.session[SEES] = {**kept, case.code: (at + SEES_FOR).timestamp()}


def case_of(request: HttpRequest, code: str) -> Case | None:
    """The case with this code, for a browser that may see it; looking on makes the time begin anew."""
    at = timezone.now()
    if request.session.get(SEES, {}).get(code, 0) < at.timestamp():
        return None
    case = seen_by_code(code)
    if case is None:
        raise Http404
    let_see(request, case, at)
    return case


def forget(request: HttpRequest) -> None:
    """Nobody after me at this computer sees anything."""
    request.session.pop(SEES, None)


def page(request: HttpRequest, template: str, values: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page about somebody's application: never kept by a cache or a search engine, its address goes nowhere."""
    response = render(request, f"inforequests/public/{template}.html", values, status=status)
    return private(response)


def private(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
