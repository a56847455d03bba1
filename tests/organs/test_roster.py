"""A 通讯录 pasted from Excel: sections, merged units, several people in a cell, telephones, two persons in a line."""

from __future__ import annotations

import io

import pytest
from docx import Document

from tests.cast import AT, DAY, County, office_actor
from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Role
from zwgk.foundation.organs.actions import import_organs
from zwgk.foundation.organs.models import Holding, Organ, OrganKind
from zwgk.foundation.organs.queries import complete, pack, pasted, preview, read_table, unpack
from zwgk.foundation.organs.roster import telephone

PASTED = """和光县政务公开工作通讯录\t\t\t\t\t\t
序号\t单位\t职务\t姓名\t手机\t办公电话\t分工
一、县直部门\t\t\t\t\t\t
1\t水利局\t副局长\t张 三\t+86 138-0000 0001\t0999－6000001\t分管政务公开
\t\t办公室主任\t李四\t13800000002\t\t
2\t教育局\t局长、办公室科员\t王五、赵六\t13800000003、13800000004\t(0999)6000003\t
二、乡镇（街道）\t\t\t\t\t\t
3\t红枫镇\t党政办主任\t"钱七
孙八"\t13800000005\t\t
4\t晨光街道\t副主任\t周九 13800000006\t\t\t
"""


def rows(text: str) -> list[tuple[str, ...]]:
    return [(row["name"], row["person"], row["title"], row["mobile"]) for row in pasted(text).rows]


def test_columns_in_any_order_sections_and_merged_units() -> None:
    found = rows(PASTED)
    assert found[:2] == [("水利局", "张三", "副局长", "13800000001"), ("水利局", "李四", "办公室主任", "13800000002")]
    assert {name for name, *_ in found} == {"水利局", "教育局", "红枫镇", "晨光街道"}


def test_several_people_in_a_cell_each_with_his_number_and_nothing_guessed_in_silence() -> None:
    sheet = pasted(PASTED)
    assert rows(PASTED)[2:4] == [("教育局", "王五", "局长", "13800000003"), ("教育局", "赵六", "办公室科员", "13800000004")]
    assert [row["mobile"] for row in sheet.rows if row["name"] == "红枫镇"] == ["", ""]
    assert any("13800000005" in remark for remark in sheet.remarks) and any("分组标题" in remark for remark in sheet.remarks)
    assert sheet.rows[0]["phone"] == "0999-6000001" and sheet.rows[2]["phone"] == "0999-6000003"
    assert rows(PASTED)[-1] == ("晨光街道", "周九", "副主任", "13800000006")


@pytest.mark.parametrize("text", [
    "单位\t分管领导\t职务\t手机\t联络员\t手机\t办公电话\n水利局\t张三\t副局长\t13800000001\t李四\t13800000002\t6000001\n",
    "单位\t分管领导\t\t\t联络员\t\t\n\t姓名\t职务\t电话\t姓名\t职务\t电话\n水利局\t张三\t副局长\t13800000001\t李四\t科员\t13800000002\n",
])  # fmt: skip
def test_leader_and_contact_in_one_line(text: str) -> None:
    found = [(row["person"], row["roles"], row["mobile"]) for row in pasted(text).rows]
    assert found == [("张三", "分管领导", "13800000001"), ("李四", "联络员", "13800000002")]


@pytest.mark.parametrize(("typed", "plain"), [
    ("+86 138 0000 0001", "13800000001"), ("86-138-0000-0001", "13800000001"), ("0999—6000001", "0999-6000001"), ("6000001", "6000001"), ("见群", "见群"),
])  # fmt: skip
def test_telephones(typed: str, plain: str) -> None:
    assert telephone(typed) == plain


def test_a_table_in_a_word_file_with_merged_cells() -> None:
    document = Document()
    table = document.add_table(rows=3, cols=3)
    for at, line in enumerate([("单位", "姓名", "手机"), ("水利局", "张三", "13800000001"), ("", "李四", "13800000002")]):
        for column, word in enumerate(line):
            table.cell(at, column).text = word
    table.cell(1, 0).merge(table.cell(2, 0))
    out = io.BytesIO()
    document.save(out)
    assert [(row["name"], row["person"]) for row in read_table(out.getvalue(), "通讯录.docx").rows] == [("水利局", "张三"), ("水利局", "李四")]


def test_nothing_pasted_is_told_at_its_field() -> None:
    for text in ("", "随便写一句话"):
        with pytest.raises(BadInput) as refused:
            pasted(text)
        assert refused.value.field == "pasted" and refused.value.remedy


@pytest.mark.db
def test_short_names_become_full_ones_and_people_get_roles_from_their_posts(county: County) -> None:
    sheet = complete(pasted(PASTED.replace("\t13800000005", "\t")), DAY)
    assert "补全" in sheet.remarks[-1]
    assert unpack(pack(sheet)).rows == sheet.rows
    import_organs(sheet, source="粘贴的通讯录", actor=office_actor(), at=AT)
    water, town = Organ.objects.get(name="和光县水利局"), Organ.objects.get(name="红枫镇人民政府")
    assert (water.kind, water.short_name, water.parent) == (OrganKind.DEPARTMENT, "县水利局", county.government)
    assert (town.kind, town.short_name) == (OrganKind.TOWNSHIP, "红枫镇")
    assert Organ.objects.get(name="晨光街道办事处").kind == OrganKind.STREET
    roles = {holding.person.name: holding.post.roles for holding in Holding.objects.select_related("post", "person")}
    assert roles["张三"] == [Role.LEADER] and roles["李四"] == [Role.LIAISON] and roles["王五"] == [Role.LEADER]


def test_a_mobile_number_too_short_is_told_and_a_number_used_twice_is_noted(county: County) -> None:
    sheet = pasted("单位\t姓名\t手机\n和光县财政局\t张三\t1380000001\n和光县财政局\t李四\t13800000002\n和光县司法局\t王五\t13800000002\n")
    looked = preview(sheet, DAY)
    assert "应为 11 位" in looked.problems[0].message
    assert any("号码相同" in note for note in looked.planned[2].notes)
