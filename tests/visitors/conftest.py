"""Somebody who comes in by a code that a real mail server on the loopback took; documents that become findable at a chosen moment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.cast import AT
from tests.jobs.receivers import Mailbox, mail_server
from zwgk.foundation.gate import queries as gate
from zwgk.foundation.jobs.actions import deliver_due
from zwgk.foundation.search import actions as search
from zwgk.foundation.search import indexing
from zwgk.foundation.search.actions import Offer
from zwgk.foundation.search.models import Document
from zwgk.foundation.search.queries import naming
from zwgk.foundation.visitors import actions, pages
from zwgk.foundation.visitors.models import Visitor
from zwgk.foundation.visitors.queries import Reach, signed_in

MAIL = "suqing@example.cn"


@pytest.fixture
def post(settings: Any) -> Iterator[Mailbox]:
    with mail_server() as box:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.SITE_URL = "127.0.0.1", box.port, "https://zwgk.example.cn"
        yield box


@pytest.fixture
def sent(post: Mailbox) -> Callable[..., Any]:
    """What the mail server has taken by then, newest last."""

    def collect(at: datetime | None = None) -> list[Any]:
        deliver_due(worker="test", at=at or timezone.now())
        return post.letters

    return collect


def digits(letter: Any) -> str:
    """The code in a letter."""
    return re.search(r"验证码：(\d{6})", letter.get_content())[1]


def asked(**more: str) -> dict[str, str]:
    """The form of signing in, with its question answered."""
    question = gate.ask()
    return {"contact": MAIL, "mark": question.mark, "answer": str(question.number), "agreed": "on", **more}


@pytest.fixture
def come(sent: Callable[..., Any]) -> Callable[..., Client]:
    """`come()` signs a browser in by the pages and the letter."""

    def enter(contact: str = MAIL) -> Client:
        client = Client()
        client.post("/my/enter/", asked(contact=contact))
        client.post("/my/code/", {"code": digits(sent()[-1])})
        assert client.cookies[pages.COOKIE].value
        return client

    return enter


@pytest.fixture
def visitor(post: Mailbox, sent: Callable[..., Any]) -> Visitor:
    """Signed in at AT, by the verbs."""
    code = actions.send_code(Reach("email", MAIL), "192.0.2.1", at=AT)
    key = actions.come_in(code.ticket, digits(sent(AT)[-1]), "192.0.2.1", at=AT)
    cache.clear()
    return signed_in(key, AT).visitor


@pytest.fixture
def public(settings: Any, tmp_path: Path) -> Callable[..., Document]:
    """`public(1, "停水通知", at=…)` makes something public; the index knows it at that moment."""
    settings.SEARCH_DIR = tmp_path
    naming.forget()
    indexing.rebuild()

    def offer(id: int, title: str, at: datetime = AT, text: str = "", **facets: Any) -> Document:
        row = search.offer(Offer("t", id, title, f"/x/{id}/", text, 1, "和光县水利局", at, {"type": "通知", "standing": "valid"} | facets), at=at)
        while indexing.catch_up():
            pass
        Document.objects.filter(pk=row.pk).update(findable_at=at)
        return row

    return offer
