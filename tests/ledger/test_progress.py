"""report, return, confirm, summarise."""

from datetime import timedelta

import pytest

from tests.cast import AT, assessor_actor, liaison_actor, office_actor
from tests.ledger.conftest import item_of
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.inbox import queries as inbox
from zwgk.foundation.journal import queries as journal
from zwgk.matters.ledger import actions, queries
from zwgk.matters.ledger.actions.progress import Progress
from zwgk.matters.ledger.models import Item, Report

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=2)


@pytest.fixture
def item(plan):
    return item_of(plan, "一/(一)", "finance")


def handed_in(item, county, **values):
    facts = {"text": "权责清单修订稿已报县司法局审核。", "percent": 60} | values
    return actions.report(item, Progress(**facts), actor=liaison_actor(county.finance), at=AT)


@pytest.mark.requirement("TSK-05")
@pytest.mark.db
def test_progress_changes_the_state_and_is_journalled(item, county):
    handed_in(item, county)
    item.refresh_from_db()
    assert (item.state, item.percent) == ("doing", 60)
    assert "60%" in journal.of_subject("ledger.item", item.pk).first().sentence


def test_a_unit_reports_only_for_itself(item, county):
    with pytest.raises(NotAllowed):
        actions.report(item, Progress("替别人报一下", 10), actor=liaison_actor(county.justice), at=AT)


def test_an_assessor_only_reads(item):
    with pytest.raises(NotAllowed):
        actions.report(item, Progress("评估员不能上报", 10), actor=assessor_actor(), at=AT)


@pytest.mark.parametrize(("values", "field"), [({"text": "好"}, "text"), ({"percent": 120}, "percent")])
def test_bad_input_names_the_field(item, county, values, field):
    with pytest.raises(BadInput) as refusal:
        handed_in(item, county, **values)
    assert refusal.value.field == field


@pytest.mark.requirement("TSK-05")
@pytest.mark.db
def test_confirmed_work_meets_its_clock_at_the_day_of_the_report(item, county):
    handed_in(item, county, finished=True)
    actions.confirm_done(item, "内容齐全。", actor=office_actor(), at=LATER)
    item.refresh_from_db()
    assert item.state == "done"
    assert queries.clock_of(item).met_at == AT


def test_nothing_is_confirmed_without_a_report(item):
    with pytest.raises(Conflict, match="还没有进展"):
        actions.confirm_done(item, actor=office_actor(), at=AT)


def test_a_unit_does_not_confirm_its_own_work(item, county):
    handed_in(item, county, finished=True)
    with pytest.raises(NotAllowed):
        actions.confirm_done(item, actor=liaison_actor(county.finance), at=AT)


@pytest.mark.requirement("TSK-09")
def test_returned_work_keeps_its_clock_and_tells_the_unit_why(item, county):
    row = handed_in(item, county, finished=True)
    actions.return_report(row, "请补充公布页面地址。", actor=office_actor(), at=LATER)
    item.refresh_from_db()
    assert item.state == "returned"
    assert queries.clock_of(item).state == "running"
    assert any("退回补充" in message.title for message in inbox.for_actor(liaison_actor(county.finance)))


def test_returning_wants_a_reason(item, county):
    with pytest.raises(BadInput, match="原因"):
        actions.return_report(handed_in(item, county), " ", actor=office_actor(), at=AT)


def test_done_work_takes_no_more_reports(item, county):
    handed_in(item, county, finished=True)
    actions.confirm_done(item, actor=office_actor(), at=LATER)
    item = Item.objects.get(pk=item.pk)
    with pytest.raises(Conflict):
        handed_in(item, county)


def test_the_same_words_sent_twice_are_one_report(item, county):
    handed_in(item, county)
    with pytest.raises(Conflict, match="已经上报"):
        handed_in(item, county)


def test_interim_progress_is_noted(item, county):
    row = handed_in(item, county)
    actions.note_report(row, actor=office_actor(), at=LATER)
    assert Report.objects.get(pk=row.pk).state == "noted"


@pytest.mark.requirement("DOC-07")
def test_targets_are_counted_over_all_units(plan, county):
    task = plan.tasks.get(path="一/(二)")
    target = task.targets.get()
    item = item_of(plan, "一/(二)", "finance", "2026年第四季度")
    for count in (2, 3):
        facts = Progress("已公布预算执行情况。", 50, counts={str(target.pk): count})
        actions.report(item, facts, actor=liaison_actor(county.finance), at=AT)
    assert (target.value, target.unit) == (4, "个")
    assert queries.target_counts(task) == {target.pk: 3.0}


@pytest.mark.requirement("TSK-03")
@pytest.mark.requirement("TSK-08")
def test_the_lead_unit_sums_up(plan, county):
    task = plan.tasks.get(path="一/(一)")
    actions.summarise(task, county.justice, "两家单位均已完成修订，正在统一格式。", actor=liaison_actor(county.justice), at=AT)
    assert task.summaries.get().organ == county.justice
    with pytest.raises(NotAllowed):
        actions.summarise(task, county.justice, "两家单位均已完成修订，正在统一格式。", actor=liaison_actor(county.finance), at=AT)
