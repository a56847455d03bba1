"""ask_extension, decide_extension: the clock moves only by a decision."""

from datetime import date

import pytest

from tests.cast import AT, liaison_actor, office_actor
from tests.ledger.conftest import item_of
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.matters.ledger import actions, queries

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("TSK-07")]
REASON = "清单涉及机构改革，需等新的“三定”规定。"


@pytest.fixture
def item(plan):
    return item_of(plan, "一/(一)", "finance")


@pytest.fixture
def asked(item, county):
    return actions.ask_extension(item, date(2026, 12, 25), REASON, actor=liaison_actor(county.finance), at=AT)


def test_asking_moves_nothing(item, asked):
    assert queries.clock_of(item).due_on == date(2026, 12, 10)


@pytest.mark.db
def test_a_granted_extension_moves_the_clock_and_says_why(item, asked):
    actions.decide_extension(asked, True, "", actor=office_actor(), at=AT)
    clock = queries.clock_of(item)
    assert clock.due_on == date(2026, 12, 25)
    assert "同意延期" in str(clock.extension)


def test_a_refused_one_leaves_it_and_wants_a_reason(item, asked):
    with pytest.raises(BadInput, match="理由"):
        actions.decide_extension(asked, False, "", actor=office_actor(), at=AT)
    actions.decide_extension(asked, False, "请克服困难，先公布已确定的部分。", actor=office_actor(), at=AT)
    assert queries.clock_of(item).due_on == date(2026, 12, 10)


def test_it_is_decided_once(asked):
    actions.decide_extension(asked, True, "", actor=office_actor(), at=AT)
    with pytest.raises(Conflict):
        actions.decide_extension(asked, True, "", actor=office_actor(), at=AT)


def test_an_earlier_day_is_no_extension(item, county):
    with pytest.raises(BadInput, match="晚于现在的期限"):
        actions.ask_extension(item, date(2026, 12, 1), REASON, actor=liaison_actor(county.finance), at=AT)


def test_a_unit_does_not_grant_its_own(asked, county):
    with pytest.raises(NotAllowed):
        actions.decide_extension(asked, True, "", actor=liaison_actor(county.finance), at=AT)
