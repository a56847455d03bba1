"""Met, void, and back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from zwgk.domain.errors import BadInput, Conflict
from zwgk.foundation.clocks import actions, queries
from zwgk.foundation.journal import queries as journal

from .conftest import ACTOR

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.mark.requirement("TSK-07")
def test_met_in_time(started, at):
    clock = actions.meet(started(actions.Length(20)), actor=ACTOR, at=at)
    assert (clock.state, clock.met_late, clock.met_at) == ("met", False, at)
    assert queries.light(clock, at).words == "已办结"


@pytest.mark.requirement("TSK-07")
def test_met_late_says_how_late(started, at):
    clock = actions.meet(started(actions.Length(10)), actor=ACTOR, at=at)  # due on 16 November
    assert clock.met_late
    assert queries.light(clock, at) == queries.Light("met_late", "已办结（逾期 5 个工作日）")
    assert journal.of_subject("ledger.task", 7).first().sentence == "办结：报送进展（逾期）"


def test_what_was_served_in_time_and_entered_later_is_not_late(started, at):
    served = datetime(2026, 11, 16, 17, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert not actions.meet(started(actions.Length(10)), met_at=served, actor=ACTOR, at=at).met_late


def test_it_cannot_be_met_tomorrow_or_twice(started, at):
    clock = started(actions.Length(20))
    with pytest.raises(BadInput):
        actions.meet(clock, met_at=at + timedelta(1), actor=ACTOR, at=at)
    actions.meet(clock, actor=ACTOR, at=at)
    with pytest.raises(Conflict, match="已办结"):
        actions.meet(clock, actor=ACTOR, at=at)


def test_reopened_it_runs_on_as_if_it_had_never_stopped(started, at):
    clock = started(actions.Length(20))
    clock = actions.reopen(actions.meet(clock, actor=ACTOR, at=at), reason="材料不全，退回", actor=ACTOR, at=at)
    assert (clock.state, clock.due_on, clock.met_at) == ("running", date(2026, 11, 30), None)


def test_a_void_clock_is_gone_from_the_desk_and_a_running_one_cannot_be_reopened(started, at):
    clock = actions.void(started(actions.Length(5)), reason="任务合并", actor=ACTOR, at=at)
    assert queries.desk(organ_ids=None, at=at).late.count == 0
    with pytest.raises(Conflict):
        actions.void(clock, reason="再次", actor=ACTOR, at=at)
    with pytest.raises(Conflict):
        actions.reopen(actions.reopen(clock, reason="恢复", actor=ACTOR, at=at), reason="恢复", actor=ACTOR, at=at)
