"""The pages of what follows an answer, opened and used as the officer does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from tests.cast import login
from tests.inforequests.conftest import on
from zwgk.domain.rights import Actor
from zwgk.matters.inforequests import actions
from zwgk.matters.inforequests.models import Appeal, Case, Conversion

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 5)


@pytest.fixture
def done(case: Case, answered: Callable[..., Case]) -> Case:
    return answered(case, day=DAY)


@pytest.fixture
def desk(client: Client, officer: Actor) -> Client:
    return login(client, officer)


def test_an_appeal_from_the_case_to_its_end(desk: Client, done: Case) -> None:
    assert f"/office/requests/{done.pk}/appeal/" in desk.get(done.url).content.decode()
    sent = {"kind": "reconsideration", "procedure": "ordinary", "body": "和光县人民政府", "number": "和复〔2026〕3号", "received_on": "2026-11-09"}
    page = desk.post(f"/office/requests/{done.pk}/appeal/", sent, follow=True).content.decode()
    assert "提出复议答复并提交证据" in page and "2026年11月23日" in page
    appeal = Appeal.objects.get()
    assert "和复〔2026〕3号" in desk.get("/office/requests/appeals/").content.decode()
    wrong = desk.post(f"{appeal.url}answer/", {"on": "2026-11-01", "text": "复议答复书"}).content.decode()
    assert "收到副本（2026-11-09）以后" in wrong and "复议答复书" in wrong
    desk.post(f"{appeal.url}answer/", {"on": "2026-11-10", "text": "复议答复书、证据清单"})
    page = desk.post(f"{appeal.url}close/", {"result": "corrected", "on": "2026-11-20", "text": "撤销", "again": "on"}, follow=True).content.decode()
    again = Case.objects.get(reopened_from=done)
    assert again.number in page
    assert "还可能发生" in desk.get(appeal.url).content.decode()


def test_from_a_case_to_a_draft_record(desk: Client, done: Case) -> None:
    desk.post(f"/office/requests/{done.pk}/suggest/", {"text": "部门决算公开表", "by": "申请人建议"})
    waiting = Conversion.objects.get()
    assert "部门决算公开表" in desk.get("/office/requests/conversions/").content.decode()
    assert "随函提供" in desk.get(waiting.url).content.decode()
    desk.post(waiting.url, {"act": "take", "title": "2025年部门决算公开表", "body": "见附件"})
    waiting.refresh_from_db()
    assert waiting.record is not None and waiting.record.title == "2025年部门决算公开表"


def test_like_requests_are_the_countys_to_see(desk: Client, done: Case, arrive: Callable[..., Case], office: Actor, officer: Actor) -> None:
    other = actions.assign(arrive(title="2025年部门决算表"), "办公室", None, actor=officer, at=on(DAY))
    assert desk.get(f"/office/requests/{done.pk}/related/").status_code == 403
    county = login(Client(), office)
    page = county.get(f"/office/requests/{done.pk}/related/").content.decode()
    assert other.number in page and "第三十五条" in page and "苏念青" not in page.split("<main", 1)[-1]
    sent = county.post(f"/office/requests/{done.pk}/related/", {"cases": [other.pk], "text": "可以公开"}, follow=True).content.decode()
    assert "已发给1件申请" in sent


@pytest.mark.requirement("REQ-07")
def test_figures_as_page_sheet_and_files(desk: Client, done: Case) -> None:
    page = desk.get("/office/requests/analysis/?year=2026").content.decode()
    assert "按期办结率" in page and "<svg" in page
    assert "新收1件，办结1件" in desk.get("/office/requests/analysis/sheet/?year=2026").content.decode()
    sheet = openpyxl.load_workbook(BytesIO(desk.get("/office/requests/analysis/units.xlsx?year=2026").content)).active
    assert [cell.value for cell in sheet[4]][1:3] == [1, 1]
    assert "处理结果" in desk.get("/office/requests/analysis/figures.csv?year=2026").content.decode("utf-8-sig")
    assert "这段时间没有申请" in desk.get("/office/requests/analysis/?year=2019").content.decode()
