"""A resident in a real Chromium: from the home page to a document on a phone; axe finds nothing serious in any mode; paper."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.cast import AT, County

from .conftest import make_columns, make_entry, make_file, make_publication

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("/xxgk/", "/xxgk/finance/", "/xxgk/finance/content/", "/xxgk/finance/guide/", "/xxgk/finance/art20-01/", "/xxgk/new/", "/xxgk/find/?q=预算", "/xxgk/catalogue/", "/xxgk/functions/")


@pytest.fixture(autouse=True)
def patient(browser_page: Page) -> None:
    """The first page of a server that has just begun takes its time on a busy machine."""
    browser_page.context.set_default_timeout(40_000)
    browser_page.context.set_default_navigation_timeout(40_000)


@pytest.fixture
def lively(served_county: County) -> str:
    """Address of a repealed document with an attachment, and something around it."""
    columns = make_columns(served_county.finance)
    entry = make_entry(served_county)
    newer = make_publication(served_county.finance, "2026年部门预算公开说明", column=columns["art20-07"], entry=entry, doc_number="和财〔2026〕7号", slug="finance-new")
    make_file(newer)
    old = make_publication(
        served_county.finance, "预算公开办法（试行）", column=columns["art20-07"], standing="repealed", ended_at=AT, successor_slug=newer.slug, successor_title=newer.title, slug="finance-old"
    )
    return old.url


@pytest.mark.parametrize("chosen", ["", "theme=dark", "elder=on", "access=on"])
def test_axe_finds_nothing_serious(browser_page: Page, live_server: object, lively: str, chosen: str):
    browser_page.context.add_cookies([{"name": "zwgk_modes", "value": chosen.replace("=", "%3D"), "url": str(live_server)}])
    for path in (*PAGES, lively, "/xxgk/catalogue/social-assistance/"):
        browser_page.goto(f"{live_server}{path}")
        found = [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in Axe().run(browser_page).response["violations"] if each["impact"] in ("serious", "critical")]
        assert found == [], path


@pytest.mark.parametrize("width", [390, 1024])
def test_no_page_is_wider_than_its_window(browser_page: Page, live_server: object, lively: str, width: int):
    browser_page.set_viewport_size({"width": width, "height": 900})
    browser_page.context.add_cookies([{"name": "zwgk_modes", "value": "elder%3Don", "url": str(live_server)}])
    for path in (*PAGES, lively):
        browser_page.goto(f"{live_server}{path}")
        assert browser_page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path


@pytest.mark.requirement("PRO-01", "PRO-03")
def test_a_resident_finds_the_budget_on_a_phone(browser_page: Page, live_server: object, lively: str):
    page = browser_page
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server}/xxgk/")
    page.get_by_role("link", name="县财政局", exact=True).last.click()
    page.get_by_text("栏目导航", exact=True).click()
    page.get_by_role("navigation", name="栏目导航（展开）").get_by_role("link", name="财政预算、决算").click()
    page.get_by_role("link", name="预算公开办法（试行）").click()
    expect(page.get_by_text("本文件已经废止，不再执行")).to_be_visible()
    page.get_by_role("link", name="2026年部门预算公开说明").first.click()
    expect(page.get_by_role("heading", name="2026年部门预算公开说明")).to_be_visible()
    expect(page.get_by_role("link", name="附件1 预算表.xlsx")).to_be_visible()
    page.get_by_role("link", name="社会救助领域：审核审批信息").click()
    expect(page.get_by_role("row", name="公开依据 《社会救助暂行办法》")).to_be_visible()


def test_paper_has_the_document_and_not_the_furniture(browser_page: Page, live_server: object, lively: str):
    browser_page.goto(f"{live_server}{lively}")
    browser_page.emulate_media(media="print")
    assert browser_page.get_by_text("本文件已经废止，不再执行").is_visible()
    assert not browser_page.get_by_role("search").first.is_visible()
    assert not browser_page.get_by_role("button", name="打印").is_visible()
