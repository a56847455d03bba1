"""The official workbook both ways: merged cells, ticks, ■/□; row-wise problems; nothing lost."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from zwgk import law
from zwgk.domain import catalogues
from zwgk.domain.documents import Cell, Extracted, Table
from zwgk.domain.errors import BadInput
from zwgk.foundation.files import readers
from zwgk.matters.catalogue.sheets import official, read_powers

OPEN = Path(__file__).resolve().parents[3] / "shared" / "documents" / "open" / "standard_catalogues"


def again(data: bytes) -> catalogues.Sheet:
    return catalogues.read_sheet(readers.extract(data, "目录.xlsx"))


@pytest.mark.requirement("CAT-04")
def test_every_guide_survives_the_way_out_and_in_again():
    for field in law.load().catalogues.values():
        rows = [catalogues.of_template(each, str(at)) for at, each in enumerate(field.rows, 1)]
        found = again(official(f"{field.title}领域基层政务公开标准目录", rows))
        assert [line.row for line in found.lines] == rows, field.id
        assert found.title == f"{field.title}领域基层政务公开标准目录"


def test_optional_channels_local_columns_and_formulas_stay_what_they_are():
    row = catalogues.Row(
        level1="=SUM(A1)", level2="甲", number="1", content="内容", basis="条例", limit="长期公开", publisher="县财政局",
        channels=(catalogues.Channel("政府网站"), catalogues.Channel("政府公报", required=False)), to_all=True, active=True, tiers=("县级", "村级"),
        extra={"责任股室": "预算股"},
    )  # fmt: skip
    data = official("目录", [row])
    assert openpyxl.load_workbook(io.BytesIO(data)).active["B4"].data_type == "s"
    assert again(data).lines[0].row == row
    assert "审核意见" in {cell.value for cell in openpyxl.load_workbook(io.BytesIO(official("目录", [row], opinions=True))).active[2]}


def sheet(*rows: list[object], merge: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for area in merge:
        book.active.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEAD = ["序号", "公开事项", None, "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象", None, "公开方式", None, "公开层级", None, "监督电话"]
BELOW = [None, "一级事项", "二级事项", None, None, None, None, None, "全社会", "特定群众", "主动", "依申请公开", "县级", "乡、村级", None]


def test_a_sheet_from_outside_with_merged_cells_groups_and_a_wrong_row():
    data = sheet(
        HEAD, BELOW,
        [1, "最低生\n活保障", "政策", "文件", "条例", "20个工作日内", "民政局", "■政府网站 □两微一端", "√", None, "√", None, "√", None, "0999-6000001"],
        [2, None, "名单", "名单", "条例", "及时公开", "民政局", "村公示栏", None, "√本村村民", "√", None, None, "√", None],
        ["二、其他"], [3, "临时救助", "名单", "名单", None, "10个工作日内", "民政局", "□网站", "√", None, "√", "√", "√", None, None],
        ["注：以上为样表"],
        merge=("B1:C1", "I1:J1", "K1:L1", "M1:N1", "B3:B4", "A5:O5"),
    )  # fmt: skip
    found = again(data)
    first, second, third = found.lines
    assert (first.row.level1, second.row.level1, first.row.extra) == ("最低生活保障", "最低生活保障", {"监督电话": "0999-6000001"})
    assert (second.row.to_some, second.row.tiers, not second.blocked) == ("本村村民", ("乡、村级",), True)
    assert third.row.extra["分组"] == "二、其他"
    assert {each.rule for each in third.problems if each.blocks} == {"empty-basis", "way", "channels"}
    assert "A6" in third.place and any("样表" in note for note in found.notes)


def test_a_list_of_powers_is_read_by_its_heads():
    head, row = ("序号", "权力编码", "权力名称", "权力类型", "实施依据"), ("1", "CZ-1", "代理记账许可", "行政许可", "《会计法》")
    cells = [Cell(text, at, column) for at, line in enumerate((head, row)) for column, text in enumerate(line)]
    found = Extracted((Table(tuple(cells), 2, 5),), "xlsx")
    assert read_powers(found) == [{"code": "CZ-1", "name": "代理记账许可", "category": "行政许可", "basis": "《会计法》"}]
    with pytest.raises(BadInput, match="没有找到表头"):
        read_powers(Extracted((Table((Cell("随便", 0, 0),), 1, 1),), "xlsx"))


def test_a_real_town_catalogue_is_read_whole():
    path = OPEN / "d01_dean_snzj.txt"
    if not path.exists():
        pytest.skip("the open documents are not here")
    lines = [line.strip().strip("|").split("|") for line in path.read_text("utf-8").splitlines() if line.strip().startswith("|")]
    grid = [[cell.strip() for cell in line] for line in lines]
    head = ["序号", "公开事项", "公开内容(要素)", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "全社会", "特定群体", "主动", "依申请", "乡级"]
    rows = [row for row in grid if row[0].isdigit()]
    body = [[*row[:7], "√", "", "√", "", "√"] for row in rows]
    cells = [Cell(text, at, column) for at, line in enumerate([head, *body]) for column, text in enumerate(line) if text]
    found = catalogues.read_sheet(Extracted((Table(tuple(cells), len(body) + 1, 12),), "html"))
    assert [line.row.level1 for line in found.lines] == ["政策文件", "资金明细"]
    assert [each.name for each in found.lines[0].row.channels if each.required] == ["政府网站", "公开查阅点"]
    assert len(found.lines[0].row.channels) == 13 and not found.lines[0].blocked


def test_a_sheet_without_the_column_of_levels_can_be_taken_in():
    head = ["序号", "公开事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "全社会", "特定群体", "主动", "依申请"]
    line = again(sheet(head, [1, "村庄规划", "脱密后的文本", "条例", "20个工作日内", "片区管理局", "■政府网站", "√", None, "√", None])).lines[0]
    assert not line.blocked and [each.what for each in line.problems] == ["表里没有这一栏。"]


def test_a_line_that_says_nothing_new_blocks_nothing():
    head = ["序号", "公开事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "全社会", "特定群体", "主动", "依申请", "县级"]
    line = again(sheet(head, [1, "村庄规划", "脱密后的文本", "条例", "20个工作日内", "片区管理局", "■政府网站", "√", None, "√", None, None])).lines[0]
    assert line.blocked and catalogues.known([line], []) == [line]
    assert not catalogues.known([line], [line.row])[0].blocked
