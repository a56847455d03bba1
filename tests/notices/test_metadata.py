"""The record of the document: labels, dates apart, numbers, addressees, nothing guessed."""

from __future__ import annotations

import pytest

from .reading import codes, plan, read_text

COVER = "《和光县2023年政务公开工作要点》已经县政府同意，现印发给你们，请认真贯彻执行。"


def _value(reading, name):
    field = getattr(reading.metadata, name)
    return field.value if field else None


@pytest.mark.requirement("DOC-01")
@pytest.mark.parametrize(
    "head",
    [
        "索引号：A123/2023-00012 发文字号：和政办发〔2023〕12号\n发布机构：和光县人民政府办公室 成文日期：2023-05-05 发布日期：2023-05-06\n有效性：有效",
        "索 引 号 : A123/2023-00012\n文  号 : 和政办发〔2023〕12号\n成文日期:2023年5月5日\n发布日期: 2023年5月6日\n有 效 性: 有效",
        "【索引号】 A123/2023-00012 【发文字号】 和政办发〔2023〕12号\n【成文日期】 2023-05-05 【发布日期】 2023-05-06 【有效性】 有效",
        "索引号\nA123/2023-00012\n发文字号\n和政办发〔2023〕12号\n成文日期\n2023-05-05\n发布日期\n2023-05-06\n有效性\n有效",
        "索引号\tA123/2023-00012\t发文字号\t和政办发〔2023〕12号\n成文日期\t2023-05-05\t发布日期\t2023-05-06\n有效性\t有效\t\t",
    ],
)
def test_head_blocks_of_all_shapes_say_the_same(head: str) -> None:
    reading = read_text(head + "\n和光县人民政府办公室关于印发和光县2023年政务公开工作要点的通知\n各乡镇人民政府，县政府各部门：\n" + COVER)
    told = [_value(reading, name) for name in ("index_number", "doc_number", "signed_date", "published_date", "validity")]
    assert told == ["A123/2023-00012", "和政办发〔2023〕12号", "2023-05-05", "2023-05-06", "有效"]


@pytest.mark.requirement("DOC-01")
def test_signed_and_published_dates_are_kept_apart() -> None:
    reading = read_text("发布日期：2023-10-21\n发文日期：2023-10-21 09:55:57\n关于做好工作的通知\n各乡镇人民政府：\n现将有关事项通知如下。\n和光县人民政府办公室\n2023年8月6日")
    assert (_value(reading, "signed_date"), _value(reading, "published_date")) == ("2023-08-06", "2023-10-21")
    assert _value(reading, "issue_timestamp") == "2023-10-21 09:55:57"


@pytest.mark.requirement("DOC-01")
def test_a_field_left_empty_is_asked_not_taken_from_the_next_line() -> None:
    reading = read_text("文号:\n发布机构:\n有效性:\n和光县2023年政务公开工作要点\n一、做好公开。按月公开信息。")
    assert reading.metadata.doc_number is None and reading.metadata.validity is None
    assert {"doc_number", "validity", "head:文号"} <= set(reading.to_ask)


@pytest.mark.requirement("DOC-02")
@pytest.mark.parametrize(
    "raw, whole",
    [("和政办发2021〕22", "和政办发〔2021〕22号"), ("和政办发[2024] 3 号", "和政办发〔2024〕3号"), ("和政办函（2022）15号", "和政办函〔2022〕15号"), ("和政办规〔2023〕第1号", "和政办规〔2023〕第1号")],
)
def test_numbers_are_written_in_the_standard_form(raw: str, whole: str) -> None:
    reading = read_text(f"{raw}\n和光县人民政府办公室关于做好工作的通知\n各乡镇：\n现通知如下。")
    assert reading.metadata.doc_number and (reading.metadata.doc_number.value, reading.metadata.doc_number.raw) == (whole, raw)


@pytest.mark.requirement("DOC-02")
def test_a_damaged_number_is_a_proposal_beside_the_raw_one() -> None:
    repair = next(one for one in read_text("和政办发2021〕22\n关于做好工作的通知\n各乡镇：\n现通知如下。").repairs if one.code == "doc_number")
    assert (repair.raw, repair.proposed) == ("和政办发2021〕22", "和政办发〔2021〕22号")


@pytest.mark.requirement("DOC-02")
def test_a_document_without_number_has_none() -> None:
    reading = plan("一、做好公开。按照国办发〔2020〕17号文件公开信息。")
    assert reading.metadata.doc_number is None and "doc_number" in reading.to_ask


@pytest.mark.requirement("DOC-04")
@pytest.mark.parametrize(
    "line, names",
    [
        ("各市、州、县人民政府,省政府各部门:", ("各市、州、县人民政府", "省政府各部门")),
        ("各乡镇人民政府、街道办事处，县政府各部门，有关单位：", ("各乡镇人民政府、街道办事处", "县政府各部门", "有关单位")),
        ("各区、县(市)人民政府,市政府各委、办、局:", ("各区、县(市)人民政府", "市政府各委、办、局")),
        ("各乡镇人民政府、县直各部门：", ("各乡镇人民政府", "县直各部门")),
        ("县教育局、县财政局：", ("县教育局", "县财政局")),
    ],
)
def test_addressees_are_grouped_as_in_the_line(line: str, names: tuple[str, ...]) -> None:
    assert read_text(f"和光县人民政府办公室关于做好工作的通知\n{line}\n现将有关事项通知如下。").metadata.addressees == names


@pytest.mark.requirement("DOC-04")
def test_copies_run_over_two_lines_until_the_full_stop() -> None:
    reading = plan("一、做好公开。公开信息。", "抄送：县委办公室，县人大常委会办公室，", "县法院，县检察院。", "和光县人民政府办公室　　2023年5月6日印发")
    assert reading.metadata.cc == ("县委办公室", "县人大常委会办公室", "县法院", "县检察院")
    assert _value(reading, "printed_date") == "2023-05-06"


@pytest.mark.requirement("DOC-03")
def test_cover_and_annex_are_parts_with_their_own_clauses() -> None:
    reading = read_text(
        "和光县人民政府办公室关于印发和光县2023年政务公开工作要点的通知\n各乡镇人民政府：\n现将《和光县2023年政务公开工作要点》印发给你们，并提出如下要求。\n一、加强领导。明确一名负责人。\n"
        "和光县人民政府办公室\n2023年5月5日\n和光县2023年政务公开\n工作要点\n一、做好公开。公开信息。"
    )
    assert [(part.kind.value, part.title) for part in reading.parts] == [("cover", None), ("annex", "和光县2023年政务公开工作要点")]
    assert [task.part.value for task in reading.tasks] == ["cover", "annex"]


def test_the_title_over_several_lines_is_one() -> None:
    reading = read_text("和光县人民政府办公室\n\n关于印发贯彻落实市政府办公室2023年\n\n政务公开工作要点任务分工的通知\n\n各乡镇人民政府，县政府各部门：\n现印发给你们。")
    assert _value(reading, "title") == "和光县人民政府办公室关于印发贯彻落实市政府办公室2023年政务公开工作要点任务分工的通知"


@pytest.mark.requirement("DOC-12")
def test_a_name_with_a_mobile_number_is_flagged() -> None:
    reading = plan("一、做好公开。公开信息。", "联系人：张三，联系电话：13900000000")
    assert reading.metadata.contacts[0].name == "张三" and reading.metadata.contacts[0].personal_mobile
    assert "personal_phone" in codes(reading)


def test_an_unreadable_date_stays_empty_and_is_told() -> None:
    reading = read_text("各市人民政府：\n《分工方案》已经省人民政府同意，现印发给你们，请认真贯彻执行。\n澄江省人民政府办公厅\n2022??0?/p>")
    assert reading.metadata.signed_date is None and "garbled" in codes(reading)
