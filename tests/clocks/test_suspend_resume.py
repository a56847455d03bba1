"""Days that are not counted."""

from __future__ import annotations

from datetime import date

import pytest

from zwgk.domain.errors import Conflict
from zwgk.foundation.clocks import actions, queries

from .conftest import ACTOR

pytestmark = [pytest.mark.django_db, pytest.mark.db]
THIRD_PARTY = {"reason": "征求第三方意见", "basis": "《政府信息公开条例》第三十三条第三款"}


@pytest.mark.requirement("TSK-07")
def test_a_suspended_clock_has_no_due_day_and_says_what_is_left(started, at):
    clock = actions.suspend(started("requests/answer"), first=date(2026, 11, 9), **THIRD_PARTY, actor=ACTOR, at=at)
    assert (clock.state, clock.due_at) == ("suspended", None)
    assert queries.light(clock, at).words == "中止计时 · 恢复后还剩 16 个工作日"  # 3–6 November were counted


@pytest.mark.requirement("TSK-07")
def test_resumed_it_is_due_later_by_the_days_not_counted(started, at):
    clock = started("requests/answer")
    actions.suspend(clock, first=date(2026, 11, 9), **THIRD_PARTY, actor=ACTOR, at=at)
    clock = actions.resume(clock, last=date(2026, 11, 13), actor=ACTOR, at=at)
    assert (clock.state, clock.due_on) == ("running", date(2026, 12, 7))  # five working days after 30 November
    assert "暂停（征求第三方意见）" in "".join(line.text for line in queries.explain(clock))


def test_what_is_not_suspended_cannot_be_resumed(started, at):
    with pytest.raises(Conflict, match="没有中止"):
        actions.resume(started(actions.Length(5)), last=date(2026, 11, 13), actor=ACTOR, at=at)


def test_a_fixed_day_cannot_be_suspended(started, at):
    with pytest.raises(Conflict, match="延期"):
        actions.suspend(
            started(actions.Fixed(date(2026, 12, 31))), first=date(2026, 11, 9), **THIRD_PARTY, actor=ACTOR, at=at
        )


def test_after_its_end_a_clock_cannot_be_suspended(started, at):
    with pytest.raises(Conflict, match="已于2026-11-30届满"):
        actions.suspend(started("requests/answer"), first=date(2026, 12, 1), **THIRD_PARTY, actor=ACTOR, at=at)


def test_a_restart_counts_the_whole_limit_anew(started, at):
    clock = actions.restart(
        started("requests/answer"),
        day=date(2026, 11, 16),
        reason="收到补正后的申请",
        basis="《政府信息公开条例》第三十条",
        actor=ACTOR,
        at=at,
    )
    assert clock.due_on == date(2026, 12, 14)


def test_an_own_length_cannot_be_restarted(started, at):
    with pytest.raises(Conflict):
        actions.restart(started(actions.Length(5)), day=date(2026, 11, 16), reason="", basis="", actor=ACTOR, at=at)
