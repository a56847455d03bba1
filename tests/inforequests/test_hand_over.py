"""Open requests of somebody who leaves go to the successor; the limit and the applicant notice nothing."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import County, liaison_actor, office_actor
from tests.inforequests.conftest import on
from zwgk.domain.errors import NotAllowed
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.organs.models import Person
from zwgk.matters.inforequests import actions, queries
from zwgk.matters.inforequests.models import SUBJECT, Case

pytestmark = [pytest.mark.django_db, pytest.mark.db]
DAY = date(2026, 11, 5)


@pytest.fixture
def people() -> tuple[Person, Person]:
    leaving, successor = (Person.objects.create(username=name, name=said) for name, said in (("leaving", "闻人静"), ("successor", "百里川")))
    return leaving, successor


@pytest.mark.requirement("REQ-02")
def test_pass_on_hands_over_what_is_open(case: Case, officer: Actor, people: tuple[Person, Person]) -> None:
    leaving, successor = people
    case = actions.assign(case, "办公室", leaving, actor=officer, at=on(DAY))
    due = clocks.open_of(SUBJECT, case.pk)[0].due_on
    held = queries.held_by(leaving.pk, on(DAY))
    assert [(one.key, one.label) for one in held] == [(f"{SUBJECT}:{case.pk}", f"申请{case.number}")]
    assert actions.pass_on([held[0].key], leaving, successor, actor=office_actor(), at=on(DAY)) == 1
    case.refresh_from_db()
    assert case.handler == successor and queries.held_by(leaving.pk, on(DAY)) == []
    assert clocks.open_of(SUBJECT, case.pk)[0].due_on == due
    assert "百里川" in case.events.last().sentence


def test_pass_on_needs_the_right(case: Case, county: County, officer: Actor, people: tuple[Person, Person]) -> None:
    leaving, successor = people
    case = actions.assign(case, "办公室", leaving, actor=officer, at=on(DAY))
    with pytest.raises(NotAllowed):
        actions.pass_on([f"{SUBJECT}:{case.pk}"], leaving, successor, actor=liaison_actor(county.qinghe), at=on(DAY))
