"""查阅终端: four ways, nothing kept, nobody signs in; the slip; the idle minutes."""

from __future__ import annotations

import pytest
from django.test import Client
from lxml import html as parser
from playwright.sync_api import expect

from tests.cast import County

from .conftest import Open

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("ZON-03")]


@pytest.fixture
def screen() -> Client:
    client = Client()
    client.get("/kiosk/")
    return client


def test_opening_it_turns_the_mode_on_and_pages_stay_in_it(county: County, screen: Client):
    page = parser.fromstring(screen.get("/kiosk/").content.decode())
    assert page.xpath("//ul[@class='kiosk-doors']//strong/text()") == ["查询", "指南", "申请", "办事"]
    assert page.xpath("//h2/text()") == ["个人全生命周期", "企业全生命周期"]
    for path in page.xpath("//main//a/@href")[:6]:
        assert screen.get(path).status_code == 200, path
    inside = parser.fromstring(screen.get("/ledger/").content.decode())
    assert "kiosk-on" in inside.get("class") and inside.xpath("//a[@href='/kiosk/end/']")


def test_nothing_leads_out_and_nobody_signs_in(county: County, screen: Client, settings: object):
    settings.SITE = {"id_code": "9999000001", "icp": "和ICP备00000000号"}
    for path in ("/kiosk/", "/ledger/", "/requests/", "/xxgk/"):
        page = parser.fromstring(screen.get(path).content.decode())
        assert not [link for link in page.xpath("//a/@href") if link.startswith(("http", "/office/", "/accounts/", "/my/"))]
    for shut in ("/office/", "/accounts/login/", "/system/"):
        assert screen.get(shut).url == "/kiosk/"


def test_the_end_forgets_the_visitor(county: County, screen: Client):
    session = screen.session
    session["inforequests"] = {"code": "somebody"}
    session.save()
    screen.cookies["zwgk_draft"] = "mark"
    answer = screen.get("/kiosk/end/")
    assert answer.url == "/kiosk/" and "storage" in answer["Clear-Site-Data"]
    assert "inforequests" not in screen.session and not screen.cookies["zwgk_draft"].value
    assert "kiosk-on" in screen.get("/kiosk/").content.decode()


def test_the_end_forgets_the_application_that_was_begun(county: County, screen: Client):
    screen.get("/requests/new/form/")
    held = screen.cookies["zwgk_request"]
    assert held.value and held["path"] == "/requests/", "a browser does not send it to the end"
    ended = screen.get("/kiosk/end/").cookies["zwgk_request"]
    assert (ended.value, ended["path"], ended["max-age"]) == ("", "/requests/", 0)


def test_a_link_sent_to_somebody_signs_nobody_out(county: County):
    client = Client()
    session = client.session
    session["kept"] = 1
    session.save()
    client.get("/kiosk/end/")
    client.get("/kiosk/off/")
    assert client.session["kept"] == 1


def test_staff_turns_it_off(county: County, screen: Client):
    screen.get("/kiosk/off/")
    assert "kiosk-on" not in screen.get("/").content.decode()


@pytest.mark.browser
def test_two_idle_minutes_and_everything_typed_is_gone(county: County, reader: Open):
    page = reader("kiosk=on", 1080)
    page.clock.install()
    page.goto("/requests/new/form/")
    page.fill("textarea >> nth=0", "我要的信息")
    page.clock.run_for(99_000)
    expect(page.locator("[data-kiosk-idle]")).to_be_hidden()
    page.clock.run_for(3_000)
    expect(page.locator("[data-kiosk-idle]")).to_be_visible()
    page.click("[data-kiosk-stay]")
    assert page.input_value("textarea >> nth=0") == "我要的信息"
    page.clock.run_for(121_000)
    page.wait_for_url("**/kiosk/")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.browser
def test_touch_size_and_a_slip_to_take_along(county: County, reader: Open):
    page = reader("kiosk=on", 1080)
    page.goto("/kiosk/")
    small = page.eval_on_selector_all("a:not(.skip), button", "all => all.filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 90))")
    assert small == []
    assert page.locator(".slip-code-of-page img").get_attribute("src").endswith("?of=%2F"), "a phone that scans the first page is no kiosk"
    page.goto("/ledger/")
    page.evaluate("window.print = () => { window.slip = document.documentElement.classList.contains('print-slip') }")
    page.click("[data-print-slip]")
    assert page.evaluate("window.slip") is True
    page.emulate_media(media="print")
    page.evaluate("document.documentElement.classList.add('print-slip')")
    assert page.locator(".slip-paper img").is_visible() and not page.locator("main").is_visible()
