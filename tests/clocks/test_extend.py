"""More time."""

from __future__ import annotations

from datetime import date

import pytest

from zwgk.domain.errors import BadInput, Conflict
from zwgk.foundation.clocks import actions
from zwgk.foundation.journal import queries as journal

from .conftest import ACTOR

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.mark.requirement("TSK-07")
def test_a_rule_is_extended_under_its_cap_with_the_consent_it_asks_for(started, at):
    clock = actions.extend(
        started("requests/answer"), amount=20, approved_by="信息公开工作机构负责人", basis="材料多", actor=ACTOR, at=at
    )
    assert clock.due_on == date(2026, 12, 28)
    assert journal.of_subject("ledger.task", 7).first().data["before"] == "2026-11-30"


def test_more_than_the_cap_is_refused_with_its_article(started, at):
    with pytest.raises(Conflict, match="最多可以延长20个工作日.*第三十三条第二款"):
        actions.extend(started("requests/answer"), amount=21, approved_by="某某", basis="材料多", actor=ACTOR, at=at)


def test_without_the_consent_it_is_refused(started, at):
    with pytest.raises(Conflict, match="须经"):
        actions.extend(started("requests/answer"), amount=5, basis="材料多", actor=ACTOR, at=at)


def test_a_second_extension_is_refused(started, at):
    clock = started("requests/answer")
    actions.extend(clock, amount=5, approved_by="某某", basis="材料多", actor=ACTOR, at=at)
    with pytest.raises(Conflict, match="只能延期1次"):
        actions.extend(clock, amount=5, approved_by="某某", basis="材料多", actor=ACTOR, at=at)


def test_after_the_end_it_is_too_late(started, at):
    with pytest.raises(Conflict, match="届满"):
        actions.extend(
            started("requests/answer", date(2026, 10, 8)),
            amount=5,
            approved_by="某某",
            basis="材料多",
            actor=ACTOR,
            at=at,
        )


def test_a_fixed_day_moves_to_a_later_day_with_its_reason(started, at):
    clock = started(actions.Fixed(date(2026, 11, 30), "11月底前"))
    clock = actions.extend(clock, new_due=date(2026, 12, 15), basis="县政府办公室同意延期", actor=ACTOR, at=at)
    assert clock.due_on == date(2026, 12, 15)
    assert any("县政府办公室同意延期" in step for step in clock.grounds["steps"])


def test_an_earlier_day_no_reason_or_no_day_is_refused(started, at):
    clock = started(actions.Fixed(date(2026, 11, 30)))
    for wrong in (
        {"new_due": date(2026, 11, 29), "basis": "急"},
        {"new_due": date(2026, 12, 9), "basis": " "},
        {"amount": 5, "basis": "急"},
    ):
        with pytest.raises(BadInput):
            actions.extend(clock, **wrong, actor=ACTOR, at=at)


def test_an_own_length_is_extended_by_its_units(started, at):
    assert actions.extend(started(actions.Length(10)), amount=5, basis="同意", actor=ACTOR, at=at).due_on == date(
        2026, 11, 23
    )


def test_an_organ_can_hand_the_clock_on(started, county, at):
    clock = actions.assign(started(actions.Length(10)), organ=county.justice, actor=ACTOR, at=at)
    assert clock.organ == county.justice
