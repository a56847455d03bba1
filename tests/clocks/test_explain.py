"""Each counted and each skipped day, from what is stored."""

from __future__ import annotations

from datetime import date

import pytest

from zwgk.domain import deadlines
from zwgk.foundation.clocks import actions, queries
from zwgk.foundation.clocks.counting import pack
from zwgk.foundation.rulebook import queries as rulebook

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("TSK-07")]


def test_every_day_has_its_reason_and_its_number(started):
    lines = [line for line in queries.explain(started("requests/answer", date(2026, 9, 18))) if line.day]
    assert [line.number for line in lines if line.counted] == list(range(1, 21))
    said = {line.day: line.text for line in lines}
    assert said[date(2026, 10, 1)] == "2026-10-01 星期四 不计：国庆节放假"
    assert said[date(2026, 9, 20)] == "2026-09-20 星期日 第1日：调休上班"


def test_rule_result_and_version_stand_around_the_days(started):
    clock = started("requests/answer")
    text = "\n".join(line.text for line in queries.explain(clock))
    for part in (
        "期限规则：答复政府信息公开申请",
        "第三十三条第二款",
        "最后期限：2026-11-30（星期一）",
        rulebook.law().version,
    ):
        assert part in text


def test_packing_loses_no_day():
    law_calendar = rulebook.calendar()
    for days in (1, 7, 30, 250):
        due = deadlines.compute_length(days, deadlines.Unit.WORKING_DAY, date(2026, 1, 5), calendar=law_calendar)
        runs = pack(due.days)
        assert sum((date.fromisoformat(run[1]) - date.fromisoformat(run[0])).days + 1 for run in runs) == len(due.days)
        assert len(runs) <= len(due.days)


def test_towards_an_event_the_days_go_backwards(started):
    clock = started(actions.Length(3, direction=deadlines.Direction.BEFORE_EVENT), date(2026, 11, 23))
    days = [line.day for line in queries.explain(clock) if line.day]
    assert (clock.due_on, days[0], days[-1]) == (date(2026, 11, 18), date(2026, 11, 22), date(2026, 11, 18))
