"""Time phrases: the gold readings of five notices, recurrences, and what is not a time phrase."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from zwgk.domain.deadlines import Frequency, Kind, Recurrence, TimeSpec, Unit, from_phrase, resolve
from zwgk.domain.deadlines.phrase import number
from zwgk.domain.errors import BadInput
from zwgk.domain.workdays import Calendar
from zwgk.law import load

CALENDAR = Calendar.of(load())


def gold(shared: Path) -> list[tuple[int, dict[str, Any]]]:
    pages = [yaml.safe_load(path.read_text("utf-8")) for path in sorted((shared / "gold").glob("0*.yaml"))]
    return [
        (page["metadata"]["plan_year"], found)
        for page in pages
        for task in page["tasks"]
        for found in task.get("deadlines") or []
    ]


@pytest.mark.requirement("DOC-07")
def test_each_deadline_of_the_five_notices_is_read_as_a_person_reads_it(shared: Path) -> None:
    found = gold(shared)
    assert len(found) == 59
    for year, item in found:
        wanted, read = TimeSpec.from_dict(item), from_phrase(item["text"], year=year)
        assert read is not None, item["text"]
        same = ("kind", "dates", "amount", "unit", "frequency", "min_count")
        assert [getattr(read, name) for name in same] == [getattr(wanted, name) for name in same], item["text"]


@pytest.mark.requirement("TSK-07")
def test_the_anchored_deadlines_of_the_notices_fall_on_the_gold_days(shared: Path) -> None:
    checked = 0
    for _, item in gold(shared):
        spec = TimeSpec.from_dict(item)
        for anchor, wanted in (item.get("resolved_if_anchor") or {}).items():
            name = "成文" if "成文" in spec.anchor else "公布"
            found = resolve(spec, {name: date.fromisoformat(anchor)}, CALENDAR)
            assert found.dates == (date.fromisoformat(wanted),)
            checked += 1
    assert checked == 3


@pytest.mark.parametrize("item", [
    {"kind": "date", "text": "2020年底前", "date": "2020-12-31"},
    {"kind": "date", "text": "三年", "date": ["2020-11-30", "2021-11-30"]},
    {"kind": "date", "text": "8月前", "date": "2021-07-31", "alt_date": "2021-08-31"},
    {"kind": "date", "text": "年内至少一次", "date": "2017-12-31", "min_count": 1},
    {"kind": "relative", "text": "", "anchor": "公布", "within": {"amount": 15, "unit": "working_day"}},
    {"kind": "recurrence", "text": "每年", "recurrence": {"freq": "yearly", "min_count": 1}},
    {"kind": "conditional", "text": "待出台后", "event": "办法出台"},
])  # fmt: skip
def test_a_spec_comes_back_as_it_went_in(item: dict[str, Any]) -> None:
    written = TimeSpec.from_dict(item).as_dict()
    assert written == {key: value for key, value in item.items() if value != ""}


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"kind": "sometimes"},
        {"kind": "date", "date": "2020-02-30"},
        {"kind": "relative", "within": {"unit": "moon"}},
    ],
)
def test_an_unusable_spec_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match="无法使用"):
        TimeSpec.from_dict(wrong)


@pytest.mark.parametrize(
    "phrase", ["", "及时", "实时公开", "尽快", "不少于30日", "2020年13月底前", "2月30日前", "不断加强", "同步解读"]
)
def test_no_time_is_invented(phrase: str) -> None:
    assert from_phrase(phrase, year=2026) is None


@pytest.mark.parametrize(
    ("text", "value"), [("15", 15), ("十", 10), ("十五", 15), ("二十", 20), ("三十六", 36), ("两", 2)]
)
def test_spelled_numbers(text: str, value: int) -> None:
    assert number(text) == value


def test_spelled_phrases_and_units() -> None:
    read = {text: from_phrase(text, year=2026) for text in ("二十个工作日内", "两周内", "1个月以内", "八月二十日前")}
    assert [(spec.amount, spec.unit) for spec in read.values() if spec][:3] == [
        (20, Unit.WORKING_DAY),
        (2, Unit.WEEK),
        (1, Unit.MONTH),
    ]
    assert read["八月二十日前"] == TimeSpec(Kind.DATE, "八月二十日前", (date(2026, 8, 20),))


def test_two_events_of_the_same_name_are_not_guessed() -> None:
    spec = TimeSpec(Kind.RELATIVE, anchor="文件公布并公开", amount=3, unit=Unit.WORKING_DAY)
    found = resolve(spec, {"公布": date(2026, 3, 2), "公开": date(2026, 3, 3)}, CALENDAR)
    assert found.waiting_for == "文件公布并公开"


@pytest.mark.parametrize(("frequency", "label", "last"), [
    (Frequency.DAILY, "2026年5月20日", date(2026, 5, 20)),
    (Frequency.WEEKLY, "2026年5月18日起的一周", date(2026, 5, 24)),
    (Frequency.MONTHLY, "2026年5月", date(2026, 5, 31)),
    (Frequency.QUARTERLY, "2026年第2季度", date(2026, 6, 30)),
    (Frequency.HALF_YEARLY, "2026年上半年", date(2026, 6, 30)),
    (Frequency.YEARLY, "2026年", date(2026, 12, 31)),
])  # fmt: skip
def test_the_next_turn_of_a_recurrence(frequency: Frequency, label: str, last: date) -> None:
    period = Recurrence(frequency).next_after(date(2026, 5, 19))
    assert period and (period.label, period.last) == (label, last)


@pytest.mark.requirement("TSK-07")
def test_a_recurrence_from_a_year_on_counts_what_is_missing() -> None:
    quarterly = Recurrence(Frequency.QUARTERLY, min_count=1, starts=date(2017, 1, 1), ends=date(2017, 9, 30))
    periods = quarterly.periods(date(2016, 6, 1), date(2018, 12, 31))
    assert [period.label for period in periods] == ["2017年第1季度", "2017年第2季度", "2017年第3季度"]
    assert quarterly.next_after(date(2017, 9, 30)) is None
    assert (quarterly.missing(periods[0], 0), quarterly.missing(periods[0], 2)) == (1, 0)


def test_without_an_interval_there_is_no_turn() -> None:
    with pytest.raises(BadInput, match="没有写明间隔"):
        Recurrence(Frequency.UNSPECIFIED).next_after(date(2026, 1, 1))
