"""The life of a report: there and filled on 1 January, completed, sent in, returned, accepted, reviewed, published."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from docx import Document

from tests.annualreport.conftest import JANUARY, JOB, accepted, case, passed, submitted, write_all
from tests.annualreport.samples import html as page_of
from tests.annualreport.samples import sound
from tests.cast import County, office_actor
from zwgk.domain.annualreports import from_document
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.files.readers import extract
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.annualreport import actions, faces, intake, queries
from zwgk.matters.annualreport.jobs import begin_last_year, settle_published
from zwgk.matters.annualreport.models import SUBJECT, Report, State
from zwgk.matters.inforequests.models import Appeal
from zwgk.matters.records import actions as records

pytestmark = pytest.mark.db


@pytest.mark.requirement("PRO-05")
def test_on_the_first_of_january_last_years_reports_are_there_and_filled(county: County, requests: list) -> None:
    new_year = datetime(2026, 1, 1, 0, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert "年度报告 8 份" in begin_last_year(at=new_year)
    assert begin_last_year(at=new_year + timedelta(days=1)) == ""
    report = Report.objects.get(organ=county.finance)
    cells = queries.figures(report)
    told = {cell: cells[cell] for cell in ("R1:total", "R2:natural", "R3.1:natural", "R3.2:business", "R3.4.1:other", "R3.7:total", "R4:natural")}
    assert told == {"R1:total": 4, "R2:natural": 1, "R3.1:natural": 2, "R3.2:business": 1, "R3.4.1:other": 1, "R3.7:total": 4, "R4:natural": 1}
    due = {str(report.organ.kind): clocks.of_subject(SUBJECT, report.pk).get().due_on for report in Report.objects.select_related("organ")}
    assert (due["department"], due["township"], due["government"]) == (date(2026, 1, 31), date(2026, 1, 31), date(2026, 3, 31))


def test_every_cell_opens_the_rows_behind_it(report: Report, requests: list) -> None:
    cells = queries.figures(report)
    for cell in ("R1:natural", "R2:natural", "R3.1:natural", "R3.2:business", "R4:natural"):
        assert queries.behind(report, cell).rows.count() == cells[cell]
    parts = queries.behind(report, "R3.7:natural").sums
    assert sum(cells[part] for part in parts) == cells["R3.7:natural"]


def test_reviews_and_suits_are_counted_where_they_belong(report: Report, requests: list, county: County) -> None:
    for kind, after, closed, result in (("reconsideration", False, date(2025, 8, 1), "corrected"), ("litigation", True, None, "pending")):
        Appeal.objects.create(case=requests[0], organ=county.finance, kind=kind, after_reconsideration=after, body="曜州市人民政府", received_on=date(2025, 6, 1), result=result, closed_on=closed)
    cells = queries.figures(report)
    assert (cells["review:corrected"], cells["after:pending"], cells["review:total"], cells["direct:total"]) == (1, 1, 1, 0)
    assert queries.behind(report, "after:pending").rows.count() == queries.behind(report, "review:corrected").rows.count() == 1


def test_what_lies_outside_is_entered_with_its_source(report: Report, liaison: Actor) -> None:
    actions.enter(report, "charge:amount", Decimal("12.35"), "非税系统2025年决算数", actor=liaison, at=JANUARY)
    entry = actions.enter(report, "R1:natural", Decimal(2), "窗口登记簿", actor=liaison, at=JANUARY)
    assert (queries.figures(report)["R1:natural"], queries.figures(report)["charge:amount"]) == (4, Decimal("12.35"))
    assert {each.check for each in queries.violations(report, queries.paper(report))} == {"H1"}  # two received and nowhere finished
    actions.strike(entry, actor=liaison, at=JANUARY)
    assert queries.figures(report)["R1:natural"] == 2


@pytest.mark.parametrize("cell, amount, source, field", [("R3.7:natural", 1, "簿册", "amount"), ("R1:natural", 1.5, "簿册", "amount"), ("R1:natural", 1, " ", "source"), ("R9:x", 1, "簿册", "cell")])
def test_an_entry_that_cannot_be_is_refused(report: Report, liaison: Actor, cell: str, amount: float, source: str, field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        actions.enter(report, cell, Decimal(str(amount)), source, actor=liaison, at=JANUARY)
    assert refusal.value.field == field


def test_text_stays_in_step_with_the_figures(report: Report, liaison: Actor, county: County) -> None:
    actions.write(report, "overview", "收到政府信息公开申请{新收}件。", actor=liaison, at=JANUARY)
    assert queries.paper(report).texts["overview"] == "收到政府信息公开申请4件。"
    case(county.finance, date(2025, 7, 1), date(2025, 7, 8), "R3.1")
    assert queries.paper(Report.objects.get(pk=report.pk)).texts["overview"] == "收到政府信息公开申请5件。"
    with pytest.raises(BadInput, match="没有这样的占位符：{收件}"):
        actions.write(report, "overview", "{收件}件", actor=liaison, at=JANUARY)


def test_a_figure_typed_by_hand_is_held_against_the_table(report: Report, liaison: Actor) -> None:
    actions.write(report, "overview", "全年收到政府信息公开申请7件。", actor=liaison, at=JANUARY)
    assert {each.check for each in queries.violations(report, queries.paper(Report.objects.get(pk=report.pk)))} == {"S4"}


def test_sending_in_freezes_figures_and_text(report: Report, liaison: Actor, county: County) -> None:
    report = submitted(report, liaison)
    case(county.finance, date(2025, 7, 1), date(2025, 7, 8), "R3.1")
    report = Report.objects.get(pk=report.pk)
    assert (report.state, queries.figures(report)["R1:total"]) == (State.SUBMITTED, 4)
    assert report.sections.get(section="overview").text.startswith("2025年收到政府信息公开申请4件")
    assert report.sections.get(section="others").text == "2025年没有收取信息处理费。"


def test_nothing_is_sent_in_before_the_year_is_over_or_while_words_are_missing(county: County, report: Report, liaison: Actor) -> None:
    with pytest.raises(BadInput, match="还没有写完"):
        actions.submit(report, actor=liaison, at=JANUARY)
    this_year = actions.begin(county.finance, 2026, actor=liaison, at=JANUARY)
    write_all(this_year, liaison)
    with pytest.raises(Conflict, match="2026年还没有结束"):
        actions.submit(this_year, actor=liaison, at=JANUARY)


def test_figures_that_do_not_agree_are_not_sent_in(report: Report, liaison: Actor) -> None:
    write_all(report, liaison)
    actions.enter(report, "R1:natural", Decimal(2), "窗口登记簿", actor=liaison, at=JANUARY)
    with pytest.raises(Conflict, match="自然人：一 4 \\+ 二 1 = 5 ≠ 三（七） 2 \\+ 四 1 = 3"):
        actions.submit(report, actor=liaison, at=JANUARY)


def test_returned_for_correction_and_sent_in_again(report: Report, liaison: Actor) -> None:
    report = actions.send_back(submitted(report, liaison), "第五部分没有写改进情况。", actor=office_actor(), at=JANUARY)
    assert (report.state, report.figures) == (State.RETURNED, {})
    assert actions.submit(report, actor=liaison, at=JANUARY).state == State.SUBMITTED
    with pytest.raises(NotAllowed):
        actions.accept(report, actor=liaison, at=JANUARY)


def test_nobody_accepts_what_he_sent_in(report: Report, county: County) -> None:
    office = office_actor()
    report = submitted(report, office)
    with pytest.raises(NotAllowed, match="报送人不能审定"):
        actions.accept(report, actor=office, at=JANUARY)


@pytest.mark.requirement("PRO-05")
def test_published_only_through_a_review_and_then_the_limit_is_met(report: Report, liaison: Actor, client) -> None:
    report = accepted(report, liaison)
    form, paper = queries.form_of(report), queries.paper(report)
    record = actions.hand_over(report, faces.html(paper, form), {"报告.docx": faces.docx(paper, form), "报告.pdf": faces.pdf(paper, form)}, actor=liaison, at=JANUARY)
    assert client.get("/annual-reports/finance/2025.json").status_code == 404
    with pytest.raises(Conflict, match="起草中"):
        records.publish(record, actor=liaison, at=JANUARY)
    passed(records.submit(record, actor=liaison, at=JANUARY))
    published = records.publish(record, actor=liaison, at=JANUARY)
    assert "年度报告已公布 1 份" in settle_published(at=JANUARY) and settle_published(at=JANUARY) == ""
    assert clocks.of_subject(SUBJECT, report.pk).get().state == clocks.State.MET
    assert report.title in client.get("/annual-reports/").content.decode()
    assert client.get("/annual-reports/finance/2025.json").json()["cells"]["R1:total"] == 4
    read = from_document(extract(f"<html><body><h1>{published.title}</h1>{published.body}</body></html>".encode(), "页面.html"), rulebook.law().annual_forms)
    assert {cell: value for cell, value in read.cells.items() if value} == {cell: value for cell, value in paper.cells.items() if value}
    with pytest.raises(Conflict, match="已经转入发布"):
        actions.hand_over(report, "", {}, actor=liaison, at=JANUARY)


@pytest.mark.requirement("TSK-12")
def test_the_plan_comes_from_the_ledger(report: Report) -> None:
    assert "{计划落实}" in report.sections.get(section="overview").text
    assert "{计划落实}" not in queries.paper(report).texts["overview"]


def test_a_government_sums_up_what_lies_below_it(county: County, report: Report, liaison: Actor) -> None:
    case(county.qinghe, date(2025, 4, 1), date(2025, 4, 10), "R3.1")
    whole = actions.begin(county.government, 2025, actor=JOB, at=JANUARY)
    actions.enter(report, "R1:natural", Decimal(3), "窗口登记簿", actor=liaison, at=JANUARY)
    assert (queries.figures(whole)["R1:total"], queries.figures(report)["R1:total"]) == (8, 7)
    assert queries.behind(whole, "R1:natural").rows.count() == 3


def test_reports_of_earlier_years_come_from_files(county: County, report: Report, liaison: Actor) -> None:
    data = page_of(sound(2024))
    made = actions.import_report(county.finance, intake.read(data, "2024.html"), data, "2024.html", actor=liaison, at=JANUARY)
    assert (made.year, made.state, made.hard) == (2024, State.IMPORTED, 0)
    assert {each.check for each in queries.violations(report, queries.paper(report))} >= {"H4", "S1"}  # 4 left in 2024, 1 carried in
    with pytest.raises(Conflict, match="不能用文件覆盖"):
        actions.import_report(county.finance, intake.read(page_of(sound(2025)), "a.html"), data, "a.html", actor=liaison, at=JANUARY)
    assert actions.import_report(county.finance, intake.read(data, "b.html"), data, "b.html", actor=liaison, at=JANUARY).pk == made.pk


def test_all_reports_of_a_year_at_once(county: County) -> None:
    assert len(actions.begin_year(2025, actor=office_actor(), at=JANUARY)) == 8
    assert actions.begin_year(2025, actor=office_actor(), at=JANUARY) == []


def test_limits_are_met_one_by_one_too(report: Report) -> None:
    assert actions.settle(report, actor=JOB, at=JANUARY) is False


def test_faces_hold_every_figure(report: Report) -> None:
    form, paper = queries.form_of(report), queries.paper(report)
    document = Document(io.BytesIO(faces.docx(paper, form)))
    assert [len(table.rows) for table in document.tables] == [14, 28, 4]
    assert faces.pdf(paper, form).startswith(b"%PDF")
    assert '"R1:total": 4' in faces.json_of(paper, form)
