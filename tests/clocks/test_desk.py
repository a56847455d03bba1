"""What is due for whom."""

from __future__ import annotations

from datetime import date

import pytest

from zwgk.foundation.clocks import actions, queries
from zwgk.foundation.clocks import desk as desk_module
from zwgk.foundation.journal.actions import Subject

from .conftest import ACTOR

pytestmark = [pytest.mark.django_db, pytest.mark.db, pytest.mark.requirement("TSK-07")]


def fixed(started, day, number=1, **values):
    return started(actions.Fixed(day), subject=Subject("ledger.task", number, f"任务{number}"), **values)


def test_late_today_week_later(started, at):
    days = [date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 29), date(2026, 11, 30)]
    clocks = [fixed(started, day) for day in days]
    desk = queries.desk(organ_ids=None, at=at)
    assert [desk.late.rows, desk.today.rows, desk.week.rows, desk.later.rows] == [
        clocks[:1], clocks[1:2], clocks[2:4], clocks[4:],
    ]  # fmt: skip


def test_an_organ_sees_its_own(started, county, at):
    mine, other = fixed(started, date(2026, 11, 20)), fixed(started, date(2026, 11, 20), organ=county.justice)
    assert queries.desk(organ_ids=[county.finance.pk], at=at).late.rows == [mine]
    assert queries.desk(organ_ids=[county.justice.pk], at=at).late.rows == [other]
    assert queries.desk(organ_ids=[], at=at).late.rows == []


def test_rows_are_limited_and_the_count_is_not(started, at):
    for number in range(5):
        fixed(started, date(2026, 11, 20), number)
    late = queries.desk(organ_ids=None, at=at, limit=2).late
    assert (len(late.rows), late.count, late.words) == (2, 5, "5")


def test_counting_stops_at_the_bound(started, at, monkeypatch):
    monkeypatch.setattr(desk_module, "BOUND", 3)
    for number in range(5):
        fixed(started, date(2026, 11, 20), number)
    assert queries.desk(organ_ids=None, at=at, limit=2).late.words == "3 以上"


def test_the_heat_map_counts_late_ones_and_weeks(started, county, at):
    for day in (date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 29), date(2026, 11, 30), date(2027, 3, 1)):
        fixed(started, day)
    fixed(started, date(2026, 12, 14), organ=county.justice)
    assert queries.counts_by_organ(None, at, weeks=3) == [queries.Heat(county.finance.pk, 1, (2, 1, 0))]
    assert queries.counts_by_organ([county.justice.pk], at, weeks=4)[0].weeks == (0, 0, 0, 1)


def test_run_out_gives_what_nobody_has_met_oldest_first(started, at):
    later, sooner = started("requests/answer", date(2026, 10, 12)), started("requests/answer", date(2026, 10, 8))
    waiting = started("requests/answer", date(2026, 10, 9), waits=True)
    actions.meet(started("requests/answer", date(2026, 10, 8)), actor=ACTOR, at=at)
    started("requests/answer", date(2026, 11, 2))
    assert queries.run_out("requests/answer", at) == [sooner, waiting, later]
    assert queries.run_out("requests/answer", at, limit=1) == [sooner]


def test_of_subjects_and_open_of(started, at):
    first, second = fixed(started, date(2026, 11, 20), 1), fixed(started, date(2026, 11, 20), 2)
    actions.meet(second, actor=ACTOR, at=at)
    assert list(queries.of_subjects("ledger.task", [1, 2])) == [first, second]
    assert list(queries.open_of("ledger.task", 2)) == []


def test_rows_of_the_desk_are_lit_without_further_questions(started, at, django_assert_num_queries):
    fixed(started, date(2026, 11, 20))
    desk = queries.desk(organ_ids=None, at=at)
    with django_assert_num_queries(1):  # the edition of the law
        assert [queries.light(clock, at).words + clock.organ.label for clock in desk.late.rows] == [
            "逾期 1 个工作日县财政局"
        ]


def test_how_organs_have_kept_their_limits(started, county, at):
    actions.meet(fixed(started, date(2026, 11, 25)), actor=ACTOR, at=at)
    actions.meet(fixed(started, date(2026, 11, 20)), actor=ACTOR, at=at)
    fixed(started, date(2026, 11, 20), 3)
    fixed(started, date(2026, 11, 30))
    fixed(started, date(2026, 10, 30))
    found = queries.record_by_organ(date(2026, 11, 1), date(2026, 11, 30), at)
    assert found == [queries.Record(county.finance.pk, met=1, met_late=1, late=1)]
    assert set(queries.late_subjects("ledger.task", at)) == {"3", "1"}
    assert set(queries.late_subjects("ledger.task", at, [county.justice.pk])) == set()


def test_what_the_reader_may_not_open_is_not_on_his_desk(started, county, at):
    shown = fixed(started, date(2026, 11, 20))
    started(actions.Fixed(date(2026, 11, 20)), subject=Subject("reviews.review", 1, "审核"))
    assert queries.desk(organ_ids=None, at=at, closed=["reviews", "datacalls"]).late.rows == [shown]
    assert queries.counts_by_organ(None, at, 1, ["reviews"]) == [queries.Heat(county.finance.pk, 1, (0,))]
