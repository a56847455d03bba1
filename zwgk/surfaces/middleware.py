"""At the edge: a refusal of the core becomes a page with its sentence; the portal in traditional characters."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from zwgk.domain.errors import BadInput, Conflict, NotAllowed, Refusal
from zwgk.foundation.ui import queries as ui
from zwgk.foundation.ui import traditional

logger = logging.getLogger(__name__)
TEXTS = frozenset({"text/html", "text/css", "text/csv", "text/plain", "text/xml", "application/json", "application/xml", "application/rss+xml", "application/atom+xml"})
Answer = Callable[[HttpRequest], HttpResponse]


class SmallerMiddleware(GZipMiddleware):
    """Compresses what is text: a page of a township on a slow line is a fifth of its size. Files go out as they are."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_text = response.get("Content-Type", "").partition(";")[0] in TEXTS
        return super().process_response(request, response) if is_text and not response.streaming else response


class NulMiddleware:
    """Reads the sign NUL in an address as a blank: over a text with it PostgreSQL breaks where SQLite finds nothing. The interface for programs says so itself."""

    TOLD = ("/api/", "/opendata/")

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            return HttpResponseBadRequest("网址里有不能使用的控制字符。", content_type="text/plain; charset=utf-8")
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query and not request.path_info.startswith(self.TOLD):
            request.META["QUERY_STRING"] = query.replace("%00", "%20")
        return self.get_response(request)


class RefusalMiddleware:
    """Answers 403, 400 or 409 with the sentence that the core raised."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, IntegrityError):
            logger.warning("two people at once: %s", exception)
            exception = Conflict("别人刚刚办理了同一件事，或相同的内容已经登记。", remedy="请返回上一页刷新，核对后再提交；已填写的内容仍在浏览器中。")
        if not isinstance(exception, Refusal):
            return None
        title = "您不能办理这项操作" if isinstance(exception, NotAllowed) else ""
        on_phone = getattr(request, "on_phone", False) or getattr(request, "by_pass", None)
        template = "ui/refusal_phone.html" if on_phone else "ui/refusal.html"
        return render(request, template, {"refusal": exception, "refusal_title": title}, status=_status(exception))


def _status(refusal: Refusal) -> int:
    match refusal:
        case NotAllowed():
            return 403
        case BadInput():
            return 400
        case Conflict():
            return 409
        case _:
            return 422


class PortalMiddleware:
    """With ZWGK_PORTAL=off the office works alone: public pages lead to the superior's platform, or are not there."""

    # phone links, the first start, reports of the SMS gateway, reading modes, the check of a certificate that is out on paper
    KEPT = ("/p/", "/setup/", "/hooks/", "/reading/", "/xxgk/check/")

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        if not settings.PORTAL_OFF or not getattr(view, "public", False) or request.path.startswith(self.KEPT):
            return None
        if request.path == "/robots.txt":
            return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
        if settings.PORTAL_AT:
            return HttpResponseRedirect(settings.PORTAL_AT)
        if request.path == "/":
            return HttpResponseRedirect("/office/")
        raise Http404("这里不对外开放页面。")  # portal.errors says so


class KioskMiddleware:
    """At a screen of everybody (查阅终端) nobody signs in."""

    SHUT = ("/my/", "/accounts/", "/office/", "/system/", "/setup/")

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(self.SHUT) and ui.chosen(request.COOKIES).get("kiosk"):
            return HttpResponseRedirect("/kiosk/")
        return self.get_response(request)


class TraditionalMiddleware:
    """Turns a public page into traditional characters for those who chose 繁體; addresses and typed values stay."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        wanted = ui.chosen(request.COOKIES).get("script") == "hant" and not request.path.startswith(("/office/", "/system/"))
        if wanted and not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            response.content = traditional.page(response.content.decode(response.charset)).encode(response.charset)
            patch_vary_headers(response, ["Cookie"])
        return response
