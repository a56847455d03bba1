"""Starting a clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from zwgk.domain.errors import BadInput, LawMissing
from zwgk.foundation.clocks import actions, queries
from zwgk.foundation.clocks.models import Clock
from zwgk.foundation.journal import queries as journal
from zwgk.foundation.journal.actions import Subject
from zwgk.law import Direction, Unit

from .conftest import ACTOR, TASK

pytestmark = [pytest.mark.django_db, pytest.mark.db]
BEIJING = ZoneInfo("Asia/Shanghai")


@pytest.mark.requirement("TSK-07")
def test_an_own_length_is_counted_by_the_real_calendar(started):
    clock = started(actions.Length(10), date(2026, 9, 28))
    # 29, 30 September, then the holiday to 7 October; 8, 9, and the make-up Saturday 10; 12–16
    assert clock.due_on == date(2026, 10, 16)
    assert clock.due_at == datetime(2026, 10, 16, 23, 59, 59, tzinfo=BEIJING)
    assert (clock.state, clock.provisional, clock.rule) == ("running", False, "")


@pytest.mark.requirement("TSK-07")
def test_a_rule_gives_length_and_citation(started):
    clock = started("requests/answer")
    assert (clock.due_on, clock.rule) == (date(2026, 11, 30), "requests/answer")
    assert "第三十三条第二款" in clock.grounds["reference"]


@pytest.mark.requirement("TSK-07")
def test_into_a_year_without_announced_holidays_it_is_provisional(started):
    clock = started("requests/answer", date(2026, 12, 15))
    assert clock.due_on.year == 2027
    assert clock.provisional


def test_hours_run_from_the_moment_to_the_moment(started):
    begun = datetime(2026, 11, 23, 8, 30, tzinfo=BEIJING)
    assert started(actions.Length(5, Unit.HOUR), begun).due_at == begun + timedelta(hours=5)


def test_a_fixed_day_is_moved_by_no_calendar(county, at):
    said = {"words": "年底前", "notice": "《2026年政务公开工作要点》第三条"}
    clock = actions.start_fixed(
        TASK, organ=county.finance, due_on=date(2026, 12, 31), title="公开预算", grounds=said, actor=ACTOR, at=at
    )
    assert (clock.due_on, clock.law_version) == (date(2026, 12, 31), "")
    assert any("《2026年政务公开工作要点》第三条" in line.text for line in queries.explain(clock))


def test_a_minimum_length_waits_and_nobody_can_be_late(started, at):
    clock = started(actions.Length(5, direction=Direction.AT_LEAST))
    assert clock.state == "waiting"
    assert queries.light(clock, at).state == "over"


def test_many_are_started_together_and_each_is_told(county, at):
    organs = [county.finance.pk, county.justice.pk]
    many = [
        actions.Timed(Subject("ledger.task", n, f"任务{n}"), "报送", organs[n % 2], actions.Length(n), at)
        for n in range(1, 301)
    ]
    clocks = actions.start_many(many, actor=ACTOR, at=at)
    assert len({clock.pk for clock in clocks}) == Clock.objects.count() == 300
    fact = journal.of_subject("ledger.task", 300).get()
    assert (fact.verb, fact.data["clock"]) == ("clocks.start", clocks[-1].pk)


def test_an_unknown_rule_is_refused_and_nothing_is_written(started):
    with pytest.raises(LawMissing, match="没有"):
        started("requests/nowhere")
    assert not Clock.objects.exists()


def test_a_clock_without_a_title_is_refused(started):
    with pytest.raises(BadInput):
        started(actions.Length(3), title=" ")
