"""The outermost wrapper of the server: what is kept goes out without Django. `application = Kept(get_wsgi_application())`."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from zwgk.foundation.ui import queries as ui

from .pages import SHOWN
from .shared import Shared
from .store import Page, Store
from .turns import InTurn
from .watch import Watch

__all__ = ["InTurn", "Kept"]

Environ = dict[str, Any]
HARMLESS = frozenset({ui.COOKIE, "csrftoken", "zwgk_visitor", "zwgk_phone"})  # cookies that no kept page looks at, beside the modes
BESIDE = ("HTTP_AUTHORIZATION", "HTTP_RANGE", "HTTP_HX_REQUEST", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
PATIENCE = 5.0  # seconds that one waits for another who makes the same page
ALWAYS_TOLD = frozenset({"etag", "vary", "cache-control", "content-location", "date"})  # what a 304 repeats
COUNTED = 20_000


class Kept:
    """WSGI around Django."""

    def __init__(self, application: Any, room: int = 64 * 1024 * 1024, shared: Shared | None = None) -> None:
        self.application = application
        self.store = Store(room)
        self.watch = Watch(self.store)
        self.shared = shared or Shared()
        self.making: dict[Any, threading.Lock] = {}  # addresses of pages that were kept once

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        self.watch.start()
        key = key_of(environ) if self.watch.awake else None
        if key is None:
            return self.application(environ, start_response)  # type: ignore[no-any-return]
        key = (str(self.watch.day), *key)  # pages speak of days: what was made before midnight, here or elsewhere, is another page
        page = self.store.get(key)
        if page is None and environ["REQUEST_METHOD"] == "HEAD":
            return self.application(environ, start_response)  # type: ignore[no-any-return]
        if page is None:
            lock = self.making.get(key)
            if lock is None:
                return self.make(key, environ, start_response)
            held = lock.acquire(timeout=PATIENCE)
            try:
                page = self.store.get(key)
                if page is None:
                    return self.make(key, environ, start_response)
            finally:
                if held:
                    lock.release()
        return answer(page, environ, start_response)

    def make(self, key: Any, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """From the shared store, or by Django; kept when the view says that it may be."""
        began, mark = time.monotonic(), self.watch.mark
        page = self.shared.get(key, self.watch)
        if page is None:
            # Asked as a whole, so that what is kept serves those, too, who have nothing yet.
            asked = {name: value for name, value in environ.items() if name != "HTTP_IF_NONE_MATCH"}
            told: list[Any] = []
            chunks = self.application(asked, lambda status, headers, exc_info=None: told.extend((status, headers)))
            status, headers = told
            tags = asked.get(SHOWN)
            if tags is None or any(name.lower() == "set-cookie" for name, _ in headers):
                start_response(status, headers)
                return chunks  # type: ignore[no-any-return]
            page = Page(status, headers, _whole(chunks), _etag(headers), tags)
            self.shared.put(key, page, mark)
        if self.store.put(key, page, began):
            if len(self.making) > COUNTED:
                self.making.clear()
            self.making.setdefault(key, threading.Lock())
        return answer(page, environ, start_response)


def answer(page: Page, environ: Environ, start_response: Any) -> Iterable[bytes]:
    """The page, or that nothing has changed."""
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked and page.etag and any(each.strip().removeprefix("W/") == page.etag for each in asked.split(",")):
        start_response("304 Not Modified", [(name, value) for name, value in page.headers if name.lower() in ALWAYS_TOLD])
        return ()
    start_response(page.status, page.headers)
    return (b"",) if environ["REQUEST_METHOD"] == "HEAD" else (page.body,)


def key_of(environ: Environ) -> tuple[Any, ...] | None:
    """What makes an answer differ; None for what is never kept."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or any(name in environ for name in BESIDE):
        return None
    cookies = environ.get("HTTP_COOKIE", "")
    modes: Any = ()
    if cookies:
        modes = _modes(cookies)
        if modes is None:
            return None
    path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
    if path.startswith("/office/"):
        return None
    zipped = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
    return path, query, environ.get("HTTP_HOST", ""), modes, zipped, environ.get("HTTP_X_FORWARDED_PROTO", "") or environ.get("wsgi.url_scheme", "")


@lru_cache(maxsize=4096)
def _modes(cookies: str) -> tuple[tuple[str, str], ...] | None:
    """The reading modes of these cookies; None when there is one that a page may look at."""
    pairs = dict(each.strip().partition("=")[::2] for each in cookies.split(";"))
    if not pairs.keys() <= HARMLESS:
        return None
    return tuple(sorted(ui.chosen(pairs).items()))


def _etag(headers: list[tuple[str, str]]) -> str:
    return next((value.removeprefix("W/") for name, value in headers if name.lower() == "etag"), "")


def _whole(chunks: Any) -> bytes:
    try:
        return b"".join(chunks)
    finally:
        if hasattr(chunks, "close"):
            chunks.close()
