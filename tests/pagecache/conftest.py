"""The server's wrapper around Django, whose watch looks when the test says so."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from zwgk.foundation.pagecache.shared import Shared
from zwgk.foundation.pagecache.watch import Watch
from zwgk.foundation.pagecache.wsgi import Kept


class ByHand(Watch):
    """No thread: `look` is called by the test, however slow the machine is."""

    asleep = False

    @property
    def awake(self) -> bool:
        return not self.asleep

    def start(self) -> None:
        if not self.looked:
            self.begin()
            self.look()


class Alone(Shared):
    """No second layer, or the one that is given."""

    def __init__(self, cache: Any = None) -> None:
        self.cache = cache


@dataclass
class Answer:
    """What came out of the wrapper."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Server:
    """One serving process; counts how often Django was asked."""

    cache: Any = None
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.django = WSGIHandler()
        self.kept = Kept(self._counted, shared=Alone(self.cache))
        self.kept.watch = ByHand(self.kept.store)

    def _counted(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.asked.append(environ["PATH_INFO"])
        return self.django(environ, start_response)

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        return ask(self.kept, path, method, **headers)

    def fresh(self, path: str) -> Answer:
        """The page as Django makes it now."""
        return ask(self.django, path)

    def look(self) -> int:
        return self.kept.watch.look()


def ask(application: Any, path: str, method: str = "GET", **headers: str) -> Answer:
    path, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "testserver", "SERVER_PORT": "80", "HTTP_HOST": "testserver",
        "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), "REMOTE_ADDR": "127.0.0.1", **headers,
    }  # fmt: skip
    told: list[Any] = []
    chunks = application(environ, lambda status, heads, exc_info=None: told.extend((status, heads)))
    body = b"".join(chunks)
    return Answer(int(told[0].partition(" ")[0]), {name.lower(): value for name, value in told[1]}, body)


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """A request does not close the connection that holds the test's transaction, as in Django's own client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def server() -> Server:
    return Server()
