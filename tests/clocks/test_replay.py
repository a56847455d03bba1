"""The law changes: open clocks follow, with before and after in the journal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.cast import actor_with, office_actor
from zwgk.domain.rights import Role
from zwgk.foundation.clocks import actions, jobs, queries
from zwgk.foundation.clocks.models import Replay
from zwgk.foundation.inbox.models import Message
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.rulebook import actions as rulebook

from .conftest import ACTOR

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def announce_2027(county, at):
    """A made-up notice: off from 1 to 4 January, work on Saturday the 9th instead."""
    page = rulebook.propose_calendar(
        2027,
        number="国办发明电〔2026〕99号",
        off={"元旦": [date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3), date(2027, 1, 4)]},
        work={"元旦": [date(2027, 1, 9)]},
        actor=office_actor(),
        at=at,
    )
    return rulebook.confirm(page, actor=actor_with(Role.OFFICE, county.government), at=at)


@pytest.mark.requirement("TSK-07")
def test_a_new_calendar_moves_the_clocks_it_touches(started, county, at):
    clock = started(actions.Length(5), date(2026, 12, 28))  # 29, 30, 31; 4, 5 January
    untouched = started(actions.Length(5), date(2026, 11, 23))
    assert (clock.due_on, clock.provisional) == (date(2027, 1, 5), True)
    announce_2027(county, at)
    changed = actions.replay(since=date(2027, 1, 1), actor=ACTOR, at=at)
    assert [(change.clock, change.before, change.after) for change in changed] == [
        (clock, date(2027, 1, 5), date(2027, 1, 6))
    ]
    clock.refresh_from_db()
    untouched.refresh_from_db()
    assert (clock.due_on, clock.provisional, clock.replayed_at) == (date(2027, 1, 6), False, at)
    assert untouched.replayed_at is None
    fact = journal.of_subject("ledger.task", 7).first()
    assert (fact.verb, fact.data["before"], fact.data["after"]) == ("clocks.replay", "2027-01-05", "2027-01-06")


def test_the_same_day_no_longer_provisional_is_a_change_too(started, county, at):
    started(actions.Length(10), date(2026, 12, 28))  # 9 January is worked for 4 January
    announce_2027(county, at)
    actions.replay(actor=ACTOR, at=at)
    assert journal.of_subject("ledger.task", 7).first().sentence == "到期日2027-01-12由暂定转为确定"


def test_fixed_met_and_waiting_for_a_second_person_stay(started, county, at):
    started(actions.Fixed(date(2027, 1, 5)))
    actions.meet(started(actions.Length(45), date(2026, 11, 2)), actor=ACTOR, at=at)
    announce_2027(county, at)
    assert actions.replay(actor=ACTOR, at=at) == []


def test_a_stricter_rule_of_the_office_replays_its_clocks(started, county, at):
    clock = started("requests/answer", date(2026, 11, 23))
    row = rulebook.propose_value(
        "requests/answer",
        15,
        since=date(2026, 11, 1),
        reference="《和光县办理规范》第二条",
        actor=office_actor(),
        at=at,
    )
    rulebook.confirm(row, actor=actor_with(Role.OFFICE, county.government), at=at)
    changed = actions.replay(rules=["requests/answer"], actor=ACTOR, at=at)
    assert [(change.clock, change.after) for change in changed] == [(clock, date(2026, 12, 14))]
    assert "《和光县办理规范》第二条" in changed[0].clock.grounds["reference"]


def test_the_job_notices_the_change_once_and_writes_to_the_organ(started, county, at):
    jobs.replay(at=at)
    started(actions.Length(5), date(2026, 12, 28))
    assert jobs.replay(at=at) == ""
    announce_2027(county, at)
    assert "1 件" in jobs.replay(at=at + timedelta(minutes=1))
    assert jobs.replay(at=at + timedelta(minutes=2)) == ""
    assert Message.objects.get(kind="clocks.replay").organ == county.finance
    assert Replay.objects.count() == 2


def test_more_than_one_chunk(county, at):
    many = [
        actions.Timed(
            Subject("ledger.task", n, f"任务{n}"), "报送", county.finance.pk, actions.Length(5), date(2026, 12, 28)
        )
        for n in range(450)
    ]
    actions.start_many(many, actor=ACTOR, at=at)
    announce_2027(county, at)
    assert len(actions.replay(actor=ACTOR, at=at)) == 450
    assert actions.replay(actor=ACTOR, at=at) == []


def test_a_clock_that_cannot_be_computed_keeps_its_day(started, county, at):
    clock = started("requests/answer", date(2026, 11, 23))
    type(clock).objects.filter(pk=clock.pk).update(spec={**clock.spec, "rule": "requests/abolished"})
    announce_2027(county, at)
    [change] = actions.replay(actor=ACTOR, at=at)
    assert (change.before, change.after) == (clock.due_on, clock.due_on)
    assert "requests/abolished" in change.problem
    assert queries.of_subject("ledger.task", 7).get().due_on == clock.due_on


def test_each_organ_gets_one_letter_with_its_own_changes(started, county, at):
    mine, other = started(actions.Length(5)), started(actions.Length(6), organ=county.justice)
    moved = [
        actions.Change(mine, date(2026, 11, 9), date(2026, 11, 10)),
        actions.Change(mine, date(2026, 11, 9), date(2026, 11, 9), "规则已废止"),
        actions.Change(other, date(2026, 11, 10), date(2026, 11, 11)),
    ]
    assert actions.tell_organs(moved, actor=ACTOR, at=at) == 2
    body = Message.objects.get(organ=county.finance).body
    assert "2026-11-09 → 2026-11-10" in body and "未能重算" in body
    assert "2026-11-11" not in body


def test_where_nothing_has_moved_nobody_is_written_to(at):
    assert actions.tell_organs([], actor=ACTOR, at=at) == 0
    assert not Message.objects.exists()
