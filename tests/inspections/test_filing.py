"""Where a paper belongs: proposed when certain, silent otherwise."""

from __future__ import annotations

import pytest

from zwgk.domain import filing
from zwgk.law import load

LAW = load().filing["national"]

WRONG = [
    # a work plan under 年度报告: the page of requirement PRO-08
    ("和光县2017年政务公开工作要点", "report", "rules"),
    ("和光县财政局2026年部门预算", "art20-13", "art20-07"),
    ("和光县2025年国民经济和社会发展统计公报", "art20-03", "art20-04"),
    ("关于印发《和光县防汛应急预案》的通知", "art20-06", "art20-12"),
    ("和光县教育局2025年政府信息公开工作年度报告", "rules", "report"),
    ("和光县2026年度考试录用公务员面试公告", "art20-02", "art20-14"),
]


@pytest.mark.requirement("PRO-08")
@pytest.mark.parametrize(("title", "here", "right"), WRONG)
def test_a_misfiled_paper_is_proposed_its_column_with_reasons(title: str, here: str, right: str):
    found = filing.misfiled(filing.Paper(title, (here,)), LAW)
    assert found is not None
    assert found.columns[0] == right
    assert found.reasons


RIGHT = [
    ("和光县2026年政务公开工作要点", "rules"),
    ("和光县财政局2026年部门预算", "art20-07"),
    ("和光县财政局2026年部门预算", "art21"),  # takes many sorts
    ("关于做好2026年部门预算编制工作的通知", "art20-13"),  # a notice about a budget is none
    ("关于报送政府信息公开工作年度报告的通知", "rules"),
    ("青禾镇防汛物资采购项目验收情况", "art20-10"),
    ("城南污水处理厂工程竣工决算", "art20-10"),
]


@pytest.mark.requirement("PRO-08")
@pytest.mark.parametrize(("title", "here"), RIGHT)
def test_what_may_stand_there_is_left_alone(title: str, here: str):
    assert filing.misfiled(filing.Paper(title, (here,)), LAW) is None


def test_a_column_of_one_sort_takes_nothing_else():
    found = filing.misfiled(filing.Paper("青禾镇秋季动物防疫情况", ("report",)), LAW)
    assert found is not None
    assert found.columns == ()
    assert "年度报告" in found.reasons[0]


def test_the_kind_of_information_names_the_item_of_the_article():
    found = filing.misfiled(filing.Paper("2026年第三季度情况", ("art20-02",), items=(13,)), LAW)
    assert found is not None
    assert found.columns == ("art20-13",)


def test_the_text_gives_an_annual_report_away():
    text = "政府信息公开\n一、总体情况\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n五、存在的主要问题"
    found = filing.propose(filing.Paper("和光县2025年工作情况", text=text), LAW)
    assert found is not None
    assert found.columns == ("report",)


@pytest.mark.parametrize(("said", "key"), [("政府信息公开年度报告", "report"), ("信息公开指南", "guide"), ("通知公告", ""), ("财政预决算", "art20-07")])
def test_columns_are_known_by_the_names_that_sites_use(said: str, key: str):
    assert filing.column_called(said, LAW) == key
