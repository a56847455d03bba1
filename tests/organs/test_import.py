"""A table of organs and people: read, looked at row by row, taken over all or nothing."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from tests.cast import AT, DAY, County, liaison_actor, office_actor
from zwgk.domain.errors import BadInput, NotAllowed
from zwgk.domain.rights import Role
from zwgk.foundation.organs.actions import import_organs
from zwgk.foundation.organs.models import Holding, Organ, OrganKind, Person
from zwgk.foundation.organs.queries import import_template, preview, read_table
from zwgk.surfaces.cli import main as cli

GOOD = """和光县单位名册,,,,,,
单位名称,简称,单位性质,上级单位,联系电话,姓名,岗位,备注
和光县水利局,县水利局,部门,和光县人民政府,0999-6000021,宋致远,办公室主任,新
青禾镇河湾村村民委员会,河湾村,,青禾镇人民政府,,,,
和光县财政局,,,,0999-6009001,何秋,信息员,
"""


def sheet(text: str):
    return read_table(text.encode(), "名册.csv")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_in_any_usual_encoding_with_a_title_above_the_heading(encoding: str) -> None:
    read = read_table(GOOD.encode(encoding), "名册.csv")
    assert [row.number for row in read.rows] == [3, 4, 5]
    assert read.rows[0]["mobile"] == "0999-6000021"  # the person's, not the organ's
    assert read.ignored == ("备注",)


def test_a_workbook_with_numbers_as_numbers_on_its_second_sheet() -> None:
    book = openpyxl.Workbook()
    book.active.append(["说明"])
    second = book.create_sheet("名册")
    second.append(["单位全称", "类别", "代码"])
    second.append(["和光县水利局", "政府部门", 9901.0])
    out = io.BytesIO()
    book.save(out)
    assert read_table(out.getvalue(), "名册.xlsx").rows[0]["code"] == "9901"


def test_the_template_can_be_read_back() -> None:
    assert read_table(import_template(), "模板.xlsx").rows[0]["roles"] == "信息员（联络员）"


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", b"\x81\x00\xff\xfe", "没有表头,的表\n1,2".encode(), "单位全称,类别\n".encode()])
def test_what_is_no_table_is_refused_with_the_remedy(data: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        read_table(data, "名册.xlsx")
    assert refused.value.remedy


@pytest.mark.db
def test_a_good_table_is_taken_over(county: County) -> None:
    done = import_organs(sheet(GOOD), source="名册.csv", actor=office_actor(), at=AT)
    assert (done.organs_created, done.organs_changed, done.people_created, done.appointed) == (2, 0, 2, 2)
    water = Organ.objects.get(name="和光县水利局")
    assert (water.parent, water.kind) == (county.government, OrganKind.DEPARTMENT)
    assert Organ.objects.get(short_name="河湾村").kind == OrganKind.VILLAGE  # told from its name
    assert Holding.objects.get(person__name="宋致远").post.roles == [Role.LIAISON]


def test_taking_it_over_twice_changes_nothing(county: County) -> None:
    import_organs(sheet(GOOD), source="名册.csv", actor=office_actor(), at=AT)
    again = import_organs(sheet(GOOD), source="名册.csv", actor=office_actor(), at=AT)
    assert again.organs_created == again.organs_changed == again.people_created == again.appointed == 0


def test_a_parent_may_stand_further_down_in_the_same_table(county: County) -> None:
    text = "单位全称,类别,上级单位\n和光县水利站,事业单位,和光县水利局\n和光县水利局,政府部门,和光县人民政府\n"
    import_organs(sheet(text), source="名册.csv", actor=office_actor(), at=AT)
    assert Organ.objects.get(name="和光县水利站").parent.name == "和光县水利局"


BAD = [
    ("单位全称,类别\n,政府部门\n", "没有填写单位全称"),
    ("单位全称,类别\n甲,衙门\n", "没有“衙门”这种类别"),
    ("单位全称,类别\n甲,\n", "看不出来"),
    ("单位全称,上级单位\n甲局,乙委\n", "没有名为“乙委”的单位"),
    ("单位全称,姓名,角色\n和光县财政局,甲,国王\n", "没有“国王”这种角色"),
    ("单位全称,姓名,角色\n和光县财政局,甲,审计管理员\n", "不能批量导入"),
    ("单位全称,姓名,手机\n和光县财政局,甲,无\n", "不是电话号码"),
    ("单位全称,姓名,邮箱\n和光县财政局,甲,甲@\n", "不是电子邮箱"),
    ("单位全称,姓名,登录名\n和光县财政局,甲,office.office\n", "已由"),
    ("单位全称,姓名,登录名\n和光县财政局,,jia\n", "没有姓名"),
    ("单位全称,类别\n乙局,政府部门\n乙局,政府部门\n", "重复"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_every_mistake_names_row_column_and_remedy(county: County, text: str, message: str) -> None:
    office_actor()
    found = preview(sheet(text), DAY).problems
    assert [message in problem.message for problem in found] == [True]
    assert found[0].row >= 2 and found[0].column and found[0].remedy


def test_one_mistake_keeps_everything_out(county: County) -> None:
    text = "单位全称,类别\n丙局,政府部门\n丁,衙门\n"
    with pytest.raises(BadInput, match="第 3 行"):
        import_organs(sheet(text), source="名册.csv", actor=office_actor(), at=AT)
    assert not Organ.objects.filter(name="丙局").exists()


def test_a_liaison_imports_nothing(county: County) -> None:
    with pytest.raises(NotAllowed):
        import_organs(sheet(GOOD), source="名册.csv", actor=liaison_actor(county.finance), at=AT)


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "名册.csv"
    path.write_text(GOOD, encoding="utf-8")
    return str(path)


def test_the_command_looks_first_and_writes_when_told(county: County, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    office_actor()
    assert cli.main(["organs", "import", file, "--as", "office.office"]) == 0
    assert "没有写入" in capsys.readouterr().out and not Person.objects.filter(name="宋致远").exists()
    assert cli.main(["organs", "import", file, "--as", "office.office", "--apply"]) == 0
    assert "新增单位 2 个" in capsys.readouterr().out


def test_the_command_refuses_strangers_and_missing_files(county: County, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    office_actor()
    assert cli.main(["organs", "import", file, "--as", "nobody"]) == 1
    assert cli.main(["organs", "import", file + "x", "--as", "office.office"]) == 1
    liaison_actor(county.finance)
    assert cli.main(["organs", "import", file, "--as", "liaison.finance"]) == 1
    assert "权限" in capsys.readouterr().err


def test_the_command_shows_mistakes_and_fails(county: County, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office_actor()
    bad = tmp_path / "bad.csv"
    bad.write_text("单位全称,类别\n丁,衙门\n", encoding="utf-8")
    assert cli.main(["organs", "import", str(bad), "--as", "office.office", "--apply"]) == 1
    assert "第 2 行“类别”" in capsys.readouterr().out
