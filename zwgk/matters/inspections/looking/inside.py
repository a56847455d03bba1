"""Our own portal, asked inside the process: the answer that a visitor would get, without a network between."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest

MOST = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What the portal said."""

    status: int
    text: str = ""  # of a page; "" for files
    millis: int = 0
    location: str = ""  # where it sends on to


@cache
def _handler() -> BaseHandler:
    made = BaseHandler()
    made.load_middleware()
    return made


def host() -> str:
    """The name under which the portal answers itself."""
    domain = settings.SITE.get("domain", "")
    named = [each for each in settings.ALLOWED_HOSTS if each not in ("*", "") and not each.startswith(".")]
    return domain if domain and ("*" in settings.ALLOWED_HOSTS or domain in named) else next(iter(named), "localhost")


def ask(path: str, query: str = "") -> Answer:
    """GET; what goes wrong inside is a 500 and no exception."""
    began = time.perf_counter()
    request = WSGIRequest({
        "REQUEST_METHOD": "GET", "PATH_INFO": path.encode().decode("latin-1"), "QUERY_STRING": query, "SERVER_NAME": host(), "SERVER_PORT": "443", "HTTP_HOST": host(),
        "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "HTTP_USER_AGENT": "zwgk-inspection", "wsgi.input": io.BytesIO(), "wsgi.url_scheme": "https",
        "HTTP_X_FORWARDED_PROTO": "https", "HTTP_ACCEPT": "text/html",
    })  # fmt: skip
    response = _handler().get_response(request)
    millis = round((time.perf_counter() - began) * 1000)
    text = ""
    if not response.streaming and "html" in response.headers.get("Content-Type", ""):
        text = response.content[:MOST].decode("utf-8", "replace")
    if file := getattr(response, "file_to_stream", None):
        file.close()  # not the whole answer: that would close the database connection of the one who asks
    return Answer(response.status_code, text, millis, response.headers.get("Location", ""))
