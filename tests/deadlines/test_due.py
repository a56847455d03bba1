"""What a computed limit says about itself, and what is refused."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from datetime import date, datetime, timedelta, timezone

import pytest

from zwgk.domain.deadlines import Direction, Extension, Restart, Suspension, Unit, compute, compute_length, find
from zwgk.domain.errors import BadInput, Conflict, LawMissing
from zwgk.domain.workdays import Calendar
from zwgk.law import load

LAW = load()
CALENDAR = Calendar.of(LAW)
ANSWER = find(LAW, "requests/answer")


@pytest.mark.requirement("TSK-07")
def test_explain_lists_each_counted_and_skipped_day_with_its_reason() -> None:
    text = compute(ANSWER, date(2026, 2, 10), calendar=CALENDAR).explain()
    assert "依据：《中华人民共和国政府信息公开条例》第三十三条第二款" in text
    assert "  4  2026-02-14 星期六  调休上班（《国务院办公厅关于2026年部分节假日安排的通知》）" in text
    assert "  —  2026-02-17 星期二  春节放假（《国务院办公厅关于2026年部分节假日安排的通知》）" in text
    assert " 20  2026-03-16 星期一  工作日" in text
    assert "最后期限：2026-03-16（星期一）" in text
    assert f"规则库版本：{LAW.version}" in text


def test_a_suspended_day_names_its_reason_and_article() -> None:
    pause = Suspension.consultation(
        date(2026, 7, 6), date(2026, 7, 8), reason="征求第三方意见", basis="《政府信息公开条例》第三十三条第三款"
    )
    days = {note.day: note for note in compute(ANSWER, date(2026, 7, 1), calendar=CALENDAR, suspensions=[pause]).days}
    assert days[date(2026, 7, 6)].counted, "the day the letter is sent still counts"
    assert days[date(2026, 7, 8)].reason == "暂停（征求第三方意见）"
    assert days[date(2026, 7, 8)].basis.endswith("第三款")


def test_the_result_is_frozen_and_plain_for_storage() -> None:
    due = compute(ANSWER, date(2026, 2, 10), calendar=CALENDAR)
    with pytest.raises(FrozenInstanceError):
        due.due = date(2030, 1, 1)  # type: ignore[misc]
    stored = json.loads(json.dumps(due.as_dict()))
    assert (stored["due"], stored["rule"], stored["law_version"]) == ("2026-03-16", "requests/answer", LAW.version)
    assert sum(day["counted"] for day in stored["days"]) == 20


def test_hours_keep_the_moment_and_its_zone() -> None:
    start = datetime(2026, 2, 10, 22, 30, tzinfo=timezone(timedelta(hours=8)))
    due = compute(find(LAW, "T-EM-5h"), start, calendar=CALENDAR)
    assert due.due == start + timedelta(hours=5)
    assert due.as_dict()["due"] == "2026-02-11T03:30+08:00"


def test_suspended_hours_are_whole_days() -> None:
    pause = Suspension(date(2026, 2, 11), date(2026, 2, 11))
    start = datetime(2026, 2, 10, 22, 0)
    assert compute_length(5, Unit.HOUR, start, calendar=CALENDAR, suspensions=[pause]).due == datetime(
        2026, 2, 12, 3, 0
    )


def test_extension_says_who_consented() -> None:
    due = compute(ANSWER, date(2026, 7, 1), calendar=CALENDAR, extension=Extension(20, "张主任"))
    assert "延长：经张主任同意，延长20个工作日" in due.explain()
    assert due.amount == 40


def test_a_minimum_says_that_it_is_one() -> None:
    due = compute(find(LAW, "T-DEC-30"), date(2026, 3, 2), calendar=CALENDAR)
    assert due.direction is Direction.AT_LEAST
    assert due.result() == "最早可以结束的日期：2026-04-01（星期三）"


def test_the_last_days_of_a_year_may_still_move() -> None:
    due = compute_length(5, Unit.WORKING_DAY, date(2026, 12, 24), calendar=CALENDAR)
    assert (due.due, due.provisional) == (date(2026, 12, 31), False)
    assert "2027年元旦放假通知" in due.warnings[0]


def test_find_knows_ids_codes_and_near_names() -> None:
    assert find(LAW, "t-req-20") is ANSWER
    with pytest.raises(LawMissing, match="您要找的可能是：.*requests/answer"):
        find(LAW, "answer")
    with pytest.raises(LawMissing, match="reconsideration/send-copy"):
        find(LAW, "T-ARR-3/7")


@pytest.mark.parametrize(
    ("wrong", "match"),
    [
        (lambda: Suspension(date(2026, 1, 2), date(2026, 1, 1)), "早于开始日"),
        (lambda: Suspension.consultation(date(2026, 1, 2), date(2026, 1, 2)), "晚于发出"),
        (lambda: compute_length(-1, Unit.MONTH, date(2026, 1, 1), calendar=CALENDAR), "不能是负数"),
        (lambda: compute_length(99999, Unit.WORKING_DAY, date(2026, 1, 1), calendar=CALENDAR), "超出了可以计算的范围"),
        (lambda: compute_length(99999, Unit.YEAR, date(2026, 1, 1), calendar=CALENDAR), "超出了可以计算的范围"),
        (lambda: compute_length(99999, Unit.HOUR, date(9999, 1, 1), calendar=CALENDAR), "超出了可以计算的范围"),
        (lambda: compute(ANSWER, date(2026, 1, 5), calendar=CALENDAR, extension=Extension(0, "张主任")), "至少为1"),
    ],
)
def test_nonsense_is_refused_in_chinese(wrong: object, match: str) -> None:
    with pytest.raises(BadInput, match=match):
        wrong()  # type: ignore[operator]


def test_backwards_limits_cannot_pause() -> None:
    with pytest.raises(BadInput, match="没有暂停"):
        compute(
            find(LAW, "T-DEC-H7"),
            date(2026, 3, 20),
            calendar=CALENDAR,
            suspensions=[Suspension(date(2026, 3, 15), date(2026, 3, 16))],
        )


def test_a_named_day_takes_neither_pause_nor_length_nor_extension() -> None:
    rule, day = find(LAW, "annual-report/department"), date(2025, 12, 31)
    with pytest.raises(BadInput, match="没有暂停"):
        compute(rule, day, calendar=CALENDAR, suspensions=[Suspension(day, day)])
    with pytest.raises(BadInput, match="1月31日前，不能另行填写"):
        compute(rule, day, calendar=CALENDAR, amount=20)
    with pytest.raises(Conflict, match="期限不能延长"):
        compute(rule, day, calendar=CALENDAR, extension=Extension(5, "张主任"))


def test_a_restart_before_the_event_is_none() -> None:
    due = compute(ANSWER, date(2026, 7, 1), calendar=CALENDAR, restarts=[Restart(date(2026, 6, 1))])
    assert (due.start, due.due) == (date(2026, 7, 1), date(2026, 7, 29))


def test_a_refused_extension_cites_its_article() -> None:
    with pytest.raises(Conflict) as refusal:
        compute(ANSWER, date(2026, 1, 5), calendar=CALENDAR, extension=Extension(21, "张主任"))
    assert refusal.value.basis == "《中华人民共和国政府信息公开条例》第三十三条第二款"
