"""A course that its slice reckons: one clock per subject, computed anew and replayed like any other."""

from __future__ import annotations

from datetime import date

import pytest

from zwgk.domain.deadlines import Extension, Restart, Suspension
from zwgk.foundation.clocks import actions, queries
from zwgk.foundation.clocks.actions import ByRule, Course, Fixed, Timed
from zwgk.foundation.journal.queries import of_subject

from .conftest import ACTOR, TASK

pytestmark = [pytest.mark.django_db, pytest.mark.db]
RECEIVED = date(2026, 11, 2)


@pytest.fixture
def timed(county):
    def make(spec=None, on=RECEIVED, **values):
        return Timed(TASK, values.pop("title", "答复申请"), county.finance.pk, spec or ByRule("requests/answer"), on, **values)

    return make


def test_a_subject_keeps_one_clock_however_often_it_is_restated(timed, at):
    first = actions.restate(timed(), actor=ACTOR, at=at)
    pause = Suspension(date(2026, 11, 9), date(2026, 11, 13), "征求第三方意见", "第三十三条第三款")
    second = actions.restate(timed(), Course((pause,)), actor=ACTOR, at=at)
    assert first.pk == second.pk and (first.due_on, second.due_on) == (date(2026, 11, 30), date(2026, 12, 7))
    assert len(of_subject(TASK.type, TASK.id)) == 2


def test_nothing_is_told_when_nothing_has_moved(timed, at):
    for _ in range(2):
        actions.restate(timed(), actor=ACTOR, at=at)
    assert len(of_subject(TASK.type, TASK.id)) == 1


def test_restart_and_extension_come_to_the_same_day_as_the_rule(timed, at):
    course = Course(extension=Extension(20, "负责人", date(2026, 11, 23)), restart=Restart(date(2026, 11, 9), "收到补正", "第三十条"))
    clock = actions.restate(timed(on=date(2026, 11, 9)), course, actor=ACTOR, at=at)
    assert clock.due_on is not None and clock.due_on > date(2026, 12, 31)
    assert "重新起算" in "".join(line.text for line in queries.explain(clock))


def test_an_ended_clock_runs_again_and_may_become_somebody_elses_time(timed, at):
    clock = actions.restate(timed(), actor=ACTOR, at=at)
    actions.meet(clock, actor=ACTOR, at=at)
    waiting = actions.restate(timed(Fixed(date(2026, 11, 27)), title="等待补正", waits=True), actor=ACTOR, at=at)
    assert (waiting.pk, waiting.state, waiting.title, waiting.met_at) == (clock.pk, "waiting", "等待补正", None)
    assert actions.restate(timed(), actor=ACTOR, at=at).state == "running"


def test_a_day_set_by_the_organ_stands(timed, at):
    clock = actions.restate(timed(), Course(set_day=date(2026, 12, 31), set_basis="第三十五条"), actor=ACTOR, at=at)
    assert clock.due_on == date(2026, 12, 31)
