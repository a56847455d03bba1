"""The first start in a browser: the code of the terminal, the county, its 通讯录, slips of paper. After that the page is gone."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.journeys.conftest import PHONE, wide
from zwgk.foundation.organs import actions as organs
from zwgk.foundation.organs.models import Organ, Person

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROSTER = "序号\t单位\t职务\t姓名\t手机\n1\t县直部门\t\t\t\n1\t县财政局\t办公室主任\t甲一\t13800000001\n2\t县供销社\t办公室主任\t乙二\t13800000002\n3\t青禾镇\t党政办主任\t丙三\t13800000003"
COUNTY = {
    "division_code": "999901", "government": "晴川县人民政府", "office": "晴川县人民政府办公室", "name": "陆青禾", "username": "luqinghe",
    "password": "Qingchuan-2026", "again": "Qingchuan-2026",
}  # fmt: skip


@pytest.mark.requirement("ORG-01")
def test_from_the_code_to_slips_of_paper(browser_context: BrowserContext, live_server):
    code = organs.prepare_first_start()
    page = browser_context.new_page()
    page.set_default_timeout(30_000)
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server}/setup/?code={code}")
    assert not wide(page)
    for name, text in COUNTY.items():
        page.locator(f"[name={name}]").fill(text)
    page.get_by_role("button", name="开始使用").click()
    page.locator("[name=pasted]").fill(ROSTER)
    page.get_by_role("button", name="读取并核对").click()
    expect(page.locator("main")).to_contain_text("看作分组标题")
    assert not wide(page)
    page.get_by_role("button", name="全部写入").first.click()
    page.get_by_role("button", name="发放并打开打印页").click()
    expect(page.locator(".slip")).to_have_count(3)
    assert Person.objects.count() == 4 and Organ.objects.filter(name="晴川县财政局", kind="department").exists()
    assert page.goto(f"{live_server}/setup/").status == 404
