"""What runs when."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from zwgk.foundation.jobs import actions, queries
from zwgk.foundation.jobs.actions import Timed
from zwgk.foundation.jobs.every import following, parse
from zwgk.foundation.jobs.models import Schedule
from zwgk.surfaces.cli import work

BEIJING = ZoneInfo("Asia/Shanghai")
HERE = "tests.jobs.test_schedule"
RAN: list[datetime] = []


def count(*, at):
    RAN.append(at)
    return f"{len(RAN)} 次"


def fail(*, at):
    raise RuntimeError("故障")


@pytest.fixture(autouse=True)
def empty():
    RAN.clear()


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        ("minute", (23, 9, 1)),
        ("10min", (23, 9, 10)),
        ("hour", (23, 10, 0)),
        ("day 08:30", (24, 8, 30)),
        ("day 09:30", (23, 9, 30)),
    ],
)
def test_the_following_moment(at, every, expected):
    assert following(every, at) == datetime(2026, 11, *expected, tzinfo=BEIJING)


@pytest.mark.parametrize("text", ["", "day", "day 8:30", "0min", "weekly"])
def test_no_other_periods(text):
    with pytest.raises(ValueError, match="no period"):
        parse(text)


@pytest.mark.django_db
@pytest.mark.db
class TestRunning:
    def test_a_due_job_runs_once_and_says_what_it_did(self, at):
        actions.ensure_schedules([Timed(f"{HERE}.count", "minute", "数一数")], at=at)
        for _ in range(3):
            actions.run_due(worker="here:1", at=at)
        row = Schedule.objects.get()
        assert [at] == RAN
        assert (row.last_result, row.next_run, row.leased_by) == ("1 次", at + timedelta(minutes=1), "")

    def test_a_failing_job_is_noted_and_runs_again(self, at):
        actions.ensure_schedules([Timed(f"{HERE}.fail", "minute"), Timed(f"{HERE}.count", "minute")], at=at)
        actions.run_due(worker="here:1", at=at)
        row = Schedule.objects.get(name__endswith="fail")
        assert "故障" in row.last_error
        assert (row.next_run, len(RAN)) == (at + timedelta(minutes=1), 1)

    def test_a_job_that_another_worker_holds_waits_for_its_lease(self, at):
        actions.ensure_schedules([Timed(f"{HERE}.count", "minute")], at=at)
        Schedule.objects.update(leased_by="other:2", leased_until=at + timedelta(minutes=5))
        assert actions.run_due(worker="here:1", at=at) == 0
        assert actions.run_due(worker="here:1", at=at + timedelta(minutes=6)) == 1

    def test_a_daily_job_waits_for_its_hour_and_what_is_not_declared_sleeps(self, at):
        actions.ensure_schedules([Timed(f"{HERE}.count", "day 08:30"), Timed(f"{HERE}.fail", "minute")], at=at)
        actions.ensure_schedules([Timed(f"{HERE}.count", "day 10:00", "数")], at=at)
        assert [(row.title, row.next_run.astimezone(BEIJING).hour) for row in queries.schedules()] == [("数", 10)]
        assert actions.run_due(worker="here:1", at=at) == 0


def test_every_slice_with_jobs_is_found_and_each_function_exists():
    declared = work.declared()
    names = {timed.name for timed in declared}
    assert {"zwgk.foundation.journal.jobs.seal", "zwgk.foundation.clocks.jobs.digest"} <= names
    for timed in declared:
        module, name = timed.name.rsplit(".", 1)
        assert callable(getattr(__import__(module, fromlist=[name]), name)), timed.name
        parse(timed.every)
