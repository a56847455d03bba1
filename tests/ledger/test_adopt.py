"""adopt 分解下发: every unit gets its tasks with clocks."""

from datetime import date

import pytest

from tests.cast import AT, liaison_actor, office_actor
from tests.ledger.conftest import confirmed, decisions, item_of
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.inbox import queries as inbox
from zwgk.matters.ledger import actions, queries
from zwgk.matters.ledger.models import Duty, Item, Plan

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("TSK-05")
@pytest.mark.db
def test_each_unit_gets_its_own_tasks(plan, county):
    paths = {duty.task.path for duty in queries.duties_of([county.finance.pk], plan)}
    assert paths == {"一/(一)", "一/(二)", "三/(一)"}


@pytest.mark.requirement("TSK-03")
def test_duties_carry_their_part_and_the_name_in_the_document(plan, county):
    duty = Duty.objects.get(task__plan=plan, task__path="二/(一)", organ=county.qinghe)
    assert (duty.part, duty.named) == ("responsible", "各乡镇（街道）")


@pytest.mark.requirement("TSK-04")
@pytest.mark.db
def test_a_task_without_unit_is_everybodys_and_tracked_unit_by_unit(plan, county):
    duties = Duty.objects.filter(task__plan=plan, task__path="三/(一)")
    assert {duty.organ_id for duty in duties} == {organ.pk for organ in (county.finance, county.justice, *county.towns)}
    assert {duty.part for duty in duties} == {"common"}


@pytest.mark.requirement("TSK-07")
@pytest.mark.db
def test_clocks_run_to_the_day_of_the_document(plan):
    clock = queries.clock_of(item_of(plan, "一/(一)", "finance"))
    assert clock.due_on == date(2026, 12, 10)
    assert clock.organ.slug == "finance"


@pytest.mark.requirement("TSK-07")
def test_a_quarterly_duty_becomes_the_quarters_still_to_come(plan, county):
    labels = list(Item.objects.filter(duty__task__path="一/(二)", duty__organ=county.finance).values_list("label", flat=True))
    assert labels == ["2026年第四季度"]


@pytest.mark.requirement("TSK-07")
def test_working_days_after_publication_run_from_the_recorded_day(plan):
    clock = queries.clock_of(item_of(plan, "三/(一)", "qinghe"))
    assert clock.due_on == date(2026, 11, 23)  # 15 working days after 2 November
    assert len([line for line in clocks.explain(clock) if line.counted]) == 15


def test_a_task_without_date_takes_the_common_day_of_the_plan(plan):
    assert queries.clock_of(item_of(plan, "二/(一)", "qinghe")).due_on == date(2026, 12, 31)


def test_every_unit_is_told_once_with_its_number_of_tasks(plan, county):
    told = [message.title for message in inbox.for_actor(liaison_actor(county.finance)) if message.kind == "ledger.adopt"]
    assert told == ["新任务 3 项：和光县2026年政务公开工作要点"]


@pytest.mark.requirement("DOC-06")
def test_names_without_decision_are_refused_by_name(county):
    with pytest.raises(BadInput, match="县法治办"):
        facts = decisions(county)
        units = {name: organs for name, organs in facts.units.items() if name != "县法治办"}
        actions.adopt(confirmed(), decisions(county, units=units), actor=office_actor(), at=AT)
    assert not Plan.objects.exists()


def test_a_name_that_is_nobody_here_makes_no_duty(county):
    units = dict(decisions(county).units) | {"县法治办": ()}
    plan = actions.adopt(confirmed(), decisions(county, units=units), actor=office_actor(), at=AT)
    assert not Duty.objects.filter(task__plan=plan, task__path="二/(二)").exists()


def test_it_is_handed_out_once(plan, county):
    with pytest.raises(Conflict, match="已经分解下发"):
        actions.adopt(plan.notice, decisions(county), actor=office_actor(), at=AT)


def test_a_liaison_may_not_hand_out(county):
    with pytest.raises(NotAllowed):
        actions.adopt(confirmed(), decisions(county), actor=liaison_actor(county.finance), at=AT)


def test_common_tasks_want_units(county):
    with pytest.raises(BadInput, match="共性任务"):
        actions.adopt(confirmed(), decisions(county, common_organs=()), actor=office_actor(), at=AT)
