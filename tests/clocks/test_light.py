"""The light of a clock: one word, one sentence."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from zwgk.foundation.clocks import actions, queries
from zwgk.law import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("TSK-07")]


@pytest.mark.parametrize(
    ("due", "state", "words"),
    [
        (date(2026, 11, 23), "today", "今天到期"),
        (date(2026, 11, 26), "soon", "还剩 3 个工作日 · 11月26日"),
        (date(2026, 11, 27), "later", "还剩 4 个工作日 · 11月27日"),
        (date(2027, 1, 5), "later", "还剩 30 个工作日 · 2027年1月5日"),
        (date(2026, 11, 19), "late", "逾期 2 个工作日"),
        (date(2026, 11, 20), "late", "逾期 1 个工作日"),
    ],
)
def test_a_fixed_day(started, at, due, state, words):
    assert queries.light(started(actions.Fixed(due)), at) == queries.Light(state, words)


def test_over_a_weekend_plain_days_are_said(started, at):
    friday, saturday = started(actions.Fixed(date(2026, 11, 20))), at - timedelta(2)
    assert queries.light(friday, saturday).words == "逾期 1 天"


def test_hours(started, at):
    clock = started(actions.Length(5, Unit.HOUR), at)
    assert queries.light(clock, at + timedelta(hours=1, minutes=1)).words == "还剩 3 小时 · 14:00"
    assert queries.light(clock, at + timedelta(hours=5, minutes=20)).words == "逾期 20 分钟"


def test_a_provisional_day_says_so(started, at):
    light = queries.light(started(actions.Length(40)), at)
    assert light.note == ""
    light = queries.light(started(actions.Length(60)), at)
    assert light.note == "待公布放假安排，日期暂定"


def test_the_end_of_the_day_is_still_in_time(started):
    clock = started(actions.Fixed(date(2026, 11, 23)))
    last = clock.due_at
    assert queries.light(clock, last).state == "today"
    assert queries.light(clock, last + timedelta(seconds=1)).state == "late"
    assert isinstance(last, datetime)


def test_no_clock_and_no_day(started, at):
    assert queries.light(None, at).state == "none"
    clock = started("requests/answer")
    clock.due_on = clock.due_at = None
    assert queries.light(clock, at).words == "期限待定"


def test_a_list_asks_for_the_calendar_once(started, at, django_assert_max_num_queries):
    clocks = [started(actions.Length(n)) for n in range(5)]
    with django_assert_max_num_queries(1):
        assert len(queries.lights(clocks, at)) == 5
