"""An index of each test alone, and documents offered to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cast import AT
from zwgk.foundation.search import actions, indexing
from zwgk.foundation.search.actions import Offer
from zwgk.foundation.search.queries import naming


@pytest.fixture
def index(settings: Any, tmp_path: Path) -> None:
    """Empty, in a folder of its own."""
    settings.SEARCH_DIR = tmp_path
    naming.forget()
    indexing.rebuild()


Offered = Callable[..., None]


@pytest.fixture
def offered() -> Offered:
    """Make something public: `offered(1, "停水通知", "明天停水", organ="水利局", standing="repealed", number="…")`."""

    def offer(id: int, title: str, text: str = "", organ: str = "和光县财政局", **more: Any) -> None:
        plain = {name: more.pop(name) for name in ("number", "names", "unread", "dated") if name in more}
        actions.offer(Offer("t", id, title, f"/x/{id}/", text, 1, organ, plain.pop("dated", AT), {"type": "通知", "standing": "valid"} | more, **plain), at=AT)

    return offer


@pytest.fixture
def found(index: None) -> Callable[..., str]:
    """Numbers of the documents that a question finds, in their order, once the index has heard of all."""

    def ask(client: Any, q: str, **more: str) -> str:
        while indexing.catch_up():
            pass
        told = client.get("/search/", {"q": q, **more}).content.decode().partition("find-hits")[2]
        return "".join(part.partition("/")[0] for part in told.split('href="/x/')[1:])

    return ask
