"""The pages: who sees what, what stands on them, buttons that do it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.annualreport.conftest import JANUARY, submitted
from tests.annualreport.samples import changed, html, sound
from tests.cast import County, liaison_actor, login, office_actor
from zwgk.domain.rights import Actor
from zwgk.matters.annualreport import actions
from zwgk.matters.annualreport.models import Report, State

pytestmark = pytest.mark.db


@pytest.fixture
def at_finance(client: Client, liaison: Actor) -> Client:
    return login(client, liaison)


def text(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def test_the_board_shows_each_unit_with_its_light(report: Report, client: Client, county: County) -> None:
    page = text(login(client, office_actor()), "/office/annualreport/?year=2025")
    assert "县财政局" in page and "编制中" in page and "青禾镇" in page and "未生成" in page
    page = text(login(Client(), liaison_actor(county.qinghe)), "/office/annualreport/?year=2025")
    assert "县财政局" not in page
    text(login(Client(), liaison_actor(county.qinghe)), report.url, 404)


def test_the_report_page_holds_tables_text_and_findings(report: Report, at_finance: Client) -> None:
    page = text(at_finance, report.url)
    assert "一、本年新收政府信息公开申请数量" in page and f"{report.url}cell/R1:natural/" in page
    assert "全年收到政府信息公开申请4件" in page and "报送" in page


def test_a_cell_lists_its_rows_and_takes_a_supplement(report: Report, at_finance: Client) -> None:
    url = f"{report.url}cell/R3.1:natural/"
    assert "部门决算" in text(at_finance, url) and "平台记录 2 件" in text(at_finance, url)
    assert "请写明数据来源" in at_finance.post(url, {"amount": "1", "source": "   "}).content.decode() or "这个字段是必填项" in at_finance.post(url, {"amount": "1"}).content.decode()
    at_finance.post(url, {"amount": "1", "source": "窗口登记簿"})
    assert "窗口登记簿" in text(at_finance, url)
    at_finance.post(f"{url}strike/")
    assert "窗口登记簿" not in text(at_finance, url)
    assert "由下列各格相加" in text(at_finance, f"{report.url}cell/R3.7:total/")
    text(at_finance, f"{report.url}cell/nothing/", 404)


def test_others_see_numbers_and_not_what_was_asked(report: Report, client: Client) -> None:
    page = text(login(client, office_actor()), f"{report.url}cell/R3.1:natural/")
    assert "2025-0002" in page


def test_writing_keeps_what_was_typed_when_it_is_refused(report: Report, at_finance: Client) -> None:
    url = f"{report.url}write/overview/"
    page = at_finance.post(url, {"text": "共{收件}件，写了很多字"}).content.decode()
    assert "没有这样的占位符" in page and "写了很多字" in page
    assert at_finance.post(url, {"text": "共收到{新收}件"}).status_code == 302
    text(at_finance, f"{report.url}write/requests/", 404)


def test_buttons_carry_the_report_on(report: Report, at_finance: Client, liaison: Actor) -> None:
    page = at_finance.post(f"{report.url}submit/", follow=True).content.decode()
    assert "还没有写完" in page
    submitted(report, liaison)
    office = login(Client(), office_actor())
    assert "退回更正" in text(office, report.url)
    office.post(f"{report.url}return/", {"reason": "请核对"})
    assert "请核对" in text(at_finance, report.url)
    actions.submit(Report.objects.get(pk=report.pk), actor=liaison, at=JANUARY)
    office.post(f"{report.url}accept/")
    answer = at_finance.post(f"{report.url}publish/")
    assert answer.status_code == 302 and answer["Location"].startswith("/office/records/")
    record = Report.objects.get(pk=report.pk).record
    assert [each.title.rpartition(".")[2] for each in record.attachments.all()] == ["docx", "pdf"]
    assert 'rowspan="22"' in record.body


@pytest.mark.parametrize("ending", ["docx", "pdf", "json"])
def test_the_report_as_a_file(report: Report, at_finance: Client, ending: str) -> None:
    answer = at_finance.get(f"{report.url}file/{ending}/")
    assert answer.status_code == 200 and ending in answer["Content-Disposition"] and len(answer.content) > 3000
    text(at_finance, f"{report.url}file/exe/", 404)


def test_any_report_can_be_checked_by_upload(at_finance: Client) -> None:
    wrong = SimpleUploadedFile("别县.html", html(changed(sound(), R1__natural=37)))
    page = at_finance.post("/office/annualreport/check/", {"file": wrong}).content.decode()
    assert "自然人：一 37 + 二 2 = 39" in page
    page = at_finance.post("/office/annualreport/check/", {"file": SimpleUploadedFile("a.txt", "工作要点".encode())}).content.decode()
    assert "没有读到第三部分的统计表" in page


def test_import_and_comparison(report: Report, at_finance: Client, county: County) -> None:
    at_finance.get("/office/annualreport/import/")
    for year in (2023, 2024):
        sent = {"organ": county.finance.pk, "file": SimpleUploadedFile(f"{year}.html", html(sound(year)))}
        assert at_finance.post("/office/annualreport/import/", sent).status_code == 302
    page = text(at_finance, f"/office/annualreport/compare/{county.finance.pk}/")
    assert "2023年" in page and "2024年" in page and "<svg" in page
    assert Report.objects.filter(state=State.IMPORTED).count() == 2
    assert "历史报告" in text(at_finance, "/office/annualreport/?year=2024")


def test_begin_by_hand_and_for_all(at_finance: Client, county: County) -> None:
    assert at_finance.post("/office/annualreport/new/", {"organ": county.finance.pk, "year": 2026}).status_code == 302
    office = login(Client(), office_actor())
    office.post("/office/annualreport/new/year/", {"year": "2025"})
    assert Report.objects.filter(year=2025).count() == 8


def test_public_pages_are_empty_but_there(db: None, client: Client) -> None:
    assert "年度报告正在编制" in text(client, "/annual-reports/")
    text(client, "/annual-reports/2025/", 404)
    text(client, "/annual-reports/finance/", 404)
