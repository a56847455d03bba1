"""The clerk takes a notice this morning and hands it out before noon."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.cast import office_actor
from tests.journeys.conftest import written
from zwgk.matters.ledger.models import Plan
from zwgk.matters.notices.models import Notice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def clerk(page: Page, sign_in, live_server) -> Page:
    sign_in(office_actor())
    page.goto(f"{live_server}/office/notices/")
    return page


def upload(page: Page, path) -> None:
    page.get_by_role("link", name="登记来文").first.click()
    page.locator("input[type=file]").set_input_files(path)
    page.get_by_role("button", name="上传并读取").click()
    expect(page.get_by_role("heading", name="读出的内容")).to_be_visible()


@pytest.mark.requirement("DOC-05")
@pytest.mark.requirement("DOC-06")
@pytest.mark.requirement("TSK-05")
def test_from_the_file_to_tasks_with_lights(clerk: Page, served, tmp_path):
    upload(clerk, written(tmp_path))
    expect(clerk.locator(".pane-source")).to_contain_text("公开权责清单")
    expect(clerk.locator(".pane-read .clause").first).to_contain_text("责任：县司法局、县财政局")

    clause = clerk.locator(".clause", has_text="公开预算决算")
    clause.get_by_role("link", name="修改").click()
    clerk.locator("input[name=d0_date]").fill("2026-12-20")
    clerk.get_by_role("button", name="保存").click()
    expect(clerk.locator(".clause", has_text="公开预算决算")).to_contain_text("2026年12月20日")

    clerk.get_by_role("button", name="核对完成").first.click()
    unknown = clerk.locator(".unit-open")
    expect(unknown).to_have_count(1)
    expect(unknown).to_contain_text("县法治办")
    clerk.get_by_role("button", name="分解下发").click()
    expect(clerk.locator(".error-summary")).to_contain_text("县法治办")

    unknown.get_by_text("从全部单位中选").click()
    unknown.get_by_label("县司法局", exact=True).check()
    clerk.get_by_role("button", name="分解下发").click()
    expect(clerk.locator(".alert-success")).to_contain_text("已分解下发：4 项任务")
    row = clerk.locator("article.task", has_text="公开预算决算").locator("tr", has_text="县财政局")
    expect(row.locator(".light")).to_be_visible()
    assert Plan.objects.get().tasks.count() == 4
    assert served.justice.aliases.filter(text="县法治办", state="confirmed").exists()


def test_an_empty_upload_and_a_broken_file_are_answered_in_words(clerk: Page, tmp_path):
    clerk.goto(clerk.url + "new/")
    clerk.evaluate("document.getElementById('id_file').required = false")
    clerk.get_by_role("button", name="上传并读取").click()
    expect(clerk.locator(".error-summary")).to_contain_text("请先选择来文文件")
    (tmp_path / "坏文件.docx").write_bytes(b"PK\x03\x04broken")
    clerk.locator("input[type=file]").set_input_files(tmp_path / "坏文件.docx")
    clerk.get_by_role("button", name="上传并读取").click()
    expect(clerk.locator(".alert-error")).to_contain_text("坏文件.docx")
    assert Notice.objects.count() == 0


def test_of_two_windows_on_one_clause_the_second_is_told_and_loses_nothing(clerk: Page, tmp_path, browser_context):
    upload(clerk, written(tmp_path))
    clerk.locator(".clause", has_text="公开权责清单").get_by_role("link", name="修改").click()
    other = browser_context.new_page()
    other.goto(clerk.url)
    for window, text in ((clerk, "第一个窗口写的内容。"), (other, "第二个窗口写的内容。")):
        window.locator("textarea[name=text]").fill(text)
        window.get_by_role("button", name="保存").click()
    expect(clerk.locator(".alert-success")).to_be_visible()
    expect(other.locator(".error-summary")).to_contain_text("刚刚被")
    expect(other.locator("textarea[name=text]")).to_have_value("第二个窗口写的内容。")
    other.get_by_role("button", name="保存").click()  # having seen it, the person saves all the same
    expect(other.locator(".alert-success")).to_be_visible()
    other.get_by_text("办理记录").click()
    expect(other.locator(".timeline > li", has_text="修改")).to_have_count(2)


def test_a_typed_clause_survives_an_expired_session(clerk: Page, tmp_path, browser_context, sign_in):
    upload(clerk, written(tmp_path))
    clerk.locator(".clause", has_text="公开权责清单").get_by_role("link", name="修改").click()
    address = clerk.url
    clerk.locator("textarea[name=text]").fill("写了半个小时的内容，不能丢。")
    clerk.wait_for_timeout(600)  # the draft is kept 400 ms after the last key
    browser_context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    clerk.get_by_role("button", name="保存").click()
    expect(clerk).to_have_url(re.compile("/accounts/login/"))
    sign_in(office_actor())
    clerk.goto(address)
    clerk.get_by_role("button", name="恢复").click()
    expect(clerk.locator("textarea[name=text]")).to_have_value("写了半个小时的内容，不能丢。")
