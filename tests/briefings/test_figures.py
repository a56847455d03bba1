"""figure(): what counts, at which moment."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.briefings.conftest import LATER, YEAR, work
from tests.cast import AT, liaison_actor, office_actor
from zwgk.domain.errors import BadInput
from zwgk.foundation.clocks import queries as clocks
from zwgk.matters.briefings import queries
from zwgk.matters.findings import actions as findings
from zwgk.matters.findings.actions import NewFinding, Order
from zwgk.matters.ledger import actions as ledger
from zwgk.matters.ledger.actions.progress import Progress

pytestmark = pytest.mark.django_db


def count(subject, at, organs=None, period=YEAR):
    return queries.figure(subject, period, organs, at)


@pytest.mark.db
@pytest.mark.requirement("TSK-08")
def test_done_is_what_the_office_had_confirmed_by_that_moment(items, county):
    work(items[0], county, reported=AT, confirmed=LATER)
    assert count("ledger.done", AT + timedelta(hours=1)).counted == 0
    assert count("ledger.done", LATER).counted == 1
    assert count("ledger.done", LATER).total == len(items)


@pytest.mark.db
def test_nothing_was_due_before_the_plan_was_handed_out(items):
    assert count("ledger.due", AT - timedelta(minutes=1)).total == 0
    assert count("ledger.handed_out", AT - timedelta(minutes=1)).total == 0
    assert count("ledger.handed_out", AT).total > 0


@pytest.mark.db
def test_a_confirmation_taken_back_later_still_counted_then(items, county):
    item = items[0]
    work(item, county, reported=AT, confirmed=LATER)
    ledger.return_report(item.reports.first(), "复核发现材料不全。", actor=office_actor(), at=LATER + timedelta(days=2))
    assert count("ledger.done", LATER + timedelta(days=1)).counted == 1
    assert count("ledger.done", LATER + timedelta(days=3)).counted == 0


@pytest.mark.db
def test_before_an_extension_was_granted_the_item_was_due_on_its_former_day(items, county):
    item = items[0]
    due = clocks.of_subject("ledger.item", item.pk).first().due_on
    asked = ledger.ask_extension(item, date(2027, 2, 1), "跨年度项目，材料未定。", actor=liaison_actor(item.duty.organ), at=AT)
    ledger.decide_extension(asked, True, "", actor=office_actor(), at=LATER)
    year = {row.number for row in count("ledger.due", AT).rows}
    assert item.pk in year and due.year == 2026
    assert item.pk not in {row.number for row in count("ledger.due", LATER).rows}
    assert item.pk in {row.number for row in count("ledger.due", LATER, period=queries.period("2027Q1")).rows}


@pytest.mark.db
@pytest.mark.requirement("TSK-09")
def test_late_is_past_its_day_and_not_confirmed(items, county):
    end = AT.replace(year=2027, month=1, day=5)
    before = count("ledger.late", end).counted
    work(items[0], county, reported=AT, confirmed=LATER)
    assert (before, count("ledger.late", end).counted) == (len(items), len(items) - 1)


@pytest.mark.db
def test_only_the_units_asked_about(items, county):
    towns = queries.scope("own", [organ.pk for organ in county.towns], AT.date())
    found = count("ledger.due", AT, towns)
    assert {row.organ for row in found.rows} <= {organ.pk for organ in county.towns}
    assert found.scope.label == "青禾镇、白石乡、临江街道"
    assert sum(total for _, _, total, _ in found.by_organ()) == found.total


def test_a_rate_without_rows_is_no_zero():
    found = count("ledger.rate", AT)
    assert found.value is None and "—" in found.sentence


def test_the_sentence_says_moment_units_period_and_figure(items, county):
    work(items[0], county, reported=AT, confirmed=AT)
    said = count("ledger.done", AT, queries.everywhere()).sentence
    assert said.startswith("截至2026年11月23日09:00，全县2026年") and "已完成 1 件" in said


@pytest.mark.db
def test_findings_as_they_stood(county):
    raised = findings.raise_finding(NewFinding(organ=county.qinghe, problem="专栏空白，没有内容。", found_on=AT.date()), actor=office_actor(), at=AT)
    findings.order_correction(raised, Order("补齐内容。", AT.date() + timedelta(days=3)), actor=office_actor(), at=AT)
    assert count("findings.raised", AT).counted == 1
    assert count("findings.overdue", AT).counted == 0
    assert count("findings.overdue", AT + timedelta(days=5)).counted == 1
    findings.answer(raised, "已补齐全部内容。", evidence=(), actor=liaison_actor(county.qinghe), at=AT + timedelta(days=5))
    findings.close(raised, "已核验。", actor=office_actor(), at=AT + timedelta(days=6))
    assert count("findings.rate", AT + timedelta(days=5)).value == 0
    assert count("findings.rate", AT + timedelta(days=7)).value == 100


@pytest.mark.requirement("TSK-08")
def test_reports_of_the_period(items, county):
    ledger.report(items[0], Progress("正在征求意见。", 30), actor=liaison_actor(items[0].duty.organ), at=AT)
    assert count("ledger.reports", AT, period=queries.period("2026Q4")).counted == 1
    assert count("ledger.reports", AT, period=queries.period("2026Q3")).counted == 0


@pytest.mark.parametrize("code", ["2026Q5", "2026M13", "abc", "2026H3"])
def test_a_period_that_does_not_exist(code):
    with pytest.raises(BadInput, match="时段"):
        queries.period(code)


def test_the_period_before_and_a_year_before():
    period = queries.period("2026Q1")
    assert (period.before().code, period.year_before().code) == ("2025Q4", "2025Q1")
    assert queries.period("2026H1").before().label == "2025年下半年"
    assert queries.own(date(2026, 3, 11), date(2026, 3, 20)).before().last == date(2026, 3, 10)


@pytest.mark.parametrize("subject", [each.id for each in queries.table()])
@pytest.mark.db
def test_every_subject_counts_and_names_its_rows(subject, items, county):
    work(items[0], county, reported=AT, confirmed=AT)
    found = count(subject, LATER)
    assert len(found.frozen()) == found.total
    assert found.subject.definition.endswith("。") and found.sentence.endswith("。")
