"""Visitors' pages are made one after the other in each process: threads of one interpreter only take the time from each other.

    application = Kept(InTurn(django, places=1))

Under 32 clients eight threads make fewer pages than one, because each statement to the database gives the interpreter away. Who has waited
for `PATIENCE` goes ahead, so one slow page holds nobody up for long; who is signed in, and who sends something, never waits.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

PATIENCE = 0.25  # seconds
SESSION = "sessionid"


class InTurn:
    """WSGI around Django; `places` pages at a time."""

    def __init__(self, application: Any, places: int) -> None:
        self.application = application
        self.turn = threading.BoundedSemaphore(places)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or SESSION in environ.get("HTTP_COOKIE", ""):
            return self.application(environ, start_response)  # type: ignore[no-any-return]
        held = self.turn.acquire(timeout=PATIENCE)
        try:
            return self.application(environ, start_response)  # type: ignore[no-any-return]
        finally:
            if held:
                self.turn.release()
