"""The pages open, show, keep, and refuse the wrong person."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.test import Client

from tests.briefings.conftest import work
from tests.cast import AT, leader_actor, liaison_actor, login, office_actor
from zwgk.matters.briefings import actions, queries
from zwgk.matters.briefings.actions import Asked, Paper
from zwgk.matters.briefings.models import Briefing, Figure

pytestmark = pytest.mark.django_db
ASK = "/office/briefings/count/"
QUESTION = {"subject": "ledger.done", "period": "2026", "units": ""}


@pytest.mark.requirement("TSK-08")
def test_the_question_at_twenty_to_five(office_client, items, county):
    work(items[0], county, reported=AT, confirmed=AT)
    towns = [organ.pk for organ in county.towns]
    page = office_client.get(ASK, {**QUESTION, "units": "own", "organs": towns}).content.decode()
    assert "可以直接报送的话" in page and "青禾镇、白石乡、临江街道" in page and "口径" in page


def test_what_is_wrong_is_said_and_the_choice_stays(office_client, items):
    page = office_client.get(ASK, {**QUESTION, "period": "own"}).content.decode()
    assert "请填写起止日期" in page
    page = office_client.get(ASK, {**QUESTION, "units": "own"}).content.decode()
    assert "还没有选择单位" in page


def test_kept_from_the_page_and_compared_when_asked_again(office_client, items, county):
    query = "?subject=ledger.done&period=2026&units="
    answer = office_client.post(f"{ASK}keep/{query}", {"asker": "phone", "asked_by": "曜州市 王科长"})
    kept = Figure.objects.get()
    assert answer["Location"] == kept.url and kept.get_asker_display() == "电话询问"
    assert "上次报过" in office_client.get(ASK, QUESTION).content.decode()
    assert "留存的明细" in office_client.get(kept.url).content.decode()
    assert kept.number in office_client.get("/office/briefings/figures/", {"q": "王科长"}).content.decode()
    assert kept.number not in office_client.get("/office/briefings/figures/", {"q": "李"}).content.decode()


def test_the_workbook_has_its_definition_and_no_formulas(office_client, items):
    answer = office_client.get(f"{ASK}rows.xlsx", QUESTION)
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["明细", "口径"]
    assert book["明细"].max_row == len(items) + 1
    assert any(row[0] == "口径" for row in book["口径"].values)


def test_register_and_kept_rows_as_workbooks(office_client, items):
    kept = actions.keep(queries.figure("ledger.due", queries.period("2026"), None, AT), Asked("leader", "=1+1"), actor=office_actor(), at=AT)
    for url in ("/office/briefings/figures/register.xlsx", f"{kept.url}rows.xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(office_client.get(url).content))
        assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_correction_from_the_page(office_client, items):
    old = actions.keep(queries.figure("ledger.done", queries.period("2026"), None, AT), Asked("superior"), actor=office_actor(), at=AT)
    assert "正在更正" in office_client.get(ASK, {**QUESTION, "corrects": old.pk}).content.decode()
    url = f"{ASK}keep/?subject=ledger.done&period=2026&units="
    refused = office_client.post(url, {"asker": "superior", "corrects": old.pk}).content.decode()
    assert "更正原因" in refused
    office_client.post(url, {"asker": "superior", "corrects": old.pk, "reason": "漏计"})
    assert "这个数已更正" in office_client.get(old.url).content.decode()


def test_a_liaison_sees_nothing_of_it(liaison_client, items):
    for url in ("/office/briefings/", ASK, "/office/briefings/figures/", "/office/briefings/papers/"):
        assert liaison_client.get(url).status_code == 403


def test_papers_from_draft_to_text(office_client, items, department):
    office_client.post("/office/briefings/papers/new/", {"kind": "paper", "period": "2026M11"})
    made = Briefing.objects.get()
    page = office_client.get(made.url).content.decode()
    assert "一、工作进展" in page and "/office/briefings/figures/" in page
    office_client.post(f"{made.url}save/", {"text-f1": "总体顺利。"})
    page = office_client.get(made.url).content.decode()
    assert "总体顺利。" in page and "恢复原文" in page
    office_client.post(f"{made.url}save/", {"restore": "f1"})
    assert "恢复原文" not in office_client.get(made.url).content.decode().partition("办理记录")[0]
    assert office_client.get(f"{made.url}paper.docx").content[:2] == b"PK"


def test_what_was_typed_is_never_lost(office_client, items, county):
    made = actions.draft(Paper("paper", county.office, queries.period("2026M11"), AT), actor=office_actor(), at=AT)
    answer = office_client.post(f"{made.url}save/", {"text-f1": "很长" * 400})
    assert answer.status_code == 422 and "很长" * 400 in answer.content.decode()


def test_a_leader_reads_finished_papers_of_the_own_reach_only(items, county):
    made = actions.draft(Paper("paper", county.office, queries.period("2026M11"), AT), actor=office_actor(), at=AT)
    ours, others = login(Client(), leader_actor(county.government)), login(Client(), leader_actor(county.finance))
    assert ours.get(made.url).status_code == 404
    Briefing.objects.filter(pk=made.pk).update(state="finished", year=2026, issue=1, finished_at=AT)
    page = ours.get(made.url).content.decode()
    assert "记录批示" in page and "保存" not in page.partition("批示")[0].partition("一、工作进展")[2]
    figure = made.figures.first()
    assert ours.get(figure.url).status_code == 200
    assert others.get(made.url).status_code == others.get(figure.url).status_code == 404
    question = made.questions.first()
    ours.post(f"{made.url}questions/{question.pk}/", {"option": question.options[0], "remark": "同意。"})
    assert question.decisions.get().remark == "同意。"


@pytest.mark.requirement("ORG-05")
def test_the_count_of_meetings_stands_over_the_papers(office_client, county):
    page = office_client.get("/office/briefings/papers/").content.decode()
    assert "常务会议今年已听取政务公开工作汇报 0 次，要求不少于 1 次" in page


def test_hearing_from_the_page(office_client, items, county):
    made = actions.draft(Paper("meeting", county.office, queries.period("2026M11"), AT), actor=office_actor(), at=AT)
    page = office_client.get(f"{made.url}hearing/").content.decode()
    assert "会议听取了2026年政务公开工作情况汇报" in page


def test_template_page(office_client):
    assert office_client.get("/office/briefings/template/").status_code == 200
    assert office_client.get("/office/briefings/template/paper.docx").content[:2] == b"PK"
    assert office_client.get("/office/briefings/template/none.docx").status_code == 404


def test_a_unit_may_not_tick(items, county):
    client = login(Client(), liaison_actor(county.office))
    assert client.post("/office/briefings/papers/1/questions/1/").status_code == 403
