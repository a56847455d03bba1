"""urge, remind, inspect, publish, interim reporting, annual section."""

from datetime import date, timedelta

import pytest

from tests.cast import AT, liaison_actor, login, office_actor
from tests.ledger.conftest import item_of
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.inbox import queries as inbox
from zwgk.matters.findings import queries as findings
from zwgk.matters.ledger import actions, jobs, queries
from zwgk.matters.ledger.actions.inspect import Problem
from zwgk.matters.ledger.actions.progress import Progress
from zwgk.matters.ledger.models import Urging
from zwgk.matters.ledger.subjects import ROUND

pytestmark = pytest.mark.django_db


def done(plan, county, path="一/(一)"):
    item = item_of(plan, path, "finance")
    actions.report(item, Progress("权责清单已修订并在门户网站公布。", 100, finished=True), actor=liaison_actor(county.finance), at=AT)
    actions.confirm_done(item, actor=office_actor(), at=AT)
    item.refresh_from_db()
    return item


@pytest.mark.requirement("TSK-07")
def test_urging_names_units_items_and_days_for_the_group_chat(plan):
    items = [item_of(plan, "一/(一)", slug) for slug in ("finance", "justice")]
    row = actions.urge(plan, items, "请两个单位抓紧。", actor=office_actor(), at=AT)
    assert "请两个单位抓紧。" in row.text
    assert "【县财政局】1 件" in row.text and "公开权责清单" in row.text and "12月10日" in row.text


def test_each_unit_gets_one_message_with_its_own_items(plan, county):
    actions.urge(plan, [item_of(plan, "一/(一)", slug) for slug in ("finance", "justice")], actor=office_actor(), at=AT)
    bodies = [message.body for message in inbox.for_actor(liaison_actor(county.finance)) if message.kind == "ledger.urge"]
    assert len(bodies) == 1 and "县司法局" not in bodies[0]


def test_done_items_are_not_urged(plan, county):
    with pytest.raises(BadInput, match="没有选择"):
        actions.urge(plan, [done(plan, county)], actor=office_actor(), at=AT)


@pytest.mark.requirement("TSK-07")
@pytest.mark.db
def test_reminders_go_out_once_a_day_before_and_after_the_day(plan):
    at = AT + timedelta(days=10)  # 3 December: seven days before 10 December
    jobs.remind(at=at)
    jobs.remind(at=at + timedelta(hours=1))
    row = Urging.objects.get(automatic=True)
    assert {item.duty.task.path for item in row.items.all()} >= {"一/(一)"}


@pytest.mark.requirement("TSK-09")
@pytest.mark.db
def test_an_inspection_finds_a_problem_orders_its_correction_and_starts_a_clock(plan, county):
    held = actions.open_round(plan, "第四季度检查", date(2026, 11, 20), actor=office_actor(), at=AT)
    problem = Problem(county.finance, "预算公开专栏缺少三公经费说明。", "补齐说明并重新公布。", date(2026, 12, 4), "一/(二)")
    finding = actions.raise_in_round(held, problem, actor=office_actor(), at=AT)
    assert findings.of_source(ROUND, held.pk).get() == finding
    assert findings.clock_of(finding).due_on == date(2026, 12, 4)


@pytest.mark.requirement("TSK-09")
def test_a_unit_does_not_inspect(plan, county):
    with pytest.raises(NotAllowed):
        actions.open_round(plan, "自查", date(2026, 11, 20), actor=liaison_actor(county.finance), at=AT)


@pytest.mark.requirement("TSK-10")
def test_what_was_done_is_told_to_the_public_in_plain_words(plan, county, client):
    actions.publish_plan(plan, actor=office_actor(), at=AT)
    actions.publish_item(done(plan, county), "2026年版权责清单已经上网，共128项，可在政府信息公开专栏查看。", "https://www.heguang.example/a.html", actor=office_actor(), at=AT)
    page = client.get(f"/ledger/{plan.pk}/").content.decode()
    assert "2026年版权责清单已经上网" in page and "县财政局" in page
    assert "2026年版权责清单已经上网" in client.get(f"/ledger/{plan.pk}/finance/").content.decode()


def test_only_confirmed_work_is_published(plan):
    with pytest.raises(Conflict, match="确认完成"):
        actions.publish_item(item_of(plan, "一/(一)", "finance"), "还没有做完的事情", actor=office_actor(), at=AT)


def test_withdrawn_words_leave_the_page_and_stay_in_the_journal(plan, county, client):
    actions.publish_plan(plan, actor=office_actor(), at=AT)
    item = done(plan, county)
    actions.publish_item(item, "这段话里有错，需要撤回。", actor=office_actor(), at=AT)
    actions.withdraw_item(item, "数字有误", actor=office_actor(), at=AT)
    assert "这段话里有错" not in client.get(f"/ledger/{plan.pk}/").content.decode()


def test_an_unpublished_plan_is_nobodys_business(plan, client):
    assert client.get(f"/ledger/{plan.pk}/").status_code == 404


@pytest.mark.requirement("TSK-08")
def test_interim_reporting_tells_who_has_reported_and_who_not(plan, county):
    item = item_of(plan, "一/(一)", "finance")
    actions.report(item, Progress("修订稿已报送审核。", 50), actor=liaison_actor(county.finance), at=AT)
    period = queries.reporting(plan, None, AT)[0]
    assert period.name == "2026年第四季度"
    assert county.finance in period.reported and county.justice in period.missing
    assert "修订稿已报送审核" in period.text


@pytest.mark.requirement("TSK-12")
def test_the_annual_report_gets_a_text_whose_every_number_has_rows(plan, county, client):
    done(plan, county)
    section = queries.annual_sections(2026, [county.finance.pk], AT)[0]
    assert f"办理事项 {section.standing.total} 件，已完成 1 件" in section.text
    assert sum(len(lines) for _, lines, _ in section.rows) == section.standing.total
    page = login(client, office_actor()).get("/office/ledger/annual/2026/").content.decode()
    assert "复制这一段" in page and "公开权责清单" in page
