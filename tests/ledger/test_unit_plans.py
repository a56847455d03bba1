"""实施方案: owed within 15 working days after publication, holiday-aware; filed, inspected, late."""

from datetime import date

import pytest

from tests.cast import AT, liaison_actor, login, office_actor
from tests.ledger.conftest import confirmed, decisions
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.matters.ledger import actions, queries
from zwgk.matters.ledger.actions.unit_plans import UnitPlanFacts

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("TSK-06")]
FACTS = UnitPlanFacts("县财政局2026年政务公开实施方案", date(2026, 11, 20), "https://www.heguang.example/czj/fangan.html")


@pytest.fixture
def owed(plan, county):
    return plan.unit_plans.get(organ=county.finance)


@pytest.mark.db
def test_the_countdown_runs_15_working_days_from_publication(owed):
    assert queries.clock_of_unit_plan(owed).due_on == date(2026, 11, 23)


def test_without_day_of_publication_nothing_runs_until_it_is_recorded(county):
    plan = actions.adopt(confirmed(), decisions(county, public_on=None), actor=office_actor(), at=AT)
    owed = plan.unit_plans.get(organ=county.finance)
    assert queries.clock_of_unit_plan(owed) is None
    actions.set_public_day(plan, date(2026, 11, 20), actor=office_actor(), at=AT)
    assert queries.clock_of_unit_plan(owed).due_on == date(2026, 12, 11)


def test_filing_meets_the_clock(owed, county):
    actions.file_unit_plan(owed, FACTS, actor=liaison_actor(county.finance), at=AT)
    owed.refresh_from_db()
    assert owed.url.endswith("fangan.html") and owed.filed_at == AT
    assert queries.clock_of_unit_plan(owed) is None


OPINION = UnitPlanFacts("青禾镇关于全面推进政务公开工作的实施意见", date(2026, 11, 18), "https://www.heguang.example/qh/yj.html", "青政发〔2026〕9号")


@pytest.mark.requirement("TSK-11")
def test_an_implementing_opinion_is_kept_with_its_number_once(plan, county):
    row = actions.add_opinion(plan, county.qinghe, OPINION, actor=liaison_actor(county.qinghe), at=AT)
    assert (row.number, row.published_on) == ("青政发〔2026〕9号", date(2026, 11, 18))
    with pytest.raises(Conflict, match="已登记"):
        actions.add_opinion(plan, county.qinghe, OPINION, actor=liaison_actor(county.qinghe), at=AT)


@pytest.mark.requirement("TSK-11")
def test_a_township_enters_its_opinion_on_the_page(plan, county, client):
    data = {"organ": county.qinghe.pk, "title": "实施意见", "number": "青政发〔2026〕9号", "published_on": "2026-11-18", "url": "https://www.heguang.example/yj.html"}
    answer = login(client, liaison_actor(county.qinghe)).post(f"/office/ledger/plans/{plan.pk}/opinion/", data)
    assert answer.status_code == 302
    assert plan.unit_plans.get(kind="opinion").organ == county.qinghe


def test_it_wants_an_address_or_a_file(owed, county):
    with pytest.raises(BadInput, match="网址"):
        actions.file_unit_plan(owed, UnitPlanFacts("方案", date(2026, 11, 20)), actor=liaison_actor(county.finance), at=AT)


def test_nobody_files_for_another_unit(owed, county):
    with pytest.raises(NotAllowed):
        actions.file_unit_plan(owed, FACTS, actor=liaison_actor(county.qinghe), at=AT)


def test_the_office_inspects_what_was_filed(owed, county):
    with pytest.raises(Conflict):
        actions.inspect_unit_plan(owed, "措施具体", actor=office_actor(), at=AT)
    actions.file_unit_plan(owed, FACTS, actor=liaison_actor(county.finance), at=AT)
    actions.inspect_unit_plan(owed, "措施具体，责任到人。", actor=office_actor(), at=AT)
    owed.refresh_from_db()
    assert owed.inspection == "措施具体，责任到人。"


def test_the_page_lists_who_is_late(plan, client):
    page = login(client, office_actor()).get(f"/office/ledger/plans/{plan.pk}/unit-plans/").content.decode()
    assert "县财政局" in page and "未报送" in page
