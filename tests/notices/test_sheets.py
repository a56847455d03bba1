"""Rows of a worksheet that hold one cell only belong to the table they stand below."""

from __future__ import annotations

import pytest

from zwgk.domain.documents import Cell, Extracted, Paragraph, Table
from zwgk.domain.notices import Reading, read

HEADER = ("重点任务", "贯彻举措", "牵头单位", "责任单位")


def _place(row: int, column: int) -> str:
    return f"工作表「分工」{'ABCD'[column]}{row + 2}"


def _sheet(*rows: tuple[str, ...], below: tuple[Paragraph, ...] = ()) -> Reading:
    table = [HEADER, *rows]
    cells = tuple(Cell(text, r, c, 1, 1, _place(r, c)) for r, row in enumerate(table) for c, text in enumerate(row) if text)
    title = Paragraph("和光县2024年政务公开任务分工表", place="工作表「分工」A1")
    return read(Extracted((title, Table(cells, len(table), 4, "分工"), *below), "xlsx"))


@pytest.mark.requirement("DOC-05")
def test_measures_alone_in_their_row_are_tasks() -> None:
    below = (Paragraph("2.动态更新目录", place=_place(2, 1)), Paragraph("3.做好解读", place=_place(3, 1)))
    reading = _sheet(("一、深化公开", "1.公开文件", "县司法局", "各乡镇"), below=below)
    assert [task.path for task in reading.tasks] == [("一", "1"), ("一", "2"), ("一", "3")]
    assert [task.lead_units for task in reading.tasks] == [("县司法局",), (), ()]


@pytest.mark.requirement("DOC-05")
@pytest.mark.parametrize(
    "line",
    [
        Paragraph("备注：牵头单位排在第一位", place=_place(2, 0)),
        Paragraph("注：逐月通报", place=_place(2, 1)),
        Paragraph("3.在另一张表上", place="工作表「其他」B4"),
        Paragraph("填表人：甲　电话：乙", place=_place(2, 1)),
        Paragraph("远在表格下面的一行", place=_place(9, 1)),
    ],
    ids=["first column", "note", "other sheet", "two cells", "far below"],
)
def test_remarks_below_the_table_are_none(line: Paragraph) -> None:
    reading = _sheet(("一、深化公开", "1.公开文件", "县司法局", "各乡镇"), below=(line,))
    assert [task.path for task in reading.tasks if task.form == "table_row"] == [("一", "1")]


@pytest.mark.requirement("DOC-05")
def test_a_measure_that_begins_with_a_year_keeps_its_number() -> None:
    reading = _sheet(("一、深化公开", "1．2026年3月底前公开文件", "县司法局", ""), ("", "2．26个领域全部公开", "县政府办", ""))
    assert [task.path for task in reading.tasks] == [("一", "1"), ("一", "2")]
