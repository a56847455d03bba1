"""The clause tree and the leaf rule R1–R7."""

from __future__ import annotations

import pytest

from .reading import codes, leaf, plan, read_text


def _paths(reading) -> list[tuple[str, ...]]:
    return [task.path for task in reading.tasks]


@pytest.mark.requirement("DOC-05")
def test_the_lowest_numbered_unit_is_the_leaf() -> None:
    reading = plan("一、做好公开", "（一）公开规划。", "1.公开纲要。公布全文。", "2．公开计划。公布目录。", "（二）公开财政。公开预算。")
    assert _paths(reading) == [("一", "(一)", "1"), ("一", "(一)", "2"), ("一", "(二)")]
    assert leaf(reading, "一", "(一)", "1").ancestor_headings == ("做好公开", "公开规划")


@pytest.mark.requirement("DOC-05")
def test_a_heading_alone_takes_the_paragraph_below() -> None:
    task = leaf(plan("一、全面梳理事项", "各乡镇要梳理公开事项。", "二、编制目录", "编制目录并公布。"), "一")
    assert (task.heading, task.text) == ("全面梳理事项", "各乡镇要梳理公开事项。")


@pytest.mark.requirement("DOC-05")
def test_first_second_third_count_when_they_begin_a_line() -> None:
    assert _paths(plan("一、做好公开", "一是公开规划。公布纲要。", "二是公开财政。公布预算。")) == [("一", "一是"), ("一", "二是")]


@pytest.mark.requirement("DOC-05")
def test_first_second_third_inside_a_paragraph_are_not_cut() -> None:
    assert _paths(plan("一、做好公开", "（一）公开规划。一是公布纲要；二是公布计划；三是公布目录。")) == [("一", "(一)")]


@pytest.mark.requirement("DOC-05")
def test_a_new_chapter_begins_the_count_again() -> None:
    reading = plan("一、做好公开", "（一）公开规划。公布。", "二、做好解读", "（一）解读政策。发布。")
    assert _paths(reading) == [("一", "(一)"), ("二", "(一)")] and not codes(reading) & {"number_skipped", "number_repeated"}


@pytest.mark.requirement("DOC-05")
def test_a_count_that_runs_through_the_chapters_is_no_gap() -> None:
    reading = plan("一、做好公开", "（一）公开规划。公布。", "（二）公开财政。公布。", "二、做好解读", "（三）解读政策。发布。")
    assert not codes(reading) & {"number_skipped", "number_start"}


@pytest.mark.requirement("DOC-05")
@pytest.mark.parametrize("numbers, code", [("一二四", "number_skipped"), ("一二二", "number_repeated")])
def test_odd_numbers_are_warned_and_kept(numbers: str, code: str) -> None:
    reading = plan("一、做好公开", *(f"（{n}）公开事项{i}。公布信息。" for i, n in enumerate(numbers)))
    assert len(reading.tasks) == 3 and code in codes(reading)


@pytest.mark.requirement("DOC-05")
@pytest.mark.parametrize("line", ["2021年底前公布。", "12345热线要畅通。", "一、二、三产业融合发展。", "（一）（二）（五）项内容全部公开。", "3个工作日内办结。", "1.5万户企业受益。"])
def test_numbers_that_begin_a_line_by_chance_are_no_markers(line: str) -> None:
    assert _paths(plan("一、做好公开", "（一）公开规划。公布规划。", line)) == [("一", "(一)")]


@pytest.mark.requirement("DOC-05")
def test_the_closing_paragraph_is_a_leaf_of_its_own() -> None:
    reading = plan("一、做好公开", "（一）公开规划。公布规划。", "各乡镇、各部门要结合实际贯彻本要点，并将落实情况纳入年度报告。")
    assert _paths(reading) == [("一", "(一)"), ("尾",)] and reading.tasks[-1].form == "closing_paragraph"


@pytest.mark.requirement("DOC-05")
def test_general_requirements_set_no_task() -> None:
    reading = plan("一、总体要求", "（一）指导思想。坚持以人民为中心。", "（二）基本原则。坚持依法公开。", "二、重点任务", "（三）公开规划。公布规划。")
    assert _paths(reading) == [("二", "(三)")]


@pytest.mark.requirement("DOC-05")
def test_goals_with_dates_are_tasks() -> None:
    assert _paths(plan("一、工作目标", "（一）2023年底前编制完成目录。", "（二）2024年底前完成修订。", "二、措施", "（一）加强领导。明确责任。")) == [("一", "(一)"), ("一", "(二)"), ("二", "(一)")]


@pytest.mark.requirement("DOC-03", "DOC-05")
def test_a_dated_duty_of_the_cover_is_a_task_though_it_has_no_number() -> None:
    reading = read_text(
        "和光县人民政府办公室关于印发和光县2023年政务公开工作要点的通知\n各乡镇：\n现将《和光县2023年政务公开工作要点》印发给你们，请认真实施。\n"
        "各单位要制定方案，于6月20日前报县政府办公室。\n要加强组织领导。\n和光县人民政府办公室\n2023年5月5日\n和光县2023年政务公开工作要点\n一、做好公开。公布信息。"
    )
    assert [(task.part.value, task.deadlines[0].date if task.deadlines else None) for task in reading.tasks] == [("cover", "2023-06-20"), ("annex", None)]


@pytest.mark.requirement("DOC-05")
def test_text_without_line_breaks_is_cut_at_its_markers() -> None:
    whole = "和光县2023年政务公开工作方案 为做好工作，制定本方案。一、公开（一）公开规划。6月底前公布。责任单位：县发改局（二）公开财政。公布预算，落实第二十条第（一）（二）项规定。责任单位：县财政局二、解读（一）解读政策。发布解读。"
    reading = read_text(whole + "加强学习培训，提升能力。" * 5)
    assert _paths(reading) == [("一", "(一)"), ("一", "(二)"), ("二", "(一)")]
    assert reading.tasks[1].responsible_units == ("县财政局",)


def test_every_line_has_a_role() -> None:
    reading = plan("一、做好公开", "（一）公开规划。公布。", "抄送：县委办公室。")
    assert len(reading.line_roles) == 6 and {one.role.value for one in reading.line_roles} >= {"title", "text", "signature", "signed_date", "cc"}
