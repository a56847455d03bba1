"""A new calendar moves the limits of open requests, extended and consulted ones too; the page tells the same day as the clock."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import actor_with, office_actor
from zwgk.domain.rights import Role, system_actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks import queries as running
from zwgk.foundation.rulebook import actions as rulebook
from zwgk.matters.inforequests import actions, queries
from zwgk.matters.inforequests.models import SUBJECT

from .conftest import on

pytestmark = [pytest.mark.django_db, pytest.mark.db]
NOW = date(2026, 12, 21)


def announce(county):
    """A made-up notice: off from 1 to 4 January, work on Saturday the 9th instead."""
    days = [date(2027, 1, n) for n in (1, 2, 3, 4)]
    page = rulebook.propose_calendar(2027, number="国办发明电〔2026〕99号", off={"元旦": days}, work={"元旦": [date(2027, 1, 9)]}, actor=office_actor(), at=on(NOW))
    rulebook.confirm(page, actor=actor_with(Role.OFFICE, county.government), at=on(NOW))
    clocks.replay(actor=system_actor("测试"), at=on(NOW))


def due(case):
    return running.of_subject(SUBJECT, case.pk).get().due_on


def test_limits_follow_the_calendar_and_page_and_clock_agree(arrive, county, officer):
    plain = arrive(date(2026, 12, 10))
    consulted = actions.assign(arrive(date(2026, 12, 11), title="乙"), "办公室", None, actor=officer, at=on(date(2026, 12, 11)))
    actions.consult(consulted, actions.Asked("third_party", "甲公司", "报价明细", NOW), actor=officer, at=on(NOW))
    before = due(plain), due(consulted)
    announce(county)
    assert (before[0], due(plain)) == (date(2027, 1, 8), date(2027, 1, 9))
    for case in (plain, consulted):
        case.refresh_from_db()
        assert queries.standing(case, NOW).due == due(case)
