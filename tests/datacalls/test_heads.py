"""Reading headers, kinds and typed values."""

from __future__ import annotations

import openpyxl
import pytest

from tests.datacalls import makers
from zwgk.domain.datasheets import Column, Kind, address, check, letters
from zwgk.domain.errors import BadInput
from zwgk.matters.datacalls.books.package import Book
from zwgk.matters.datacalls.books.paint import paint
from zwgk.matters.datacalls.books.read import grid
from zwgk.matters.datacalls.spec import Layout, Sheet, guess, sheet_from

pytestmark = pytest.mark.requirement("TSK-08")


def read(data: bytes, name: str = "") -> Sheet:
    book = Book(data)
    found = guess(grid(book, name or next(iter(book.sheets))))
    assert found is not None
    return found


def test_three_levels_of_merged_heads_become_paths() -> None:
    sheet = read(makers.requests())
    assert (sheet.head, sheet.rows, sheet.totals, sheet.layout) == ((4, 6), (7, 11), (12,), Layout.ONE)
    labels = {letters(column.column): (column.label, column.kind) for column in sheet.columns}
    assert labels["E"] == ("处理结果 / 予以公开 / 全部", Kind.INTEGER)
    assert labels["G"] == ("处理结果 / 不予公开 / （件）", Kind.INTEGER)
    assert labels["H"] == ("合计", Kind.FORMULA) and labels["I"][1] == Kind.YESNO
    assert sheet.title == "政府信息公开申请办理情况统计表" and "填表说明" in sheet.notes[0]
    assert [fill.what for fill in sheet.fills] == ["unit"] and not sheet.columns[-1].required


def test_a_list_with_an_example_row_asks_several_rows() -> None:
    sheet = read(makers.matters())
    kinds = [column.kind for column in sheet.columns]
    assert sheet.layout is Layout.MANY and kinds[3:7] == [Kind.CHOICE, Kind.DATE, Kind.INTEGER, Kind.PHONE]
    assert sheet.columns[3].choices == ("图解", "视频", "发布会") and sheet.columns[3].help == "例：图解"
    assert [column.role for column in sheet.columns[:2]] == ["serial", "unit"]


def test_a_fixed_form_asks_its_blank_cells() -> None:
    sheet = read(makers.form())
    labels = {address(column.row, column.column): column.label for column in sheet.columns}
    assert sheet.layout is Layout.FORM and labels["B3"] == "机构名称" and labels["D4"] == "兼职人员数"
    assert labels["C8"] == "依申请公开数 / 二季度" and "D8" not in labels
    assert sheet_from(sheet.to_json()) == sheet


def test_numbering_and_unit_rows_and_a_total_on_top_are_no_data() -> None:
    book = openpyxl.Workbook()
    page = book.active
    for line in (["表一", None, None], ["单位", "经费", "人员"], [None, "（万元）", "（人）"], ["甲", "1", "2"], ["合计", "=SUM(B6:B8)", "=SUM(C6:C8)"]):
        page.append(line)
    page.merge_cells("A1:C1")
    makers.boxed(page, 2, 8, 3)
    sheet = read(makers.saved(book))
    assert (sheet.head, sheet.rows, sheet.totals) == ((2, 2), (6, 8), (5,))
    assert [column.kind for column in sheet.columns[1:]] == [Kind.MONEY, Kind.INTEGER]


def test_the_picture_colours_header_and_questions() -> None:
    book = Book(makers.requests())
    seen = grid(book, "附件1")
    heads, rows = paint(seen, guess(seen))
    cells = {cell.place: cell for _, line in rows for cell in line}
    assert heads[0] == "A" and (cells["E4"].kind, cells["E4"].columns) == ("head", 3)
    assert (cells["C7"].kind, cells["H7"].kind, cells["A12"].kind) == ("ask", "formula", "total")


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (Kind.INTEGER, "１，200", "1200"), (Kind.INTEGER, "3.0", "3"), (Kind.MONEY, "12.50", "12.5"), (Kind.PERCENT, "95%", "95"), (Kind.DECIMAL, "-.5", "-0.5"),
        (Kind.DATE, "2026年3月5日", "2026-03-05"), (Kind.DATE, "20260305", "2026-03-05"), (Kind.YESNO, "√", "是"), (Kind.PHONE, "0999-6000001", "0999-6000001"),
        (Kind.TEXT, " =1+1\x0b ", "=1+1"), (Kind.INTEGER, "", ""),
    ],
)  # fmt: skip
def test_values_get_one_spelling(kind: Kind, typed: str, kept: str) -> None:
    assert check(Column(4, ("数",), kind), typed, "D5") == kept


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        (Kind.INTEGER, "约30", "D5：应为整数，填的是“约30”。 请只填数字。"), (Kind.INTEGER, "3.5", "请去掉小数"), (Kind.DATE, "2026-02-30", "应为日期"),
        (Kind.YESNO, "大概", "“是”或“否”"), (Kind.PHONE, "没有", "电话号码"), (Kind.TEXT, "长" * 501, "最多500个字"), (Kind.DECIMAL, "1e9", "应为数字"),
    ],
)  # fmt: skip
def test_wrong_values_are_told_with_place_and_remedy(kind: Kind, typed: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        check(Column(4, ("数",), kind), typed, "D5")
    assert said in refused.value.sentence


def test_a_word_outside_the_list_is_refused() -> None:
    with pytest.raises(BadInput, match="图解、视频之一"):
        check(Column(4, ("形式",), Kind.CHOICE, choices=("图解", "视频")), "漫画", "D5")


def test_a_form_that_ends_with_an_opinion_is_still_a_form() -> None:
    book = openpyxl.Workbook()
    page = book.active
    for line in (
        ["政务新媒体账号登记表"], ["账号名称", None, "平台类型", None], ["主办单位", None, "承办单位", None], ["负责人", "姓名", None, None],
        [None, "职务", None, None], ["账号简介", None, None, None], ["主管单位意见", "（盖章）", None, None],
    ):  # fmt: skip
        page.append(line)
    for area in ("A1:D1", "A4:A5", "C4:D4", "C5:D5", "B6:D6", "B7:D7"):
        page.merge_cells(area)
    makers.boxed(page, 2, 7, 4)
    sheet = read(makers.saved(book))
    assert sheet.layout is Layout.FORM
    assert {"账号名称", "平台类型", "主办单位", "承办单位", "账号简介"} <= {column.label for column in sheet.columns}
