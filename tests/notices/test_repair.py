"""Damaged texts: repaired for reading, proposed to a person, never changed at the source (DOC-08)."""

from __future__ import annotations

import pytest

from zwgk.domain.errors import BadInput
from zwgk.domain.notices import text_to_extracted
from zwgk.domain.notices.repair import Script, reading_text, script_of

from .reading import read_text

PLAIN, RESIDUES = Script(False, False), Script(True, True)


@pytest.mark.requirement("DOC-08")
@pytest.mark.parametrize("raw, text", [("各區(qū)、縣(市)", "各区、县(市)"), ("鄉(xiāng)(鎮(zhèn))政府", "乡(镇)政府"), ("規(guī)范化", "规范化"), ("村(居)民", "村(居)民"), ("農村(社區(qū))", "农村(社区)")])
def test_pinyin_goes_and_real_brackets_stay(raw: str, text: str) -> None:
    assert reading_text(raw, RESIDUES) == text


@pytest.mark.requirement("DOC-08")
@pytest.mark.parametrize(
    "raw, text",
    [("公开&nbsp;信息&ldquo;一网&rdquo;", "公开 信息“一网”"), ("认真执行。</p>", "认真执行。"), ("直属机构9/p>", "直属机构"), ("省?ldquo;工作", "省“工作"), ("２０２０年", "2020年"), ("\u200b公\ufeff开", "公开"), ("文\xa0号", "文 号")],
)
def test_debris_of_pages_is_cleared_for_reading(raw: str, text: str) -> None:
    assert reading_text(raw, PLAIN) == text


@pytest.mark.requirement("DOC-08")
def test_the_script_is_decided_by_the_whole_text() -> None:
    assert script_of("為進一步推進我市政務公開標準化規(guī)范化工作,經(jīng)市政府同意,現(xiàn)將有關(guān)事宜通知如下") == Script(True, True)
    assert script_of("为进一步推进我市政务公开标准化规范化工作，现将有关事宜通知如下。台灣") == Script(False, False)


@pytest.mark.requirement("DOC-08")
def test_a_lost_title_mark_is_only_proposed() -> None:
    reading = read_text("关于印发方案的通知\n各乡镇：\n2021年和光县工作方案》已经县政府同意，现印发给你们，请认真执行。")
    (repair,) = [one for one in reading.repairs if one.code == "title_mark"]
    assert (repair.raw, repair.proposed) == ("2021年和光县工作方案》", "《2021年和光县工作方案》")


@pytest.mark.requirement("DOC-08")
def test_a_damaged_number_inside_the_text_is_only_proposed() -> None:
    reading = read_text("关于做好工作的通知\n各乡镇：\n为贯彻《任务分工》（渝府办发〔202259号）精神，现通知如下。")
    assert [one.proposed for one in reading.repairs] == ["渝府办发〔2022〕59号"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_usual_encodings_are_recognised(encoding: str) -> None:
    text = "和光县2023年政务公开工作要点\n一、公开 2023\n"
    assert "\n".join(block.text for block in text_to_extracted(text.encode(encoding)).blocks) == text


def test_blank_lines_and_tabs_are_kept_with_their_numbers() -> None:
    blocks = text_to_extracted("一\r\n\r\n\t二\n".encode()).blocks
    assert [(block.text, block.place) for block in blocks] == [("一", "第1行"), ("", "第2行"), ("\t二", "第3行"), ("", "第4行")]


def test_undecodable_bytes_are_marked_and_told() -> None:
    extracted = text_to_extracted("公开".encode() + b"\xff\xfe\x00x"[:1] + "信息".encode())
    assert extracted.notes or "\ufffd" not in extracted.blocks[0].text


def test_a_binary_file_is_refused_in_chinese() -> None:
    with pytest.raises(BadInput, match="不是纯文本"):
        text_to_extracted(bytes(range(256)) * 4)


@pytest.mark.requirement("DOC-08")
def test_lines_broken_at_the_width_of_the_page_are_joined() -> None:
    clause = "（{n}）推进重点领域信息公开。围绕重大项目和财政预算加大公开力度，2023年10月底前完成目录编制并向社会公布，公开后3个工作日内发布解读材料。（责任单位：县发展改革局、县财政局、各乡镇人民政府）"
    lines = ["和光县2023年政务公开工作要点", "一、加强公开"]
    for n in "一二三四":
        whole = clause.format(n=n)
        lines += [whole[start : start + 30] for start in range(0, len(whole), 30)]
    reading = read_text("\n".join(lines))
    assert [task.path for task in reading.tasks] == [("一", f"({n})") for n in "一二三四"]
    assert all(task.responsible_units == ("县发展改革局", "县财政局", "各乡镇人民政府") for task in reading.tasks)
    assert all([one.date or one.amount for one in task.deadlines if one.core] == ["2023-10-31", 3] for task in reading.tasks)
