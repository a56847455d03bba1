"""Fixtures for tests that drive a real Chromium; tests/conftest.py takes them over.

    @pytest.mark.browser
    def test_desk(logged_in_page, live_server): logged_in_page.goto(live_server.url + "/office/")
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.cast import County, make_county, office_actor
from zwgk.domain.rights import Actor
from zwgk.foundation.organs.models import Person

_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run."""
    program = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chrome")
    if program is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright runs a loop in this thread
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=program, args=_FLAGS)
        yield browser
        browser.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


@pytest.fixture
def served_county(transactional_db: None) -> County:
    """和光县, visible to the live server."""
    return make_county()


@pytest.fixture
def browser_context(chromium: Browser) -> Iterator[BrowserContext]:
    """A visitor: Chinese, 1280 pixels wide."""
    context = chromium.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(8000)
    yield context
    context.close()


@pytest.fixture
def browser_page(browser_context: BrowserContext, transactional_db: None) -> Page:
    """A page of a visitor who is not signed in."""
    return browser_context.new_page()


@pytest.fixture
def sign_in(browser_context: BrowserContext, live_server: object) -> Callable[[Actor], None]:
    """`sign_in(actor)`: put the session of that person into the browser."""

    def put(actor: Actor) -> None:
        person = Person.objects.get(pk=actor.person_id)
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": str(live_server)}
        browser_context.add_cookies([cookie])

    return put


@pytest.fixture
def logged_in_page(browser_context: BrowserContext, served_county: County, sign_in: Callable[[Actor], None]) -> Page:
    """A page in which a supervisor of the county office is signed in."""
    sign_in(office_actor())
    return browser_context.new_page()
