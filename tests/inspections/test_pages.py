"""The office pages: seen by whom, every number leads to its rows, the papers open."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.test import Client
from docx import Document

from tests.cast import AT, DAY, County, assessor_actor, liaison_actor, login, office_actor
from zwgk.matters.catalogue.models import Column
from zwgk.matters.inspections import actions, papers, queries
from zwgk.matters.inspections.models import Problem
from zwgk.matters.records import queries as records

from ..records.conftest import drafted
from .conftest import night, problem

pytestmark = pytest.mark.django_db
PAGES = ["", "columns/", "plan/", "keepers/", "runs/", "report/"]


@pytest.fixture
def checked(county: County, columns: dict[str, Column]) -> Problem:
    """After one night: an empty column of the finance bureau."""
    night()
    found = problem("column-empty", "/xxgk/finance/art20-07/")
    assert found is not None
    return found


@pytest.mark.requirement("PRO-07")
def test_every_page_opens_and_leads_to_the_rows(client: Client, county: County, checked: Problem):
    login(client, office_actor())
    for path in PAGES:
        assert client.get(f"/office/inspections/{path}").status_code == 200, path
    assert client.get("/office/inspections/?organ=²").status_code == 200
    run = queries.runs().get()
    assert f"?run={run.pk}" in client.get(run.url).content.decode()
    rows = client.get(f"/office/inspections/?run={run.pk}").context["page"].paginator.count
    assert rows == run.counts["new"]
    shown = client.get(checked.url).content.decode()
    assert "“财政预算、决算”没有一条信息" in shown
    assert "单项否决指标" in shown
    assert checked.finding.url in shown


def test_a_unit_sees_its_own_and_the_assessor_all(client: Client, county: County, checked: Problem):
    login(client, liaison_actor(county.justice))
    assert client.get("/office/inspections/?state=all").context["page"].paginator.count == 0
    assert client.get(checked.url).status_code == 404
    login(client, liaison_actor(county.finance))
    assert client.get("/office/inspections/?mine=1").context["page"].paginator.count > 1
    assert "我负责的栏目" in client.get("/office/").content.decode()
    login(client, assessor_actor())
    assert client.get(checked.url).status_code == 200
    assert client.post(f"{checked.url}look/").status_code == 403


def test_look_again_and_dismiss_from_the_page(client: Client, county: County, checked: Problem):
    login(client, office_actor())
    assert "这个问题还在" in client.post(f"{checked.url}look/", follow=True).content.decode()
    assert client.post(f"{checked.url}dismiss/", {"reason": " "}).status_code == 200
    client.post(f"{checked.url}dismiss/", {"reason": "由县政府统一公开"})
    checked.refresh_from_db()
    assert (checked.state, checked.reason) == (Problem.State.DISMISSED, "由县政府统一公开")
    assert "恢复为问题" in client.get(checked.url).content.decode()


def test_a_check_is_begun_from_the_page_once(client: Client, county: County, checked: Problem):
    login(client, office_actor())
    assert "已经开始" in client.post("/office/inspections/runs/begin/", follow=True).content.decode()
    assert client.post("/office/inspections/runs/begin/").status_code == 409
    login(client, liaison_actor(county.finance))
    assert client.post("/office/inspections/runs/begin/").status_code == 403


def test_the_report_of_the_month_as_paper_and_sheet(client: Client, county: County, checked: Problem):
    found = queries.figures(DAY, DAY)
    text = "\n".join(line.text for line in Document(io.BytesIO(papers.docx(found, "和光县人民政府", DAY))).paragraphs)
    assert "栏目检查报告" in text
    assert f"新发现问题 {found.found} 个" in text
    sheet = openpyxl.load_workbook(io.BytesIO(papers.xlsx(found, DAY))).active
    assert sheet.max_row == 3 + len(found.rows)
    login(client, office_actor())
    assert client.get("/office/inspections/report/paper/?month=2026-11")["Content-Type"].endswith("wordprocessingml.document")
    assert client.get("/office/inspections/?export=1")["Content-Type"].endswith("spreadsheetml.sheet")


def test_every_number_of_a_month_leads_to_its_rows(client: Client, county: County, checked: Problem):
    login(client, office_actor())
    actions.dismiss(checked, "县里另有规定", actor=office_actor(), at=AT)
    found = queries.figures(DAY, DAY)
    assert found.found and found.dismissed == 1
    for part in ("found", "mended", "open", "late", "dismissed"):
        assert client.get("/office/inspections/", {"month": "2026-11", "part": part}).context["page"].paginator.count == getattr(found, part), part
    unit = found.units[0]
    assert client.get("/office/inspections/", {"month": "2026-11", "part": "open", "organ": unit.organ.pk}).context["page"].paginator.count == unit.open


def test_before_the_first_check_nothing_is_called_right_or_wrong(client: Client, county: County, columns: dict[str, Column]):
    login(client, office_actor())
    for path in ("columns/", "plan/", "report/"):
        page = client.get(f"/office/inspections/{path}").content.decode()
        assert "检查过" in page and not any(said in page for said in ("没有问题", "不符合", "没有检查出问题")), path


@pytest.mark.requirement("PRO-08")
def test_the_drafter_is_told_before_submission(client: Client, county: County, columns: dict[str, Column]):
    record = drafted(county.finance, "和光县财政局2026年部门预算")
    assert "一般放在“财政预算、决算”" in records.belongs(record)
    record.columns.add(columns["report"])
    assert records.belongs(record).startswith("这份文件更像“财政预算、决算”")
    login(client, liaison_actor(county.finance))
    assert "请核对栏目" in client.get(f"{record.url}edit/").content.decode()
    record.columns.set([columns["art20-07"]])
    assert records.belongs(record) == ""


def test_only_the_units_that_were_asked_for(county: County, columns: dict[str, Column]):
    run = actions.begin([county.qinghe.pk], actor=office_actor(), at=AT)
    while run.stage != run.Stage.DONE:
        run = actions.go_on(run, actor=office_actor(), at=AT)
    assert problem("column-empty", "/xxgk/finance/art20-07/") is None
