"""Reminders before due, after due, and to the leader."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.cast import leader_actor, liaison_actor
from zwgk.foundation.clocks import actions, jobs
from zwgk.foundation.inbox import queries as inbox

from .conftest import ACTOR

pytestmark = [pytest.mark.django_db, pytest.mark.db, pytest.mark.requirement("TSK-07")]


def test_the_liaison_hears_once_a_day_of_what_is_late_or_near(started, county, at):
    for day in (date(2026, 11, 20), date(2026, 11, 26), date(2026, 11, 27)):
        started(actions.Fixed(day))
    assert jobs.remind(at=at) == "提醒 1 个单位"
    assert jobs.remind(at=at + timedelta(hours=1)) == ""
    [message] = inbox.for_actor(liaison_actor(county.finance))
    assert message.title == "到期提醒：逾期 1 项，临期 1 项"
    assert "还剩 3 个工作日 · 11月26日" in message.body
    assert list(inbox.for_actor(leader_actor(county.finance))) == []


def test_what_has_been_late_for_long_goes_to_the_leader(started, county, at):
    started(actions.Fixed(date(2026, 11, 16)))
    assert actions.remind(actor=ACTOR, at=at) == 1
    assert [message.title for message in inbox.for_actor(leader_actor(county.finance))] == [
        "逾期提醒：逾期 1 项，临期 0 项"
    ]


def test_on_days_of_rest_nobody_is_reminded(started, at):
    started(actions.Fixed(date(2026, 11, 20)))
    assert actions.remind(actor=ACTOR, at=at - timedelta(1)) == 0
