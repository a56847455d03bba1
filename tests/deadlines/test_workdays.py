"""The calendar against two independent readings of the State Council's notices."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwgk.domain.errors import BadInput
from zwgk.domain.workdays import FIRST, LAST, Calendar
from zwgk.law import load

LAW = load()
CALENDAR = Calendar.of(LAW)
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
COUNTS = st.integers(-400, 400)


@pytest.mark.requirement("TSK-07")
def test_every_day_of_twenty_years_agrees_with_chinesecalendar() -> None:
    first, last = date(2007, 1, 1), date(2026, 12, 31)
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    assert [day for day in days if CALENDAR.is_working(day) != chinese_calendar.is_workday(day)] == []


@pytest.mark.requirement("TSK-07")
def test_every_named_day_agrees_with_the_notices(shared: Path) -> None:
    pages = sorted((shared / "documents/open/holidays").glob("20*.json"))
    named = [day for page in pages for day in json.loads(page.read_text("utf-8"))["days"]]
    wrong = [day for day in named if CALENDAR.is_working(date.fromisoformat(day["date"])) is day["isOffDay"]]
    assert len(named) > 250 and wrong == []


@pytest.mark.parametrize(
    ("day", "working", "reason"),
    [
        (date(2026, 10, 1), False, "国庆节放假"),
        (date(2026, 10, 10), True, "调休上班"),
        (date(2026, 10, 11), False, "周末"),
        (date(2026, 10, 12), True, "工作日"),
        (date(2027, 2, 6), False, "春节放假（暂定）"),
        (date(2040, 10, 2), False, "国庆节放假（暂定）"),
    ],
)
def test_each_day_says_why(day: date, working: bool, reason: str) -> None:
    assert (CALENDAR.is_working(day), CALENDAR.reason(day)) == (working, reason)


def test_a_special_day_names_the_notice() -> None:
    assert CALENDAR.basis(date(2026, 10, 10)) == "《国务院办公厅关于2026年部分节假日安排的通知》"
    assert CALENDAR.basis(date(2026, 10, 12)) == ""


def test_a_year_without_notice_says_what_is_assumed() -> None:
    assert CALENDAR.is_provisional(date(2027, 1, 4)) and not CALENDAR.is_provisional(date(2026, 12, 31))
    assert CALENDAR.assumption(date(2026, 1, 1), date(2026, 12, 31)) == ""
    assert CALENDAR.assumption(date(2026, 12, 1), date(2027, 2, 1)).startswith("2027年放假调休安排尚未收录")
    assert "周一至周五" in CALENDAR.assumption(date(2006, 1, 1), date(2006, 2, 1))


def test_the_statutory_days_of_2027_are_off() -> None:
    # 《全国年节及纪念日放假办法》第二条: thirteen days, lunar ones by the lunar calendar of the year.
    off = [day.day for day in LAW.calendar[2027].days]
    assert len(off) == 13 and not any(CALENDAR.is_working(day) for day in off)


def test_the_table_has_an_edge() -> None:
    with pytest.raises(BadInput, match="1990年至2079年"):
        CALENDAR.count(FIRST - timedelta(1), FIRST)
    with pytest.raises(BadInput, match="1990年至2079年"):
        CALENDAR.add(LAST, 1)
    assert CALENDAR.is_working(date(2080, 1, 1)), "a Monday; nothing more is known"


def test_the_calendar_is_made_once() -> None:
    assert Calendar.of(LAW) is CALENDAR
    assert CALENDAR.version == LAW.version


@given(DAYS, COUNTS)
def test_add_lands_on_a_working_day_and_count_takes_it_back(day: date, count: int) -> None:
    end = CALENDAR.add(day, count)
    if count > 0:
        assert CALENDAR.is_working(end) and CALENDAR.count(day, end) == count
    elif count < 0:
        assert CALENDAR.is_working(end) and CALENDAR.count(end - timedelta(1), day - timedelta(1)) == -count
    else:
        assert end == day


@given(DAYS, st.integers(0, 60))
def test_add_is_the_slow_loop(day: date, count: int) -> None:
    slow, left = day, count
    while left:
        slow += timedelta(1)
        left -= CALENDAR.is_working(slow)
    assert CALENDAR.add(day, count) == slow


@given(DAYS)
def test_next_working_day_is_the_first_one(day: date) -> None:
    found = CALENDAR.next_working_day(day)
    assert found >= day and CALENDAR.is_working(found)
    assert CALENDAR.count(day - timedelta(1), found) == 1


@given(DAYS, DAYS, DAYS)
def test_counts_add_up(one: date, two: date, three: date) -> None:
    assert CALENDAR.count(one, two) + CALENDAR.count(two, three) == CALENDAR.count(one, three)
