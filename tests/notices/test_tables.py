"""Task tables: real ones with merged cells, and flattened ones (R3)."""

from __future__ import annotations

import pytest

from zwgk.domain.notices.columns import header_roles, header_run, role_of

from .reading import leaf, read_table, read_text


@pytest.mark.requirement("DOC-05")
def test_merged_chapter_cells_stand_above_their_rows() -> None:
    reading = read_table(
        [
            ["序号", "重点任务", "贯彻举措", "牵头单位", "责任单位", "完成时限"],
            ["1", "加强涉企公开", "梳理惠企政策。", "县工信局", "县财政局\n县税务局", "9月底前"],
            ["2", "^", "公开减税政策。", "县税务局", "", "持续推进"],
            ["3", "规范解读", "同步发布解读。", "^", "各乡镇（街道）", "长期坚持"],
        ]
    )
    assert [(task.path, task.ancestor_headings) for task in reading.tasks] == [(("1",), ("加强涉企公开",)), (("2",), ("加强涉企公开",)), (("3",), ("规范解读",))]
    assert reading.tasks[0].responsible_units == ("县财政局", "县税务局") and reading.tasks[0].deadlines[0].date == "2024-09-30"
    assert reading.tasks[1].responsible_units == () and reading.tasks[2].lead_units == ("县税务局",)


@pytest.mark.requirement("DOC-05")
def test_a_row_across_the_table_is_a_chapter() -> None:
    reading = read_table([["序号", "工作任务", "责任单位"], ["一、加强公开", "<", "<"], ["1", "公开规划。", "县发改局"], ["二、加强解读", "<", "<"], ["2", "解读政策。", "县司法局"]])
    assert [task.path for task in reading.tasks] == [("一", "1"), ("二", "2")]


@pytest.mark.requirement("DOC-05")
def test_the_number_of_the_measure_ends_the_path() -> None:
    reading = read_table([["重点任务", "<", "贯彻举措", "责任单位"], ["一、公开", "（一）规划", "1．公开纲要。", "县发改局"], ["^", "^", "2．公开计划。", "县财政局"], ["^", "（二）财政", "公开预算。", "县财政局"]])
    assert [task.path for task in reading.tasks] == [("一", "(一)", "1"), ("一", "(一)", "2"), ("一", "(二)")]
    assert leaf(reading, "一", "(二)").heading == "财政"


@pytest.mark.requirement("DOC-05")
def test_a_header_repeated_on_the_next_page_is_no_row() -> None:
    reading = read_table([["工作任务", "责任单位"], ["公开规划。", "县发改局"], ["工作任务", "责任单位"], ["公开财政。", "县财政局"]])
    assert [task.text for task in reading.tasks] == ["公开规划。", "公开财政。"]


@pytest.mark.requirement("DOC-05")
@pytest.mark.parametrize("words", ["任务分工", "主要任务", "工作内容", "具体措施", "贯 彻 举 措", "重点任务"])
@pytest.mark.parametrize("units", ["牵头部门", "责任部门", "承办单位", "责 任 单 位", "配合/责任单位"])
def test_headers_by_any_usual_name_are_known(words: str, units: str) -> None:
    assert header_roles([words, units])


def test_an_ordinary_table_is_no_task_table() -> None:
    assert read_table([["姓名", "职务", "电话"], ["张三", "局长", "123"]]).tasks == ()
    assert read_table([["序号", "领域", "责任单位"], ["1", "城乡规划", "县自然资源局"]]).tasks == ()


@pytest.mark.requirement("DOC-05")
def test_header_words_run_together_are_found_in_order() -> None:
    found = header_run("任务分解表工 作 任 务牵头单位责　任　单　位工　作　要　求一、公开")
    assert found and found[2] == ["task", "lead", "resp", "measure"]
    assert header_run("各责任单位要落实任务") is None and role_of("公开规划") == ""


@pytest.mark.requirement("DOC-05")
def test_cells_one_below_the_other_are_rows_again() -> None:
    lines = ["和光县2024年重点任务清单", "工作任务", "|", "具体要求", "|", "责任科室", "|", "时限要求", "|"]
    for cell in ("深化解读", "1", "做好政策解读工作。", "各科室", "持续推进", "2", "公开解读材料。", "办公室", "年底前"):
        lines += [cell, "|"]
    reading = read_text("\n".join(lines))
    assert [(task.path, task.responsible_units) for task in reading.tasks] == [(("1",), ("各科室",)), (("2",), ("办公室",))]
    assert reading.tasks[1].deadlines[0].date == "2024-12-31"


@pytest.mark.requirement("DOC-05")
def test_units_in_the_middle_of_a_row_run_together_are_found() -> None:
    rows = "".join(f"{n}.做好第{w}类信息公开市财政局市直各部门，各县区、和光新区{v}相关信息。" for n, (w, v) in enumerate(zip("甲乙丙丁", ["公布", "发布", "汇总", "更新"], strict=True), 1))
    reading = read_text("云泽市2023年任务分解表工作任务牵头单位责任单位工作要求一、重点领域（一）财政领域" + rows + "严格执行保密审查制度。" * 10)
    assert reading.tasks[0].lead_units == ("市财政局",) and reading.tasks[0].responsible_units == ("市直各部门", "各县区", "和光新区")
    assert reading.tasks[0].heading == "做好第甲类信息公开"
