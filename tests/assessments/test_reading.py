"""Indicator tables as they come: heads, merged cells, numbers, totals."""

from __future__ import annotations

import pytest

from tests.assessments.conftest import ROWS, sheet_of
from zwgk.domain.documents import Cell, Extracted, Table
from zwgk.domain.indicators import Line, grids, guess, likeness, matched, numbered, read
from zwgk.foundation.files.readers import extract


def table_of(*rows: list[str]) -> Extracted:
    cells = tuple(Cell(text, row, column) for row, line in enumerate(rows) for column, text in enumerate(line))
    return Extracted((Table(cells, len(rows), len(rows[0])),), "docx")


def lines(document: Extracted) -> list[Line]:
    grid = grids(document)[0]
    return numbered(read(grid, guess(grid))[0])


def test_columns_are_found_below_a_title_and_merged_cells_are_filled():
    grid = grids(extract(sheet_of(ROWS), "a.xlsx"))[0]
    columns = guess(grid)
    found, passed = read(grid, columns)
    assert set(columns.fields) == {"code", "level1", "level2", "text", "score", "criteria", "units", "requirement"}
    assert [line.level1 for line in found] == ["主动公开"] * 3 + ["组织保障"] * 2
    assert found[2].level2 == "法治建设"
    assert found[2].units == ("县司法局", "县财政局")
    assert [line.score for line in found] == ["20", "15", "15", "10", "20"]
    assert [line.place for line in found][0] == "指标 第4行"
    assert passed[0] == "指标 第9行：合计行，未作为指标"


def test_missing_numbers_are_counted_within_the_first_level():
    assert [line.code for line in lines(extract(sheet_of(ROWS), "a.xlsx"))] == ["1.1", "1.2", "1.3", "2.1", "2.2"]


def test_given_numbers_are_kept_and_computed_ones_keep_out_of_their_way():
    found = lines(table_of(["一级指标", "考核内容", "分值"], ["公开", "1.2 预算公开", "5"], ["公开", "决算公开", "5"], ["公开", "采购公开", "5"]))
    assert [(line.code, line.given) for line in found] == [("1.2", True), ("1.1", False), ("1.3", False)]
    assert found[0].text == "预算公开"


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        (["序号", "考核指标", "权重", "计分方法", "牵头单位", "需提供的印证材料"], {"code", "text", "score", "criteria", "units", "requirement"}),
        (["一级\n指标", "二级指标", "三级指标", "分值（100分）", "评分标准", "数据来源"], {"level1", "level2", "text", "score", "criteria", "source"}),
        (["指标类别", "评估内容", "标准分", "扣分标准", "考核对象"], {"level1", "text", "score", "criteria", "units"}),
        (["一级指标", "二级指标", "分值", "评估方法", "报送材料"], {"level1", "text", "score", "source", "requirement"}),
    ],
)
def test_heads_are_known_by_many_names(head: list[str], fields: set[str]):
    grid = grids(table_of(head, [str(n) for n in range(len(head))]))[0]
    assert set(guess(grid).fields) >= fields - {"source"} and "text" in guess(grid).fields


def test_points_in_brackets_are_taken_and_cut():
    found = lines(table_of(["一级指标", "考核内容"], ["公开（20分）", "1.预算公开（5分）"], ["公开（20分）", "2.决算公开（3分）"]))
    assert [(line.text, line.score, line.level1) for line in found] == [("预算公开", "5", "公开"), ("决算公开", "3", "公开")]


def test_a_merged_content_cell_gathers_its_criteria():
    cells = [Cell(word, 0, column) for column, word in enumerate(["考核内容", "评分标准", "分值"])]
    cells += [Cell("预算公开", 1, 0, row_span=2), Cell("少一项扣1分", 1, 1), Cell("5", 1, 2, row_span=2), Cell("逾期扣2分", 2, 1)]
    found = lines(Extracted((Table(tuple(cells), 3, 3),), "xlsx"))
    assert len(found) == 1 and found[0].criteria == "少一项扣1分\n逾期扣2分"


def test_a_corrected_table_continues_the_old_one():
    old = [Line("1.1", "预算公开"), Line("1.2", "决算公开"), Line("1.3", "采购公开")]
    new = [Line("1.1", "决算公开"), Line("1.3", "政府采购结果公开"), Line("1.4", "培训")]
    assert matched(old, new) == [(1, 0), (2, 1), (None, 2), (0, None)]


def test_words_that_stand_everywhere_prove_nothing():
    scores = likeness(["公开财政预算和决算", "组织业务培训"], ["2026年财政预算公开截图", "政务公开工作情况", "培训班签到表"])
    assert scores[0][0] > 0.3 > scores[0][1]
    assert max(scores[1]) == 0
    assert scores[2][1] > scores[2][0] == 0


def test_a_head_without_any_known_word_is_not_usable():
    assert not guess(grids(table_of(["甲", "乙"], ["一", "二"]))[0]).usable


