"""Who of the public is signed in. The cookie holds a signed random key; what it means, and for how long, is known here alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from . import actions, queries
from .models import Visitor

COOKIE = "zwgk_visitor"
ENTER = "/my/enter/"
View = Callable[..., HttpResponse]


class AccountRequest(HttpRequest):
    """What `account` adds to a request; for annotations."""

    visitor: Visitor


def visitor_of(request: HttpRequest) -> Visitor | None:
    """The visitor who is signed in in this browser; asking counts as being active."""
    if not hasattr(request, "visitor"):
        at = timezone.now()
        row = queries.signed_in(held(request), at)
        if row is not None:
            actions.still_here(row, at=at)
        request.visitor = row.visitor if row else None  # type: ignore[attr-defined]
    return request.visitor  # type: ignore[attr-defined,no-any-return]


def account(view: View) -> View:
    """Only for whoever is signed in, as `request.visitor`; others sign in first and come back. Never cached, never indexed."""

    @wraps(view)
    def page(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if visitor_of(request) is None:
            back = request.get_full_path() if request.method == "GET" else "/my/"
            return private(HttpResponseRedirect(f"{ENTER}?{urlencode({'next': back})}"))
        return private(view(request, *args, **kwargs))

    page.public = True  # type: ignore[attr-defined]  # as `public` of organs, which stands beside this slice
    return page


def private(response: HttpResponse) -> HttpResponse:
    """Kept by no cache and no search engine; its address goes nowhere."""
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def held(request: HttpRequest) -> str:
    """The key of this browser's cookie; "" when it was not signed here."""
    try:
        return signing.Signer(salt=COOKIE).unsign(request.COOKIES.get(COOKIE, ""))
    except signing.BadSignature:
        return ""


def let_in(request: HttpRequest, response: HttpResponse, key: str) -> HttpResponse:
    """Until the browser is closed: others may sit at the same computer afterwards."""
    response.set_cookie(COOKIE, signing.Signer(salt=COOKIE).sign(key), httponly=True, samesite="Lax", secure=request.is_secure())
    return response


def let_out(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """退出."""
    actions.leave(held(request))
    response.delete_cookie(COOKIE, samesite="Lax")
    return response


def way_back(request: HttpRequest, given: str) -> str:
    """Where to go afterwards: an address of this site, else the account."""
    return given if url_has_allowed_host_and_scheme(given, allowed_hosts={request.get_host()}, require_https=request.is_secure()) else "/my/"
