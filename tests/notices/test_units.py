"""Lists of units: separators kept and lost, brackets, open tails, State Council notes."""

from __future__ import annotations

import pytest

from zwgk.domain.notices.unit_notes import take_note
from zwgk.domain.notices.units import split_units

from .reading import codes, leaf, plan


@pytest.mark.requirement("DOC-06")
@pytest.mark.parametrize(
    "text, units",
    [
        ("县政府办公室县政府各部门、各街办(镇、处)", ("县政府办公室", "县政府各部门", "各街办(镇、处)")),
        ("县司法局、县发改委县政府各有关部门", ("县司法局", "县发改委", "县政府各有关部门")),
        ("县委组织部（县公务员局）", ("县委组织部（县公务员局）",)),
        ("市直属机构，县政府各部门、各乡镇（街道）", ("市直属机构", "县政府各部门", "各乡镇（街道）")),
        ("县教育局、县卫计委、县住建局等行业主管部门", ("县教育局", "县卫计委", "县住建局")),
        ("县商务和粮食局", ("县商务和粮食局",)),
        ("县住房和城乡建设局、县文化和旅游局", ("县住房和城乡建设局", "县文化和旅游局")),
        ("商务部、发展改革委等和各有关省级人民政府", ("商务部", "发展改革委", "各有关省级人民政府")),
        ("县财政局 县税务局", ("县财政局", "县税务局")),
        ("县人民政府办公室", ("县人民政府办公室",)),
        ("县市场监管局", ("县市场监管局",)),
        ("", ()),
    ],
)
def test_lists_are_split_only_between_whole_names(text: str, units: tuple[str, ...]) -> None:
    assert split_units(text) == units


@pytest.mark.requirement("DOC-06")
def test_a_name_seen_alone_elsewhere_parts_two_glued_names() -> None:
    assert split_units("区发改委自然资源局东湖分局", {"区发改委"}) == ("区发改委", "自然资源局东湖分局")


@pytest.mark.requirement("DOC-06")
@pytest.mark.parametrize(
    "note, lead, responsible",
    [
        ("（责任单位：县财政局、县税务局）", (), ("县财政局", "县税务局")),
        ("责任单位:县财政局、县税务局)", (), ("县财政局", "县税务局")),
        ("（牵头单位：县财政局；责任单位：县税务局，各乡镇）", ("县财政局",), ("县税务局", "各乡镇")),
        ("（海关总署、财政部负责）", (), ("海关总署", "财政部")),
        ("（司法部牵头，各有关部门按职责分工负责）", ("司法部",), ("各有关部门",)),
        ("（财政部牵头，税务总局、人民银行配合，各地区按职责分工负责）", ("财政部",), ("税务总局", "人民银行", "各地区")),
        ("（海关总署、税务总局负责，排在第一位的部门为牵头部门，下同）", (), ("海关总署", "税务总局")),
        ("（县政府办公室、各有关部门）", (), ("县政府办公室", "各有关部门")),
        ("【牵头单位：县政府办公室】【责任单位：各乡镇】", ("县政府办公室",), ("各乡镇",)),
    ],
)
def test_notes_of_all_styles_are_taken_from_the_end(note: str, lead: tuple[str, ...], responsible: tuple[str, ...]) -> None:
    text, found = take_note("做好公开工作。" + note)
    assert found and (text, found.lead, found.responsible) == ("做好公开工作。", lead, responsible)


@pytest.mark.requirement("DOC-06")
@pytest.mark.parametrize("text", ["建立台账（以下简称台账）。", "公开信息（不含涉密内容）。", "由县政府办公室牵头负责全县工作。", "按“谁公开、谁负责”的原则办理。"])
def test_other_words_are_no_note(text: str) -> None:
    assert take_note(text) == (text, None)


@pytest.mark.requirement("DOC-06")
def test_units_of_the_running_text_are_not_made_responsible() -> None:
    task = leaf(plan("一、做好公开", "（一）加强统筹。县政府办公室要会同县司法局推进工作。"), "一", "(一)")
    assert task.responsible_units == () and task.actors_in_text == ("县政府办公室",)


@pytest.mark.requirement("DOC-06")
def test_a_note_on_a_line_of_its_own_belongs_to_the_clause_above() -> None:
    task = leaf(plan("一、做好公开", "（一）公开目录。编制目录。", "牵头单位：县政府办公室；配合单位：各乡镇", "（二）公开信息。发布信息。"), "一", "(一)")
    assert (task.lead_units, task.responsible_units, task.cooperating_units) == (("县政府办公室",), ("各乡镇",), ("各乡镇",))


@pytest.mark.requirement("DOC-06")
def test_the_note_of_a_section_holds_for_its_items() -> None:
    reading = plan("一、做好公开", "（一）公开目录（责任单位：县司法局）", "1.编制目录。", "2.公布目录。（责任单位：县政府办公室）")
    assert [task.responsible_units for task in reading.tasks] == [("县司法局",), ("县政府办公室",)]


@pytest.mark.requirement("DOC-06")
def test_a_unit_of_another_level_is_flagged() -> None:
    lines = [f"（{n}）公开信息。发布信息。（责任单位：县财政局、县教育局）" for n in "一二三四"]
    assert "unit_doubtful" in codes(plan("一、做好公开", *lines, "（五）公开监管。发布信息。（责任单位：县市安监局）"))


@pytest.mark.requirement("DOC-06")
def test_a_clause_without_units_has_none() -> None:
    assert leaf(plan("一、做好公开", "（一）公开目录。编制目录。"), "一", "(一)").responsible_units == ()
