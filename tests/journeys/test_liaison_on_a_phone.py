"""The liaison of the finance bureau, on a phone: from the desk to “已提交” in a few taps."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.cast import liaison_actor
from tests.journeys.conftest import PHONE, wide
from tests.ledger.conftest import item_of
from zwgk.matters.ledger.models import Evidence, Item, Report

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def phone(page: Page, served_plan, served, sign_in) -> Page:
    page.set_viewport_size(PHONE)
    sign_in(liaison_actor(served.finance))
    return page


@pytest.mark.requirement("TSK-05")
def test_from_the_desk_to_submitted(phone: Page, served_plan, live_server, tmp_path):
    phone.goto(f"{live_server}/office/")
    assert not wide(phone)
    later = phone.locator("main details.more > summary")  # what is not due this week is folded away
    if later.count():
        later.first.click()
    phone.locator(".todo a", has_text="公开权责清单").first.click()
    expect(phone.locator("h1")).to_contain_text("公开权责清单")
    assert not wide(phone)
    phone.get_by_label("进展情况").fill("权责清单已经公布，共 312 项。")
    phone.get_by_label("已经办完").check()
    photo = tmp_path / "公示照片.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    phone.get_by_label("佐证照片或文件").set_input_files(photo)
    phone.get_by_role("button", name="提交", exact=True).click()
    expect(phone.locator(".alert-success")).to_contain_text("已提交")
    expect(phone.locator("main")).to_contain_text("公示照片.png")
    assert item_of(served_plan, "一/(一)", "finance").state == Item.State.SUBMITTED


def test_two_taps_on_submit_hand_in_once(phone: Page, served_plan, live_server):
    item = item_of(served_plan, "一/(一)", "finance")
    phone.goto(f"{live_server}/office/ledger/items/{item.pk}/")
    phone.get_by_label("进展情况").fill("已经起草完毕，正在会签。")
    phone.get_by_label("进度（%）").fill("50")
    phone.get_by_role("button", name="提交", exact=True).dblclick()
    expect(phone.locator(".alert-success")).to_be_visible()
    phone.wait_for_load_state()
    assert Report.objects.count() == 1


def test_a_wrong_address_hands_in_nothing_and_keeps_the_words(phone: Page, served_plan, live_server):
    item = item_of(served_plan, "一/(一)", "finance")
    phone.goto(f"{live_server}/office/ledger/items/{item.pk}/")
    phone.get_by_label("进展情况").fill("网页已经上线。")
    phone.get_by_label("进度（%）").fill("80")
    phone.get_by_label("佐证网页地址").fill("县政府网站首页")
    phone.get_by_role("button", name="提交", exact=True).click()
    expect(phone.locator(".error-summary")).to_contain_text("不是网页地址")
    expect(phone.get_by_label("进展情况")).to_have_value("网页已经上线。")
    assert Report.objects.count() == 0 and Evidence.objects.count() == 0


def test_a_report_without_words_is_asked_for_them(phone: Page, served_plan, live_server):
    item = item_of(served_plan, "一/(一)", "finance")
    phone.goto(f"{live_server}/office/ledger/items/{item.pk}/")
    phone.evaluate("document.querySelector('[name=text]').required = false")
    phone.get_by_role("button", name="提交", exact=True).click()
    expect(phone.locator(".error-summary")).to_contain_text("进展情况")


def test_a_session_that_ends_while_typing_loses_no_word(phone: Page, served_plan, served, live_server, browser_context, sign_in):
    item = item_of(served_plan, "一/(一)", "finance")
    phone.goto(f"{live_server}/office/ledger/items/{item.pk}/")
    phone.get_by_label("进展情况").fill("写了很久的进展情况。")
    phone.wait_for_timeout(600)  # the draft is kept 400 ms after the last key
    browser_context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    phone.get_by_role("button", name="提交", exact=True).click()
    expect(phone).to_have_url(re.compile("/accounts/login/"))
    sign_in(liaison_actor(served.finance))
    phone.goto(f"{live_server}/office/ledger/items/{item.pk}/")
    phone.get_by_role("button", name="恢复").click()
    expect(phone.get_by_label("进展情况")).to_have_value("写了很久的进展情况。")
    phone.get_by_role("button", name="提交", exact=True).click()
    expect(phone.locator(".alert-success")).to_be_visible()
    phone.goto(f"{live_server}/office/ledger/items/{item.pk}/")
    expect(phone.get_by_role("button", name="恢复")).to_have_count(0)
