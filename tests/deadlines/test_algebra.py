"""What must hold for every limit, whatever the numbers."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk.domain.deadlines import Due, Extension, Restart, Suspension, Unit, compute, compute_length, find
from zwgk.domain.deadlines.counting import add_months, merged, suspended_count
from zwgk.domain.errors import Refusal
from zwgk.domain.workdays import Calendar
from zwgk.law import load

LAW = load()
CALENDAR = Calendar.of(LAW)
ANSWER = find(LAW, "requests/answer")
DAYS = st.dates(date(2019, 6, 1), date(2026, 6, 30))
LENGTHS = st.integers(0, 90)
BY_DAY = st.sampled_from([Unit.WORKING_DAY, Unit.CALENDAR_DAY])
UNITS = st.sampled_from([unit for unit in Unit if unit is not Unit.HOUR])


@st.composite
def pauses(draw: st.DrawFn, near: date = date(2022, 1, 1)) -> list[Suspension]:
    found = []
    for _ in range(draw(st.integers(0, 4))):
        first = near + timedelta(draw(st.integers(-10, 60)))
        found.append(Suspension(first, first + timedelta(draw(st.integers(0, 20)))))
    return found


def plain(amount: int, unit: Unit, start: date, suspended: list[Suspension] | None = None) -> Due:
    return compute_length(amount, unit, start, calendar=CALENDAR, suspensions=suspended or [])


@pytest.mark.requirement("TSK-07")
@given(LENGTHS, LENGTHS, UNITS, DAYS)
def test_a_longer_limit_never_ends_earlier(short: int, more: int, unit: Unit, start: date) -> None:
    assert plain(short, unit, start).due <= plain(short + more, unit, start).due  # type: ignore[operator]


@given(LENGTHS, UNITS, DAYS, st.integers(0, 60))
def test_a_later_event_never_ends_earlier(amount: int, unit: Unit, start: date, later: int) -> None:
    assert plain(amount, unit, start).due <= plain(amount, unit, start + timedelta(later)).due  # type: ignore[operator]


@given(st.integers(1, 60), BY_DAY, st.dates(date(2021, 12, 1), date(2022, 2, 1)), pauses())
def test_a_suspension_moves_the_end_by_exactly_the_days_not_counted(
    amount: int, unit: Unit, start: date, suspended: list[Suspension]
) -> None:
    end = plain(amount, unit, start, suspended).day
    assert end is not None
    lost = suspended_count(suspended, start, end, unit, CALENDAR)
    assert end == plain(amount + lost, unit, start).due


@given(st.integers(1, 60), BY_DAY, st.dates(date(2021, 12, 1), date(2022, 2, 1)), pauses())
def test_exactly_so_many_days_are_counted_and_the_last_one_counts(
    amount: int, unit: Unit, start: date, suspended: list[Suspension]
) -> None:
    found = plain(amount, unit, start, suspended)
    counted = [note for note in found.days if note.counted]
    assert [note.number for note in counted] == list(range(1, amount + 1))
    assert counted[-1].day == found.due == found.days[-1].day
    assert found.days[0].day == start + timedelta(1), "the day of the event is not counted"


@given(pauses(), st.randoms())
def test_order_and_overlap_of_suspensions_do_not_matter(suspended: list[Suspension], chance: object) -> None:
    start, shuffled = date(2021, 12, 20), list(suspended)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    once = plain(20, Unit.WORKING_DAY, start, suspended).due
    assert plain(20, Unit.WORKING_DAY, start, shuffled + suspended).due == once
    joined = merged(suspended)
    assert all(a.last is not None and a.last + timedelta(1) < b.first for a, b in zip(joined, joined[1:], strict=False))


@given(DAYS, st.integers(1, 60))
def test_an_extension_never_passes_its_cap(start: date, amount: int) -> None:
    extension = Extension(amount, "张主任")
    if amount > 20:
        with pytest.raises(Refusal, match="最多可以延长20个工作日"):
            compute(ANSWER, start, calendar=CALENDAR, extension=extension)
        return
    found = compute(ANSWER, start, calendar=CALENDAR, extension=extension)
    assert found.due == CALENDAR.add(start, 20 + amount)


@given(DAYS, st.integers(0, 100))
def test_a_restart_is_a_new_beginning(start: date, later: int) -> None:
    again = start + timedelta(later)
    found = compute(ANSWER, start, calendar=CALENDAR, restarts=[Restart(again, "收到补正后的申请")])
    assert found.due == compute(ANSWER, again, calendar=CALENDAR).due
    assert "重新起算" in found.steps[0]


@given(DAYS, st.integers(1, 400))
def test_a_rolled_end_is_a_working_day_and_nothing_was_skipped(start: date, later: int) -> None:
    rule = find(LAW, "reconsideration/apply")
    found = compute(rule, max(start + timedelta(later), date(2024, 1, 1)), calendar=CALENDAR)
    raw = found.start + timedelta(60)
    assert found.day and CALENDAR.is_working(found.day)
    assert CALENDAR.count(raw - timedelta(1), found.day) == 1


@given(st.datetimes(datetime(2020, 1, 1), datetime(2027, 1, 1)), st.integers(0, 200))
def test_hours_run_day_and_night(start: datetime, hours: int) -> None:
    assert compute_length(hours, Unit.HOUR, start, calendar=CALENDAR).due == start + timedelta(hours=hours)


@given(DAYS, st.integers(0, 48))
def test_months_end_on_the_corresponding_day_or_the_last(start: date, months: int) -> None:
    # 《民法典》第二百零二条
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + timedelta(1)).day == 1)


@given(LENGTHS, UNITS, DAYS)
def test_the_same_question_has_the_same_answer(amount: int, unit: Unit, start: date) -> None:
    assert plain(amount, unit, start) == plain(amount, unit, start)


@given(st.integers(1, 60), DAYS)
def test_provisional_means_a_year_without_notice_was_counted(amount: int, start: date) -> None:
    found = plain(amount, Unit.WORKING_DAY, start + timedelta(180))
    assert found.provisional is any(note.day.year > 2026 for note in found.days)
    assert found.provisional is any("尚未收录" in warning for warning in found.warnings)
