"""The report in a browser, desktop and phone: every page at its whole width, nothing serious for axe, a supplement and a text typed."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.annualreport.conftest import JANUARY, JOB, accepted, case, passed
from tests.annualreport.samples import html, sound
from tests.cast import County, liaison_actor, office_actor
from zwgk.domain.rights import Actor
from zwgk.matters.annualreport import actions, faces, intake, queries
from zwgk.matters.records import actions as records

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("ZWGK_SHOTS", "")  # a folder: every page as a picture, to be looked at
WIDTHS = (1440, 390)


@pytest.fixture
def look(browser_page: Page, live_server: object) -> Callable[[str], None]:
    """Open a page at both widths."""
    browser_page.context.set_default_timeout(60_000)

    def opened(path: str) -> None:
        for width in WIDTHS:
            browser_page.set_viewport_size({"width": width, "height": 900})
            browser_page.goto(f"{live_server}{path}")
            if SHOTS:
                name = path.strip("/").replace("/", "-").replace(":", "_").partition("?")[0]
                browser_page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
            assert browser_page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (path, width)
        found = [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in Axe().run(browser_page).response["violations"] if each["impact"] in ("serious", "critical")]
        assert found == [], path

    return opened


def test_every_page_on_desktop_and_phone(served_county: County, look: Callable[[str], None], sign_in: Callable[[Actor], None], browser_page: Page, live_server: object) -> None:
    county, liaison = served_county, liaison_actor(served_county.finance)
    for received, finished, row in ((date(2025, 3, 3), date(2025, 3, 20), "R3.1"), (date(2025, 5, 6), date(2025, 5, 30), "R3.2"), (date(2025, 12, 29), None, "")):
        case(county.finance, received, finished, row)
    actions.begin_year(2025, actor=JOB, at=JANUARY)
    for year in (2022, 2023):
        data = html(sound(year))
        made = actions.import_report(county.finance, intake.read(data, f"{year}.html"), data, f"{year}.html", actor=liaison, at=JANUARY)
        form, paper = queries.form_of(made), queries.paper(made)
        record = actions.hand_over(made, faces.html(paper, form), {}, actor=liaison, at=JANUARY)
        passed(records.submit(record, actor=liaison, at=JANUARY))
        online = records.publish(record, actor=liaison, at=JANUARY)
    report = county.finance.annual_reports.get(year=2025)

    sign_in(liaison)
    look(report.url)
    look(f"{report.url}write/overview/")
    look(f"{report.url}cell/R1:natural/")
    browser_page.fill("[name=amount]", "2")
    browser_page.fill("[name=source]", "政务服务中心窗口登记簿，2025年12月核对")
    browser_page.click("text=保存")
    expect(browser_page.locator("main")).to_contain_text("窗口登记簿")
    look(report.url)  # the supplement was received and nowhere finished: H1
    assert "自然人：一 5 + 二 0 = 5 ≠ 三（七） 2 + 四 1 = 3" in browser_page.content()
    actions.strike(report.entries.get(), actor=liaison, at=JANUARY)
    accepted(report, liaison)
    look(f"{report.url}cell/R3.7:total/")
    look("/office/annualreport/check/")
    look(f"/office/annualreport/compare/{county.finance.pk}/")
    sign_in(office_actor())
    look("/office/annualreport/?year=2025")
    look(report.url)
    look("/annual-reports/")
    look(f"/annual-reports/{county.finance.slug}/")
    browser_page.goto(f"{live_server}{online.url}")  # the page of records: its own tests judge it
    assert browser_page.locator("td").count() > 150
