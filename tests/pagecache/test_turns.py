"""Visitors' pages one after the other; whoever must not wait does not."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from zwgk.foundation.pagecache import turns


class Page:
    """An application that stays inside until it is let go, and knows how many were inside at once."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.inside = self.most = 0
        self.lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> tuple[bytes]:
        with self.lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        self.go.wait(5)
        with self.lock:
            self.inside -= 1
        return (b"page",)


def asked(application: turns.InTurn, **environ: str) -> threading.Thread:
    thread = threading.Thread(target=application, args=({"REQUEST_METHOD": "GET", **environ}, None))
    thread.start()
    return thread


def until(said: Any) -> bool:
    for _ in range(200):
        if said():
            return True
        time.sleep(0.01)
    return False


def test_visitors_are_served_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 5.0)
    page = Page()
    application = turns.InTurn(page, 1)
    threads = [asked(application) for _ in range(4)]
    assert until(lambda: page.inside == 1)
    time.sleep(0.05)
    assert page.inside == 1
    page.go.set()
    for each in threads:
        each.join(5)
    assert page.most == 1 and not any(each.is_alive() for each in threads)


@pytest.mark.parametrize("environ", [{"HTTP_COOKIE": "sessionid=abc"}, {"REQUEST_METHOD": "POST"}], ids=["signed in", "sends something"])
def test_who_works_here_or_sends_something_does_not_wait(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 5.0)
    page = Page()
    application = turns.InTurn(page, 1)
    threads = [asked(application), asked(application, **environ)]
    assert until(lambda: page.inside == 2)
    page.go.set()
    for each in threads:
        each.join(5)


def test_a_slow_page_holds_nobody_up_for_long_and_a_place_is_given_back_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    page = Page()
    application = turns.InTurn(page, 1)
    threads = [asked(application), asked(application)]
    assert until(lambda: page.inside == 2)  # the second went ahead
    page.go.set()
    for each in threads:
        each.join(5)
    assert application.turn.acquire(blocking=False) and not application.turn.acquire(blocking=False)
