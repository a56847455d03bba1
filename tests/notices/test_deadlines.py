"""Phrases of time and thresholds in a clause (DOC-07)."""

from __future__ import annotations

import pytest

from zwgk.domain.notices.cell_times import cell_deadlines
from zwgk.domain.notices.deadlines import read_deadlines
from zwgk.domain.notices.targets import read_targets

from .reading import codes, plan


def _found(text: str, year: int | None = 2020) -> list[tuple[str, object]]:
    return [(one.kind.value, one.date or (f"{one.amount} {one.unit}" if one.amount else one.frequency)) for one in read_deadlines(text, year)]


@pytest.mark.requirement("DOC-07")
@pytest.mark.parametrize(
    "text, date",
    [
        ("2020年11月底前完成", "2020-11-30"), ("2月底前完成", "2020-02-29"), ("于8月20日前报送", "2020-08-20"), ("2021年8月前完成", "2021-07-31"), ("1月前完成", "2019-12-31"),
        ("年底前建成", "2020-12-31"), ("2017年内纳入", "2017-12-31"), ("到2025年，全面建成", "2025-12-31"), ("到2022年底，建成", "2022-12-31"), ("第三季度前完成", "2020-09-30"),
        ("上半年完成", "2020-06-30"), ("次年1月31日前公布", "2021-01-31"), ("今年12月15日前报送", "2020-12-15"), ("5月上旬前报送", "2020-05-10"), ("二〇二〇年", None), ("12 月 5 日前报送", "2020-12-05"),
    ],
)  # fmt: skip
def test_dates_resolve_by_the_written_rules(text: str, date: str | None) -> None:
    assert _found(text) == ([("date", date)] if date else [])


@pytest.mark.requirement("DOC-07")
@pytest.mark.parametrize(
    "text, limit",
    [
        ("公开后3个工作日内解读", "3 working_day"), ("应在24小时内举行发布会", "24 hour"), ("3年内轮训一遍", "3 year"), ("自收到申请之日起二十个工作日内答复", "20 working_day"),
        ("30日内反馈", "30 calendar_day"), ("两个月内完成", "2 month"), ("答复期限不得超过20个工作日", "20 working_day"), ("一周内报送", "1 week"),
    ],
)  # fmt: skip
def test_relative_limits_have_amount_and_unit(text: str, limit: str) -> None:
    assert _found(text) == [("relative", limit)]


@pytest.mark.requirement("DOC-07")
@pytest.mark.parametrize(
    "text, frequency, count",
    [("按季度公开", "quarterly", None), ("每月汇总", "monthly", None), ("每年度评估", "yearly", None), ("每年至少听取一次汇报", "yearly", 1), ("1年内解读不少于2次", "yearly", 2), ("每季度末月25日前报送", "quarterly", None)],
)
def test_stated_frequencies_are_recurrences(text: str, frequency: str, count: int | None) -> None:
    (one,) = read_deadlines(text, 2020)
    assert (one.kind.value, one.frequency, one.min_count) == ("recurrence", frequency, count)


@pytest.mark.requirement("DOC-07")
def test_one_phrase_with_several_years_gives_each_date() -> None:
    assert [one.date for one in read_deadlines("2020年、2021年、2022年11月底前验收", 2020)] == ["2020-11-30", "2021-11-30", "2022-11-30"]


@pytest.mark.requirement("DOC-07")
@pytest.mark.parametrize(
    "text, kind", [("待收费办法出台后做好执行", "conditional"), ("从2017年起实施", "start"), ("定期公开债务信息", "vague"), ("对群众诉求限时办结", "vague"), ("编制政府信息公开年度报告", "annual_product")]
)
def test_other_times_are_kept_but_are_not_core(text: str, kind: str) -> None:
    (one,) = read_deadlines(text, 2020)
    assert one.kind.value == kind and not one.core


@pytest.mark.requirement("DOC-07")
@pytest.mark.parametrize("text", ["及时公开、尽快办理、逐步推进", "近年内有所改善", "2020年内容保障", "按照《2020年底前工作方案》要求", "征求意见不少于30天", "保证24小时有专人接听", "国办发〔2020〕17号", "“一件事一次办”"])
def test_words_that_fix_no_time_give_no_core_deadline(text: str) -> None:
    assert not [one for one in read_deadlines(text, 2020) if one.core]


@pytest.mark.requirement("DOC-07")
def test_without_any_year_the_date_stays_open() -> None:
    assert _found("9月底前完成", None) == [("date", None)]


@pytest.mark.requirement("DOC-07")
@pytest.mark.parametrize("cell, date", [("2023年12月", "2023-12-31"), ("6月底", "2023-06-30"), ("年底", "2023-12-31"), ("2023.6", "2023-06-30"), ("2023年底前", "2023-12-31")])
def test_a_bare_date_in_the_column_is_a_deadline(cell: str, date: str) -> None:
    assert [one.date for one in cell_deadlines(cell, 2023)] == [date]


@pytest.mark.requirement("DOC-07")
@pytest.mark.parametrize("cell", ["长期坚持", "持续推进", "全年"])
def test_a_column_without_date_is_vague(cell: str) -> None:
    assert [one.kind.value for one in cell_deadlines(cell, 2023)] == ["vague"]


@pytest.mark.requirement("DOC-07")
@pytest.mark.parametrize(
    "text, value, unit",
    [("征求意见时间不少于30天", 30, "天"), ("分值权重不得低于4%", 4, "%"), ("对照26个试点领域", 26, "个"), ("确定一名分管负责人", 1, "名"), ("包括5部分内容", 5, "部分"), ("选择2至3户企业试点", 2, "户")],
)
def test_thresholds_have_value_and_unit(text: str, value: float, unit: str) -> None:
    (one,) = read_targets(text)
    assert (one.value, one.unit) == (value, unit)


@pytest.mark.requirement("DOC-07")
@pytest.mark.parametrize("text", ["统筹12345政府服务热线", "公开后3个工作日内", "第二十条", "“十县百乡”示范", "国办发〔2020〕17号"])
def test_other_numbers_are_no_thresholds(text: str) -> None:
    assert read_targets(text) == ()


@pytest.mark.requirement("DOC-07")
def test_odd_dates_are_warnings_with_the_phrase() -> None:
    reading = plan("一、做好公开", "（一）目录。4月底前编制。", "（二）信息。5月8日前发布。", "（三）报告。2月30日前报送。", "（四）清单。2023年8月前公布。")
    assert {"due_before_signed", "due_soon_after_signed", "date_unresolved", "month_ambiguous", "year_assumed"} <= codes(reading)
