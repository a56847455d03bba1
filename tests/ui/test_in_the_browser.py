"""In a real Chromium: axe finds nothing serious, the keyboard reaches everything, the scripts do what they say."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPEN = ["/", "/accessibility/", "/accounts/login/", "/no-such-page/"]
STAFF = ["/office/style/", "/office/", "/office/rulebook/requests/answer/?start=2026-11-16", "/office/calendar/"]


def mode(context: BrowserContext, url: str, chosen: str) -> None:
    context.add_cookies([{"name": "zwgk_modes", "value": chosen.replace("=", "%3D"), "url": url}])


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{each['id']} {each['nodes'][0]['html'][:120]}" for each in found if each["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("chosen", ["", "theme=dark", "elder=on", "access=on"])
def test_axe_finds_nothing_serious_on_open_pages(browser_page: Page, live_server: object, chosen: str):
    mode(browser_page.context, str(live_server), chosen)
    for path in OPEN:
        browser_page.goto(f"{live_server}{path}")
        assert serious(browser_page) == [], path


@pytest.mark.parametrize("chosen", ["", "theme=dark", "elder=on", "access=on"])
def test_axe_finds_nothing_serious_in_the_office(logged_in_page: Page, live_server: object, chosen: str):
    mode(logged_in_page.context, str(live_server), chosen)
    for path in STAFF:
        logged_in_page.goto(f"{live_server}{path}")
        assert serious(logged_in_page) == [], path


@pytest.mark.parametrize("width", [390, 1024])
def test_no_page_is_wider_than_its_window(logged_in_page: Page, live_server: object, width: int):
    logged_in_page.set_viewport_size({"width": width, "height": 900})
    mode(logged_in_page.context, str(live_server), "elder=on")
    for path in OPEN + STAFF:
        logged_in_page.goto(f"{live_server}{path}")
        assert logged_in_page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_the_first_tab_skips_to_the_text(browser_page: Page, live_server: object):
    browser_page.goto(f"{live_server}/")
    browser_page.keyboard.press("Tab")
    assert browser_page.evaluate("document.activeElement.textContent") == "跳到正文"
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("document.activeElement.id") == "content"


def test_elderly_letters_are_at_least_18_pixels(browser_page: Page, live_server: object):
    mode(browser_page.context, str(live_server), "elder=on")
    browser_page.set_viewport_size({"width": 390, "height": 800})
    browser_page.goto(f"{live_server}/about/")
    sizes = browser_page.eval_on_selector_all("p, a, li, dd, button", "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))")
    assert min(sizes) >= 18


def test_modes_change_without_loading_and_stay(browser_page: Page, live_server: object):
    browser_page.goto(f"{live_server}/")
    browser_page.click("text=长者模式")
    assert browser_page.evaluate("document.documentElement.className") == "elder-on"
    browser_page.reload()
    assert browser_page.evaluate("document.documentElement.className") == "elder-on"


def test_rows_are_filtered_selected_and_columns_chosen(logged_in_page: Page, live_server: object):
    page = logged_in_page
    page.goto(f"{live_server}/office/style/")
    page.fill("[data-table-filter]", "青禾镇")
    assert page.locator("#sample tbody tr:visible").count() == 1
    page.fill("[data-table-filter]", "")
    page.check("[data-select-all]")
    assert page.inner_text("[data-bulk-count]") == "4"
    page.click("#sample .table-choose summary")
    page.uncheck("#sample .table-choose label:has-text('责任单位') input")
    assert page.locator("#sample th:has-text('责任单位')").is_hidden()


def test_what_was_typed_comes_back_after_the_page_is_lost(logged_in_page: Page, live_server: object):
    page = logged_in_page
    page.goto(f"{live_server}/office/style/")
    page.fill("#plain_text", "已完成十六个领域")
    page.wait_for_timeout(600)
    page.goto(f"{live_server}/office/")
    page.goto(f"{live_server}/office/style/")
    page.click(".draft-found button:has-text('恢复')")
    assert page.input_value("#plain_text") == "已完成十六个领域"


def test_the_text_for_the_group_is_copied(logged_in_page: Page, live_server: object):
    logged_in_page.goto(f"{live_server}/office/style/")
    logged_in_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    logged_in_page.click("text=复制群消息")
    expect(logged_in_page.locator("[data-copied]")).to_contain_text("已复制")


def test_keys_move_through_the_rows(logged_in_page: Page, live_server: object):
    logged_in_page.goto(f"{live_server}/office/style/")
    logged_in_page.evaluate("document.activeElement.blur()")
    for key in "jjk":
        logged_in_page.keyboard.press(key)
    assert logged_in_page.evaluate("document.activeElement.textContent").startswith("推进基层政务公开")


def test_the_idle_person_is_warned(logged_in_page: Page, live_server: object):
    logged_in_page.clock.install()
    logged_in_page.goto(f"{live_server}/office/")
    logged_in_page.clock.run_for(29 * 60 * 1000)
    expect(logged_in_page.locator(".idle-warning")).to_contain_text("继续工作")


def test_without_scripts_everything_is_there(chromium: object, live_server: object, transactional_db: None):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server}/about/")
    page.click("text=深色")
    expect(page.locator("html")).to_have_class("theme-dark")
    assert page.url == f"{live_server}/about/"
    context.close()
