"""What a browser of an applicant holds: the key of its draft, the cases it may see for half an hour, where it comes from."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zwgk.foundation.visitors.pages import private, visitor_of

from ..models import Case
from ..queries import drafts, seen_by_code
from ..queries.account import is_on_account

SEES = "inforequests"  # in the session: code → until when
SEES_FOR = timedelta(minutes=30)
CRUMBS = [("首页", "/"), ("依申请公开", "/requests/")]


def draft_key(request: HttpRequest) -> str:
    """The key of this browser's draft; "" when there is none."""
    key = request.COOKIES.get(drafts.COOKIE, "")
    return key if 20 <= len(key) <= 64 else ""


def hold_draft(request: HttpRequest, response: HttpResponse, key: str) -> None:
    """Until the browser is closed: others may sit at the same computer afterwards."""
    response.set_cookie(drafts.COOKIE, key, httponly=True, samesite="Lax", secure=request.is_secure(), path=drafts.PATH)


def new_key() -> str:
    return secrets.token_urlsafe(24)


def let_see(request: HttpRequest, case: Case, at: datetime) -> None:
    """This browser has shown code and contact, or has just sent the application."""
    kept = {code: until for code, until in request.session.get(SEES, {}).items() if until > at.timestamp()}
    request.session[SEES] = {**kept, case.code: (at + SEES_FOR).timestamp()}


def case_of(request: HttpRequest, code: str) -> Case | None:
    """The case with this code, for a browser that may see it; looking on makes the time begin anew."""
    at = timezone.now()
    visitor = visitor_of(request)
    by_account = visitor is not None and is_on_account(visitor, code)
    if not by_account and request.session.get(SEES, {}).get(code, 0) < at.timestamp():
        return None
    case = seen_by_code(code)
    if case is None:
        raise Http404
    if not by_account:  # an account leaves no trace in the session: 退出 ends everything
        let_see(request, case, at)
    return case


def forget(request: HttpRequest) -> None:
    """Nobody after me at this computer sees anything."""
    request.session.pop(SEES, None)


def page(request: HttpRequest, template: str, values: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page about somebody's application: never kept by a cache or a search engine, its address goes nowhere."""
    response = render(request, f"inforequests/public/{template}.html", values, status=status)
    return private(response)
