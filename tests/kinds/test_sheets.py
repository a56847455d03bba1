"""Sheets that people filled in → rows with addresses; grouped figures → drawings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zwgk.domain.kinds import check_sheet, drawing, read_sheet, with_tables
from zwgk.domain.kinds.aggregating import bucket_of, measures_of
from zwgk.domain.kinds.sheets import Line, letters
from zwgk.law import load

LAW = load()
LICENCE, PENALTY, BUDGET, WATER = (LAW.kinds[name] for name in ("administrative-licence", "administrative-penalty", "budget-table", "drinking-water"))
HEAD = ["序号", "单位", "监测类别", "乡镇（街道）", "季度", "监测样品数（个）", "达标样品数", "达标率（%）", "监测单位"]
ROW = [1, "x", "用户水龙头水质", "青禾镇", "2026年第三季度", 8, 8, 100, "县疾控中心"]


@pytest.mark.requirement("SOC-07")
def test_the_header_is_found_below_titles_in_any_order() -> None:
    sheet = read_sheet(WATER.fields, [["和光县饮用水水质监测表"], ["填报单位：县水利局", None, "单位：个"], HEAD, ROW, ["合计", None, None, None, None, 8, 8]])
    assert sheet.header == 3 and sheet.columns["place"] == 3 and sheet.missing == ()
    (row,) = check_sheet(WATER, sheet)
    assert row.problems == () and row.values["period"] == "2026Q3" and row.values["rate"] == "100"
    assert sheet.unknown == ("序号", "单位")


def test_a_problem_names_its_cell() -> None:
    bad = [*ROW[:5], "八个", 9, 100, "县疾控中心"]
    (row,) = check_sheet(WATER, read_sheet(WATER.fields, [HEAD, bad]))
    assert row.said()[0].startswith("F2 监测样品数：应为数字")


def test_a_header_over_two_merged_lines_is_put_together() -> None:
    lines: list[Line] = [
        ["行政许可决定文书号", "许可事项名称", "行政相对人名称", "有效期", None, "许可机关"], [None, None, None, "自", "至", None],
        ["和许〔2026〕1号", "食品经营许可", "和光县甲乙商店", "2026.1.5", "2031.1.4", "县市场监管局"],
    ]  # fmt: skip
    sheet = read_sheet(LICENCE.fields, lines)
    assert sheet.header == 2 and sheet.columns["valid_from"] == 3 and sheet.columns["valid_until"] == 4
    assert "许可类别" in sheet.missing


def test_a_sheet_without_a_header_has_no_rows() -> None:
    assert read_sheet(WATER.fields, [["1", "2"], ["3", "4"]]).header == 0


def test_the_same_key_twice_is_told_with_the_other_line() -> None:
    first, second = check_sheet(WATER, read_sheet(WATER.fields, [HEAD, ROW, ROW]))
    assert first.problems == () and "第2行" in second.said()[0]


@pytest.mark.requirement("FIN-07")
def test_subrows_come_from_their_own_sheet() -> None:
    main = read_sheet(BUDGET.fields, [["编报单位", "年度", "预算或决算", "收入合计"], ["县财政局", 2026, "预算", 100]])
    table: list[Line] = [["编报单位", "年度", "预算或决算", "科目编码", "科目名称", "金额"], ["县财政局", 2026, "预算", "2010601", "行政运行", 60]]
    (row,) = with_tables(BUDGET, main, {"一般公共预算支出（按功能分类）": table}).rows
    assert row.said["functions"] == [{"code": "2010601", "name": "行政运行", "amount": 60}]


def test_subrows_of_no_row_are_named_and_not_lost_in_silence() -> None:
    main = read_sheet(BUDGET.fields, [["编报单位", "年度", "预算或决算", "收入合计"], ["县财政局", 2026, "预算", 100]])
    table: list[Line] = [["编报单位", "年度", "预算或决算", "科目编码", "科目名称", "金额"], ["财政局", 2026, "预算", "2010601", "行政运行", 60]]
    found = with_tables(BUDGET, main, {"一般公共预算支出（按功能分类）": table})
    assert found.unknown == ("“一般公共预算支出（按功能分类）”第2行（财政局 2026 预算）对不上主表的任何一行",)


def test_columns_are_named_as_the_program_names_them() -> None:
    assert [letters(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_months_without_rows_are_drawn_as_nothing() -> None:
    drawn = drawing(PENALTY, PENALTY.charts[0], {("2026-01", ""): Decimal(3), ("2026-03", ""): Decimal(1)})
    assert drawn.labels == ("2026年1月", "2026年2月", "2026年3月") and drawn.series[0].figures == (3, 0, 1) and drawn.unit == "条"


def test_a_long_tail_is_gathered() -> None:
    drawn = drawing(PENALTY, PENALTY.charts[1], {(f"机关{n:02}", ""): Decimal(n) for n in range(1, 21)})
    assert len(drawn.labels) == 12 and drawn.labels[-1] == "其他（9项）" and drawn.series[0].figures[-1] == sum(range(1, 10))


def test_a_share_is_drawn_in_percent() -> None:
    chart = WATER.charts[0]
    assert bucket_of(chart) == ("", "period") and measures_of(chart)[0].how == "share"
    drawn = drawing(WATER, chart, {("2026Q1", "用户水龙头水质"): Decimal("97.5"), ("2026Q2", "用户水龙头水质"): Decimal(100)})
    assert drawn.unit == "%" and drawn.labels == ("2026年第一季度", "2026年第二季度") and drawn.rows[0][1] == [Decimal("97.5")]
