"""Collective names: which group, which organs stand behind it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import AT, DAY, County, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.organ_groups import STANDARD, Group, group_of
from zwgk.domain.organ_names import Place
from zwgk.foundation.organs.actions import create_group, edit_group, ensure_standard_groups
from zwgk.foundation.organs.models import Organ, OrganGroup
from zwgk.foundation.organs.queries import Kind, choices, members, resolve

pytestmark = pytest.mark.requirement("DOC-06")
HEGUANG = Place("和光县", "县")
SPELLINGS = {
    Group.TOWNS: "各乡镇（街道） 各乡镇(街道) 各乡镇人民政府、街道办事处 各乡镇政府(街道办事处) 各乡镇人民政府(街道办事处) 各街办(镇、处)"
    " 各街办(镇、管理处) 各镇街 各镇人民政府、各街道办事处 乡镇（街道）政府 各乡(镇)人民政府、街道办事处",
    Group.TOWNSHIPS: "各乡镇 各乡、镇人民政府",
    Group.DEPARTMENTS: "县政府各部门 县直各部门 各部门 县政府各委、办、局 和光县政府各部门 县级各部门",
    Group.UNITS: "县直各单位 县政府各委局、各直属单位",
    Group.ALL: "各行政机关 各级各部门 各单位 各乡镇（街道）、县政府各部门 县政府各部门、各乡镇（街道） 各镇人民政府、各街道办事处，县政府各部门",
    Group.SOME_DEPARTMENTS: "市政府相关对口部门 各牵头部门 县政府有关部门 县政府各有关部门 有关部门 各相关部门",
    Group.SOME_UNITS: "各有关单位 有关单位 各责任单位 县直有关单位",
    Group.LINE_DEPARTMENTS: "县直相关行业主管部门 等行业主管部门 教育、卫生健康、环境保护等行业主管部门",
    Group.VILLAGES: "村(居)民委员会 各村（社区）",
    Group.GOVERNMENTS: "各区县政府 各区、县(市)人民政府 各市、州、县人民政府",
}


@pytest.mark.parametrize(("group", "text"), [(group, text) for group, texts in SPELLINGS.items() for text in texts.split()])
def test_spellings_of_the_standard_groups(group: Group, text: str) -> None:
    assert group_of(text, HEGUANG) is group


@pytest.mark.parametrize("text", ["青禾镇人民政府", "县财政局", "临江街道办事处", "各项工作", "扬子洲镇", "部门预算"])
def test_other_words_are_no_group(text: str) -> None:
    assert group_of(text, HEGUANG) is None


@pytest.mark.db
def test_towns_are_the_townships_and_streets_that_exist(county: County) -> None:
    found = resolve("各乡镇人民政府、街道办事处", DAY)
    assert found.kind is Kind.GROUP and found.certain
    assert members(found.group, DAY) == county.towns
    Organ.objects.filter(pk=county.baishi.pk).update(ended=date(2026, 1, 1))
    assert members(found.group, DAY) == [county.qinghe, county.linjiang]


@pytest.mark.db
def test_a_vague_group_waits_for_a_person(county: County) -> None:
    found = resolve("县政府有关部门", DAY)
    assert found.needs_choice and not found.certain
    assert members(found.group, DAY) == []
    assert county.finance in choices(found.group, DAY)


def test_a_group_of_another_level_is_flagged(county: County) -> None:
    assert "笔误" in resolve("各区县政府", DAY).note
    assert not resolve("区政府各部门", DAY).certain
    above = resolve("省政府各部门", DAY)
    assert above.kind is Kind.UNKNOWN and "上级" in above.note


def test_the_standard_groups_are_made_once_and_named_for_the_county(county: County) -> None:
    assert OrganGroup.objects.count() == len(STANDARD)
    assert ensure_standard_groups(actor=office_actor(), at=AT) == []
    assert OrganGroup.objects.filter(name="县政府各部门").exists()


def test_a_group_of_ones_own(county: County) -> None:
    group = create_group("试点领域牵头单位", members=[county.finance, county.justice], actor=office_actor(), at=AT)
    assert members(resolve("试点领域牵头单位", DAY).group, DAY) == [county.finance, county.justice]
    edit_group(group, spellings=["试点单位"], members=[county.finance], actor=office_actor(), at=AT)
    assert members(resolve("试点单位", DAY).group, DAY) == [county.finance]


def test_a_group_is_refused_without_members_twice_or_with_a_foreign_spelling(county: County) -> None:
    with pytest.raises(BadInput):
        create_group("空群组", actor=office_actor(), at=AT)
    group = create_group("甲组", members=[county.finance], actor=office_actor(), at=AT)
    with pytest.raises(Conflict):
        create_group("甲组", members=[county.finance], actor=office_actor(), at=AT)
    with pytest.raises(Conflict):
        edit_group(group, spellings=["各乡镇（街道）"], members=[], actor=office_actor(), at=AT)


def test_a_liaison_makes_no_group(county: County) -> None:
    with pytest.raises(NotAllowed):
        create_group("甲组", members=[county.finance], actor=liaison_actor(county.finance), at=AT)


def test_a_city_may_speak_of_its_districts() -> None:
    assert Place("云泽市", "市").strange_level("各区县政府") == ""
    assert Place("云泽市", "市").strange_level("省政府各部门") == "省"
    assert HEGUANG.strange_level("市场监管局") == "" and HEGUANG.strange_level("区政府各部门") == "区"
