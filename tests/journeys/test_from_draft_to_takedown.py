"""Five people and a reader: drafted, screened, masked, judged by four others, published, read, taken down from a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.cast import County, actor_with, liaison_actor
from tests.journeys.conftest import PHONE, wide
from zwgk.domain.rights import Actor, Role
from zwgk.matters.records.models import Record
from zwgk.matters.reviews.models import Step

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "关于公布2026年临时救助对象名单的公告"
NUMBER = "11010519491231002X"
SIGNS = ((Role.REVIEWER, "内容属实"), (Role.DISCLOSURE, "同意公开"), (Role.SECRECY, "不涉密"), (Role.LEADER, "同意发布"))
SignIn = Callable[[Actor], None]


def draft(page: Page, base: str) -> str:
    """The liaison types, proposes the attribute, sees what the screening found and masks it."""
    page.goto(f"{base}/office/records/new/")
    if page.locator("select[name=organ]").count():
        page.select_option("select[name=organ]", label="县财政局")
    page.fill("input[name=title]", TITLE)
    page.get_by_role("button", name="开始起草").click()
    page.wait_for_selector("textarea[data-ready=yes]", state="attached", timeout=60_000)
    page.click(".prose-editor .tiptap p")
    page.keyboard.type(f"经审核，石某某（身份证号{NUMBER}）符合条件，现予公布。")
    page.locator("input[name=attribute][value=public]").check()
    page.select_option("select[name=ground]", "statutory")
    page.fill("input[name=formed_on]", timezone.localdate().isoformat())
    page.select_option("select[name=genre]", label="公告")
    page.get_by_role("button", name="保存并筛查").click()
    expect(page.get_by_text(NUMBER).first).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="遮盖").first.click()
    address = Record.objects.get().url
    page.goto(f"{base}{address}")
    expect(page.locator(".record-text")).not_to_contain_text(NUMBER)
    return address


def judge(page: Page, base: str, opinion: str) -> None:
    """One of the four opens what waits, reads it and passes it."""
    page.goto(f"{base}/office/reviews/")
    page.locator("main a", has_text=TITLE).first.click()
    page.frame_locator("iframe.rendition").get_by_text("符合条件").first.wait_for(timeout=20_000)
    page.locator("form.decide [name=opinion]").fill(opinion)
    page.get_by_role("button", name="通过").click()
    page.wait_for_load_state()


def test_a_record_from_draft_to_takedown_with_five_people(page: Page, live_server, sign_in: SignIn, served: County) -> None:
    base, liaison = live_server.url, liaison_actor(served.finance)
    page.set_default_timeout(30_000)
    people = [(actor_with(role, served.finance), opinion) for role, opinion in SIGNS]
    sign_in(liaison)
    address = draft(page, base)
    page.get_by_role("link", name="送审").first.click()
    page.get_by_role("button", name="送审").click()
    expect(page.locator("main")).to_contain_text("审核中")

    for actor, opinion in people:
        sign_in(actor)
        judge(page, base, opinion)

    sign_in(liaison)
    page.goto(f"{base}{address}")
    page.get_by_role("link", name="发布", exact=True).click()
    page.get_by_role("button", name="确认发布").click()
    record = Record.objects.select_related("live").get()
    assert record.live is not None and set(Step.objects.values_list("name", flat=True)) >= {actor.name for actor, _ in people}

    page.context.clear_cookies()
    page.goto(f"{base}{record.live.url}")
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    assert NUMBER not in page.content() and not wide(page)

    sign_in(liaison)
    page.set_viewport_size(PHONE)
    page.goto(f"{base}{address}")
    page.get_by_role("link", name="紧急撤稿").click()
    page.get_by_text("泄露个人信息").first.click() if page.locator("input[type=radio][name=reason]").count() else page.select_option("[name=reason]", "personal")
    page.get_by_role("button", name="立即撤稿").click()
    expect(page.locator("main")).to_contain_text("待核对")
    assert not wide(page)

    page.context.clear_cookies()
    answer = page.goto(f"{base}{record.live.url}")
    assert answer is not None and answer.status == 410 and TITLE not in page.content()
