"""One county with something behind every public address, and a browser in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from tests.annualreport.conftest import report, requests  # noqa: F401
from tests.cast import County
from tests.inforequests.conftest import arrive, officer  # noqa: F401
from tests.ledger.conftest import plan  # noqa: F401
from zwgk.matters.annualreport.models import Report
from zwgk.matters.inforequests.models import Case
from zwgk.matters.ledger.models import Plan

from .samples import Things, make_things

Open = Callable[..., Page]
PHONE = "13900000000"


@pytest.fixture
def county(served_county: County) -> County:
    return served_county


@pytest.fixture
def things(county: County, plan: Plan, report: Report, arrive: Callable[..., Case]) -> Things:  # noqa: F811
    return make_things(county, plan, report, arrive(phone=PHONE))


@pytest.fixture
def reader(chromium: Browser, live_server: object) -> Iterator[Open]:
    """`reader("elder=on", width=390, scripts=False)`: a page read in that form. `bare`: our scripts do not arrive, those of a checking tool still run."""
    contexts = []

    def make(modes: str = "", width: int = 1440, scripts: bool = True, bare: bool = False) -> Page:
        context = chromium.new_context(locale="zh-CN", viewport={"width": width, "height": 900}, java_script_enabled=scripts, base_url=str(live_server))
        context.set_default_timeout(60_000)  # a busy machine is no fault of the page
        if modes:
            context.add_cookies([{"name": "zwgk_modes", "value": quote(modes, safe=""), "url": str(live_server)}])
        if bare:
            context.route("**/*.js", lambda route: route.abort())
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
