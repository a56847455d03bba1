"""Every public page in every form: axe finds nothing, nothing runs out of the window, one h1, language, skip link, the way that leads here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from .conftest import PHONE, Open
from .samples import Things, addresses, without_sample

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
SHAPE = """() => ({
  h1: document.querySelectorAll('h1').length, lang: document.documentElement.lang, title: document.title, skip: (document.querySelector('a.skip') || {}).hash,
  way: document.querySelectorAll('nav.crumbs li').length, wide: document.documentElement.scrollWidth - innerWidth,
})"""
UNREACHED = """() => [...document.querySelectorAll('main *')].filter(e => e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX)
  && e.tabIndex < 0 && !e.querySelector('a[href], button, input, select')).map(e => e.className || e.tagName)"""
SMALL = """least => [...document.querySelectorAll('body *')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
  && !/SCRIPT|STYLE|TITLE|DESC|NOSCRIPT/i.test(e.tagName) && !(e instanceof SVGElement) && !e.closest('.visually-hidden, .skip')
  && e.getClientRects().length && parseFloat(getComputedStyle(e).fontSize) < least).map(e => (e.className || e.tagName) + ' ' + getComputedStyle(e).fontSize)"""
PHONE_BASE = ("/p/",)  # phone links grow from a base of their own


def pages(page: Page, things: Things) -> Iterator[str]:
    """Each address that answers with a page of the portal, opened."""
    asked, mine = Client(), {"code": things.case.code, "contact": PHONE}
    asked.post("/requests/progress/", mine)
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": asked.cookies[settings.SESSION_COOKIE_NAME].value, "domain": "localhost", "path": "/"}])
    for path in addresses(things):
        answer = asked.get(path)
        assert answer.status_code < 500, path
        if answer.get("Content-Type", "").startswith("text/html") and answer.status_code not in (301, 302, 405):
            page.goto(path)
            yield path


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]


def shape(page: Page, path: str, lang: str = "zh-CN") -> list[str]:
    """What is wrong with the frame of the page."""
    told = page.evaluate(SHAPE)
    wrong = [] if told["h1"] == 1 else [f"{told['h1']} h1"]
    wrong += [] if told["lang"] == lang else [f"lang {told['lang']}"]
    wrong += [] if told["title"] else ["no title"]
    wrong += [f"{told['wide']} px too wide"] if told["wide"] > 0 else []
    if not path.startswith(PHONE_BASE):
        wrong += [] if told["skip"] == "#content" else ["no skip link"]
        wrong += [] if told["way"] >= 2 or path in ("/", "/kiosk/") else ["no way (您现在的位置)"]
    return wrong


def test_every_public_address_has_a_sample():
    assert not without_sample(), "give each a line in tests/face/samples.py"


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.requirement("PAG-03", "PAG-06")
@pytest.mark.parametrize(("modes", "width", "bare"), [("", 1440, False), ("", 390, False), ("", 390, True), ("elder=on", 1440, False), ("script=hant", 1440, False)])
def test_nobody_is_kept_out(reader: Open, things: Things, modes: str, width: int, bare: bool):
    page, wrong = reader(modes, width, bare=bare), []
    lang = "zh-Hant" if "hant" in modes else "zh-CN"
    for path in pages(page, things):
        wrong += [f"{path} {each}" for each in shape(page, path, lang) + violations(page) + page.evaluate(UNREACHED)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.requirement("PAG-07")
def test_elder_pages_are_large_and_whole_at_twice_the_size(reader: Open, things: Things):
    """A01, A02: 22 px at a desk, 18 px on a phone; half the window is 200 %."""
    desk, phone, wrong = reader("elder=on", 1440), reader("elder=on", 390), []
    for path in pages(desk, things):
        if path.startswith(PHONE_BASE):
            continue
        wrong += [f"{path} {each}" for each in desk.evaluate(SMALL, 22)]
        desk.set_viewport_size({"width": 720, "height": 900})
        wrong += [f"{path} at 200 %: {each}" for each in shape(desk, path)]
        desk.set_viewport_size({"width": 1440, "height": 900})
    for path in pages(phone, things):
        small = [] if path.startswith(PHONE_BASE) else phone.evaluate(SMALL, 18)
        wrong += [f"{path} 390 {each}" for each in [*small, *shape(phone, path)]]
    assert not wrong, "\n".join(wrong)
