"""The office returns a report, confirms the better one, publishes; the resident reads it. A corrected file keeps what was done."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.cast import AT, assessor_actor, liaison_actor, office_actor
from tests.journeys.conftest import written
from tests.ledger.conftest import item_of
from tests.received.conftest import TEXT
from zwgk.matters.ledger.actions import publish_plan, report
from zwgk.matters.ledger.actions.progress import Progress
from zwgk.matters.ledger.models import Item

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.requirement("TSK-10")
def test_return_resubmit_confirm_publish_read(page: Page, served_plan, served, live_server, sign_in):
    item = item_of(served_plan, "一/(一)", "finance")
    report(item, Progress("清单公布了。", 100, True), actor=liaison_actor(served.finance), at=AT)
    publish_plan(served_plan, actor=office_actor(), at=AT)

    sign_in(office_actor())
    page.goto(f"{live_server}/office/ledger/review/")
    page.locator("tbody tr", has_text="清单公布了").get_by_role("checkbox").check()
    page.get_by_role("button", name="退回补充").click()
    expect(page.locator(".messages")).to_contain_text("请写明退回的原因")
    page.locator("tbody tr", has_text="清单公布了").get_by_role("checkbox").check()
    page.get_by_label("审核意见").fill("请附上公布网页的地址。")
    page.get_by_role("button", name="退回补充").click()
    expect(page.locator(".alert-success")).to_contain_text("已处理 1 件")

    sign_in(liaison_actor(served.finance))
    page.goto(f"{live_server}/office/ledger/items/{item.pk}/")
    expect(page.locator(".alert-warning").first).to_contain_text("请附上公布网页的地址")
    page.get_by_label("进展情况").fill("清单已公布，附网页地址。")
    page.get_by_label("已经办完").check()
    page.get_by_label("佐证网页地址").fill("https://www.heguang.example/qingdan.html")
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.locator(".alert-success")).to_be_visible()

    sign_in(office_actor())
    page.goto(f"{live_server}/office/ledger/items/{item.pk}/")
    page.get_by_role("button", name="确认完成").click()
    page.get_by_label("公布文字").fill("县财政局的 28 项权责清单已经公布，可以在县政府网站查到。")
    page.get_by_role("button", name="公布", exact=True).click()
    expect(page.locator("main")).to_contain_text("已公布")

    page.context.clear_cookies()
    page.goto(f"{live_server}/ledger/")
    page.get_by_role("link", name=served_plan.title).click()
    expect(page.locator(".said-list").first).to_contain_text("28 项权责清单已经公布")
    expect(page.locator(".stand-words")).to_contain_text("已完成 1 件")


@pytest.mark.requirement("TSK-05")
def test_a_corrected_file_shows_the_difference_and_keeps_the_progress(page: Page, served_plan, served, live_server, sign_in, tmp_path):
    item = item_of(served_plan, "一/(一)", "finance")
    report(item, Progress("清单已报审核。", 60), actor=liaison_actor(served.finance), at=AT)
    sign_in(office_actor())
    page.goto(f"{live_server}/office/notices/{served_plan.notice_id}/")
    page.get_by_role("link", name="更换文件").click()
    page.locator("input[type=file]").set_input_files(written(tmp_path, TEXT.replace("2026年12月10日前，", "2026年12月20日前，"), "更正件.docx"))
    page.get_by_role("button", name="上传更正件").click()
    expect(page.locator("table.data tbody tr")).to_have_count(1)
    expect(page.locator("table.data tbody tr")).to_contain_text("2026年12月20日前")
    page.get_by_role("link", name="去核对更正件").click()
    page.get_by_role("button", name="核对完成").first.click()
    expect(page.locator("h1")).to_have_text("更正台账")
    for row in page.locator(".unit-open").all():
        row.get_by_text("从全部单位中选").click()
        row.locator(".ticks").get_by_label("县司法局", exact=True).check()
    page.get_by_role("button", name="更正台账").click()
    expect(page.locator(".alert-success")).to_contain_text("原有进展不变")
    item.refresh_from_db()
    assert item.percent == 60 and item.state == Item.State.DOING
    assert served_plan.tasks.get(path="一/(一)").limits.filter(due_on=date(2026, 12, 20)).exists()


def test_choosing_late_lines_leads_to_the_message_of_the_group(page: Page, served_plan, live_server, sign_in):
    sign_in(office_actor())
    page.goto(f"{live_server}/office/ledger/plans/{served_plan.pk}/?state=todo")
    page.locator("tbody tr", has_text="县财政局").first.get_by_role("checkbox").check()
    page.get_by_role("button", name="催办选中的事项").click()
    expect(page.locator(".copy-box textarea")).to_have_value(re.compile("【县财政局】1 件"))
    page.get_by_role("button", name="发到各单位站内消息").click()
    expect(page.locator(".alert-success")).to_contain_text("1 个单位")


def test_an_assessor_sees_no_button_that_would_be_refused(page: Page, served_plan, live_server, sign_in):
    sign_in(assessor_actor())
    for path in (f"plans/{served_plan.pk}/", f"items/{item_of(served_plan, '一/(一)', 'finance').pk}/"):
        page.goto(f"{live_server}/office/ledger/{path}")
        for words in ("催办", "公布落实情况", "提交", "确认完成"):
            expect(page.locator("main").get_by_role("button", name=words)).to_have_count(0)
