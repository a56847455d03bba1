"""The whole life of a request in two browsers: a resident on a phone, the officer and the head at the desk; axe finds nothing serious."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.cast import County, actor_with, leader_actor
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.organs.models import Person
from zwgk.matters.inforequests.models import Case, State

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("ZWGK_SHOTS", "")  # a folder: every page that was passed, as a picture, to be looked at
PATIENCE = 60_000


class Window:
    """A browser of one person."""

    def __init__(self, browser: Browser, live_server: object, name: str, width: int) -> None:
        self.context: BrowserContext = browser.new_context(locale="zh-CN", viewport={"width": width, "height": 860})
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.base, self.name, self.seen = str(live_server), name, 0

    def signed_in(self, actor: Actor) -> Window:
        person = Person.objects.get(pk=actor.person_id)
        session = SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(person.pk), "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        self.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": self.base}])
        return self

    def go(self, path: str) -> Page:
        self.page.goto(f"{self.base}{path}")
        self.look()
        return self.page

    def look(self, *, examined: bool = True) -> None:
        """Whole width, nothing serious; a picture when somebody wants to look."""
        self.page.wait_for_load_state()
        self.seen += 1
        if SHOTS:
            self.page.screenshot(path=Path(SHOTS) / f"{self.name}-{self.seen:02}.png", full_page=True)
        if examined:
            assert self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), self.page.url
            found = [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in Axe().run(self.page).response["violations"] if each["impact"] in ("serious", "critical")]
            assert found == [], self.page.url


@pytest.fixture
def window(chromium: Browser, live_server: object) -> Callable[[str, int], Window]:
    made: list[Window] = []

    def make(name: str, width: int) -> Window:
        made.append(Window(chromium, live_server, name, width))
        return made[-1]

    yield make  # type: ignore[misc]
    for each in made:
        each.context.close()


def apply(resident: Window) -> str:
    """From the guide to the receipt; gives the query code."""
    resident.go("/requests/")
    page = resident.go("/requests/new/?q=青禾镇的财政局预算")
    page.get_by_role("link", name="向它申请").first.click()
    resident.look()
    page.get_by_label("您要什么信息").fill("2025年部门决算")
    page.get_by_label("姓名或者名称").fill("柳一帆")
    page.locator("#id_organ").select_option(value="finance")
    expect(page.get_by_label("统一社会信用代码")).to_be_hidden()  # fields of organisations only for them
    page.get_by_role("button", name="提交申请").click()
    expect(page.locator("main")).to_contain_text("至少写一个")
    resident.look()
    assert page.get_by_label("您要什么信息").input_value() == "2025年部门决算"
    page.get_by_label("联系电话").fill("13900000001")
    page.locator("#id_answer").fill(sum_of(page.locator("[data-captcha-words]").inner_text()))
    page.get_by_label("我确认这份申请").check()
    page.get_by_role("button", name="提交申请").click()
    page.wait_for_url(re.compile("receipt"))
    resident.look()
    assert "如果今天确认" in page.content()
    return page.locator(".slip-code strong").inner_text()


def sum_of(words: str) -> str:
    """The answer to 十三加五等于几."""
    first, sign, second = re.match(r"(.+)([加减])(.+)等于几", words).groups()  # type: ignore[union-attr]
    values = ["零一二三四五六七八九十".index(each) for each in (first, second)]
    return str(values[0] + values[1] if sign == "加" else values[0] - values[1])


def step(officer: Window, case: Case, verb: str, fields: dict[str, str]) -> None:
    """Open the step on the case page, fill it in, send it."""
    page = officer.page
    officer.page.goto(f"{officer.base}{case.url}")
    box = page.locator(f"#step-{verb}")
    box.locator("summary").click()
    for name, value in fields.items():
        box.locator(f"[name={name}]").first.fill(value)
    officer.look(examined=verb == "confirm")
    box.get_by_role("button").last.click()
    page.wait_for_load_state()


@pytest.mark.requirement("REQ-01")
@pytest.mark.requirement("REQ-02")
def test_a_request_from_the_phone_to_the_evaluation(window: Callable[[str, int], Window], served_county: County) -> None:
    resident = window("resident", 390)
    officer = window("officer", 1440).signed_in(actor_with(Role.DISCLOSURE, served_county.finance))
    head = window("head", 1440).signed_in(leader_actor(served_county.finance))
    code = apply(resident)
    case = Case.objects.get()
    officer.go("/office/requests/")
    step(officer, case, "confirm", {})
    step(officer, case, "assign", {"section": "办公室"})
    step(officer, case, "clarify", {"points": "请写明是哪个单位的决算", "limit_on": "2099-12-31"})

    resident.go("/requests/progress/")
    resident.page.get_by_label("查询码").fill(code)
    resident.page.get_by_label("申请时填的手机号").fill("139 0000 0001")
    resident.page.get_by_role("button", name="查询").click()
    expect(resident.page.locator("main")).to_contain_text("请写明是哪个单位的决算")
    resident.look()
    resident.page.locator("#id_correction-text").fill("和光县财政局本级的决算")
    resident.page.get_by_role("button", name="提交补正").click()
    expect(resident.page.locator("main")).to_contain_text("重新计算")
    resident.look()

    officer.page.goto(f"{officer.base}{case.url}draft/?outcome=D02")
    officer.page.locator("[name=supplied-0]").fill("2025年部门决算公开表，电子文档随函提供")
    officer.page.get_by_role("button", name="送负责人批准").click()
    head.page.goto(f"{head.base}{case.url}")
    head.page.locator("#step-approve_reply summary").click()
    head.page.locator("#step-approve_reply").get_by_role("button").last.click()
    head.page.wait_for_load_state()
    case.refresh_from_db()
    assert case.state == State.APPROVED
    paper = officer.page
    officer.go(case.url)
    box = paper.locator("details:has(input[name=files])").first
    box.locator("summary").click()
    box.locator("[name=title]").fill("2025年部门决算公开表")
    box.locator("input[type=file]").set_input_files({"name": "决算.txt", "mimeType": "text/plain", "buffer": "决算公开表".encode()})
    box.get_by_label("随答复提供给申请人").check()
    paper.wait_for_timeout(1500)
    box.get_by_role("button", name="放入案卷").click()
    paper.wait_for_load_state()
    step(officer, case, "answer", {"number": "和光财公复〔2026〕1号"})
    case.refresh_from_db()
    assert case.state == State.ANSWERED

    resident.page.reload()
    resident.look()
    with resident.page.expect_download() as got:
        resident.page.get_by_role("link", name="2025年部门决算公开表").click()
    assert Path(got.value.path()).read_text() == "决算公开表"
    resident.page.get_by_role("button", name="确认收到答复").click()
    resident.page.locator("#evaluate summary").click()
    resident.page.get_by_label("非常满意").check()
    resident.page.get_by_role("button", name="评价").click()
    resident.look()
    case.refresh_from_db()
    assert case.evaluation == 5
    resident.page.get_by_role("button", name="离开").click()
    assert resident.page.goto(f"{resident.base}/requests/my/{case.code}/").url.startswith(f"{resident.base}/requests/progress/")


@pytest.mark.requirement("PAG-06")
@pytest.mark.parametrize("width", [390, 1440])
def test_the_open_pages_fit_and_read(window: Callable[[str, int], Window], served_county: County, width: int) -> None:
    visitor = window(f"open{width}", width)
    for path in ("/requests/", "/requests/new/", "/requests/new/form/", "/requests/flow/", "/requests/paper/", "/requests/progress/"):
        visitor.go(path)


@pytest.mark.parametrize("width", [390, 1440])
def test_the_pages_of_the_clerk_fit_and_read(window: Callable[[str, int], Window], served_county: County, width: int) -> None:
    clerk = window(f"clerk{width}", width).signed_in(actor_with(Role.DISCLOSURE, served_county.finance))
    for path in ("new/", "register/", "forwardings/", "platform/"):
        clerk.go(f"/office/requests/{path}")
