"""assign_person: duties have a person in charge, and the clocks follow."""

import pytest

from tests.cast import AT, liaison_actor, person_with
from tests.ledger.conftest import item_of
from zwgk.domain.errors import BadInput, NotAllowed
from zwgk.domain.rights import Role
from zwgk.matters.ledger import queries
from zwgk.matters.ledger.actions import assign_person

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("TSK-05")]


@pytest.mark.db
def test_the_person_in_charge_gets_the_clocks_of_the_duty(plan, county):
    item, person = item_of(plan, "一/(一)", "finance"), person_with(Role.LIAISON, county.finance)
    assign_person(item.duty, person, actor=liaison_actor(county.finance), at=AT)
    assert queries.clock_of(item).person == person


def test_somebody_from_elsewhere_is_refused(plan, county):
    item = item_of(plan, "一/(一)", "finance")
    with pytest.raises(BadInput, match="任职"):
        assign_person(item.duty, person_with(Role.LIAISON, county.justice), actor=liaison_actor(county.finance), at=AT)


def test_nobody_assigns_in_another_unit(plan, county):
    item = item_of(plan, "一/(一)", "finance")
    with pytest.raises(NotAllowed):
        assign_person(item.duty, None, actor=liaison_actor(county.justice), at=AT)
