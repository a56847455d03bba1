"""What holds for every answer to a program: how often, from where (CORS), HEAD and OPTIONS, 304, never kept without asking again."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.http import parse_http_date_safe
from django.views.decorators.csrf import csrf_exempt

from zwgk.foundation.gate.pages import address_of
from zwgk.foundation.organs.pages import public

from . import problems
from .problems import Trouble

View = Callable[..., HttpResponseBase]
METHODS = "GET, HEAD, OPTIONS"
LONGEST_QUERY = 4_000
MINUTE = 60
SEEN = "ETag, Last-Modified, Link, Retry-After, Content-Disposition"


def served(view: View, *, cost: int = 1) -> View:
    """The view as programs reach it; a whole file counts as `cost` requests."""

    @public
    @csrf_exempt
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        head = request.method == "HEAD"
        try:
            found = _answer(view, request, cost, args, kwargs)
        except Trouble as trouble:
            found = problems.answer(request, trouble)
        found["Access-Control-Allow-Origin"] = "*"
        found["Access-Control-Expose-Headers"] = SEEN
        return _without_body(found) if head else found

    return answered


def _answer(view: View, request: HttpRequest, cost: int, args: Any, kwargs: Any) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return _options()
    if request.method not in ("GET", "HEAD"):
        raise Trouble(405, "接口只读", f"这里只能读取，不能用 {request.method}。", where="请求方法", remedy="请改用 GET。", headers={"Allow": METHODS})
    _within(request, cost)
    _readable(request)
    request.method = "GET"  # HEAD is the same answer without its body
    found = view(request, *args, **kwargs)
    return _asked_before(request, found) if found.status_code == 200 else found


def _readable(request: HttpRequest) -> None:
    """What no operation takes: an address without end, signs that no database keeps, the same parameter twice."""
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        raise Trouble(400, "网址太长", f"查询条件不能超过 {LONGEST_QUERY} 个字符。", where="网址", remedy="请减少条件，或者下载整份数据（/opendata/）后在本地筛选。")
    for name, values in request.GET.lists():
        if "\x00" in name or any("\x00" in value for value in values):
            raise Trouble(400, "参数不符合要求", "参数里有不能使用的控制字符。", where="参数", remedy="请去掉后重试。")
        if len(values) > 1:
            raise Trouble(400, "参数重复", f"参数 {name[:80]} 写了 {len(values)} 次。", where=f"参数 {name[:80]}", remedy="每个参数只写一次。")


def _options() -> HttpResponse:
    allowed = {"Allow": METHODS, "Access-Control-Allow-Methods": METHODS, "Access-Control-Allow-Headers": "Accept, If-None-Match, If-Modified-Since", "Access-Control-Max-Age": "86400"}
    return HttpResponse(status=204, headers=allowed)


def _within(request: HttpRequest, cost: int) -> None:
    """Requests of one address in this minute; settings.API_RATE of them are answered, 0 means no limit."""
    most = settings.API_RATE
    if not most:
        return
    now = int(time.time())
    key = f"api:{address_of(request)}:{now // MINUTE}"
    cache.add(key, 0, 2 * MINUTE)
    try:
        count = cache.incr(key, cost)
    except ValueError:  # the cache was emptied in between
        return
    if count > most:
        wait = MINUTE - now % MINUTE
        raise Trouble(
            429, "请求太频繁", f"每个地址每分钟最多 {most} 次请求，现在已经超过。", where="您的程序", remedy=f"请在 {wait} 秒后再试；需要大量数据时，请下载整份文件：/opendata/。",
            headers={"Retry-After": str(wait)},
        )  # fmt: skip


def _asked_before(request: HttpRequest, found: HttpResponseBase) -> HttpResponseBase:
    """304 when the program has it already. Every answer is asked for anew, so that what was taken down is gone at once."""
    patch_cache_control(found, no_cache=True, public=True)
    if not found.streaming and not found.has_header("ETag"):
        set_response_etag(found)
    since = found.headers.get("Last-Modified")
    return get_conditional_response(request, etag=found.headers.get("ETag"), last_modified=_seconds(since), response=found)


def _seconds(said: str | None) -> int | None:
    return parse_http_date_safe(said) if said else None


def _without_body(found: HttpResponseBase) -> HttpResponseBase:
    """For HEAD: everything but the body."""
    if found.streaming:
        bare = HttpResponse(status=found.status_code, headers=dict(found.headers))
        found.close()
        return bare
    if isinstance(found, HttpResponse):
        found["Content-Length"] = str(len(found.content))
        found.content = b""
    return found
