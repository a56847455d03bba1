"""The holidays of a new year, entered in the office."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import actor_with, office_actor
from zwgk.domain.errors import BadInput, NotAllowed
from zwgk.domain.rights import Role
from zwgk.foundation.rulebook import actions, queries

pytestmark = [pytest.mark.django_db, pytest.mark.db, pytest.mark.requirement("TSK-07")]
SPRING = {"春节": [date(2027, 2, day) for day in range(5, 13)]}
WORK = {"春节": [date(2027, 2, 14)]}


def propose(at, **values):
    values = {"number": "国办发明电〔2026〕99号", "off": SPRING, "work": WORK, "actor": office_actor(), **values}
    return actions.propose_calendar(2027, at=at, **values)


def test_confirmed_it_replaces_the_provisional_year(county, at):
    assert queries.calendar().is_provisional(date(2027, 2, 12))
    actions.confirm(propose(at), actor=actor_with(Role.OFFICE, county.government), at=at)
    calendar = queries.calendar()
    assert not calendar.is_provisional(date(2027, 2, 12))
    assert calendar.reason(date(2027, 2, 12)) == "春节放假"
    assert calendar.is_working(date(2027, 2, 14))
    assert calendar.basis(date(2027, 2, 12)) == "国办发明电〔2026〕99号"


def test_one_person_alone_is_not_enough(county, at):
    with pytest.raises(NotAllowed):
        actions.confirm(propose(at), actor=office_actor(), at=at)


@pytest.mark.parametrize(
    "wrong",
    [{"number": ""}, {"off": {}}, {"off": {"春节": [date(2028, 2, 5)]}}, {"work": {"春节": [date(2027, 2, 5)]}}],
    ids=["no number", "no days", "another year", "off and work"],
)
def test_a_wrong_table_is_refused(county, at, wrong):
    with pytest.raises(BadInput):
        propose(at, **wrong)


def test_the_last_correction_of_a_year_wins(county, at):
    second = actor_with(Role.OFFICE, county.government)
    actions.confirm(propose(at), actor=second, at=at)
    actions.confirm(propose(at, work={"春节": [date(2027, 2, 20)]}), actor=second, at=at)
    assert not queries.calendar().is_working(date(2027, 2, 14))
    assert queries.calendar().is_working(date(2027, 2, 20))
