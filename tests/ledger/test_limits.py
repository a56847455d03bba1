"""set_limit, record_event: unclear phrases are settled by a person."""

from datetime import date

import pytest

from tests.cast import AT, office_actor
from tests.ledger.conftest import confirmed, decisions
from tests.received.conftest import TEXT
from zwgk.domain.errors import BadInput
from zwgk.matters.ledger import actions, queries
from zwgk.matters.ledger.actions.limits import Reckoning
from zwgk.matters.ledger.models import Item, Limit

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("TSK-07")]


@pytest.fixture
def vague(county):
    text = TEXT.replace("按季度公布预算执行情况，全年公开案例不少于4个。", "定期公布预算执行情况。")
    return actions.adopt(confirmed(text), decisions(county), actor=office_actor(), at=AT)


def test_a_vague_interval_is_set_by_the_office(vague):
    limit = Limit.objects.get(task__plan=vague, kind="vague")
    actions.set_limit(limit, Reckoning(frequency="monthly"), actor=office_actor(), at=AT)
    labels = list(Item.objects.filter(duty__task=limit.task).values_list("label", flat=True))
    assert labels == ["2026年11月", "2026年12月"]


def test_neither_day_nor_interval_is_refused(vague):
    with pytest.raises(BadInput, match="日期"):
        actions.set_limit(Limit.objects.filter(kind="vague").get(), Reckoning(), actor=office_actor(), at=AT)


def test_an_event_starts_the_clocks_of_all_units(plan):
    limit = Limit.objects.get(task__plan=plan, task__path="二/(一)", kind="relative")
    actions.record_event(limit, date(2026, 11, 20), actor=office_actor(), at=AT)
    dues = {queries.clock_of(item).due_on for item in Item.objects.filter(duty__task=limit.task)}
    assert dues == {date(2026, 11, 25)}


def test_an_event_of_tomorrow_has_not_happened(plan):
    limit = Limit.objects.get(task__plan=plan, task__path="二/(一)", kind="relative")
    with pytest.raises(BadInput, match="晚于今天"):
        actions.record_event(limit, date(2026, 11, 24), actor=office_actor(), at=AT)
