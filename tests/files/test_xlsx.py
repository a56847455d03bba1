"""Workbooks: what a person sees, with merged cells and true cell names."""

from __future__ import annotations

import datetime as dt
from copy import copy

import openpyxl
import pytest

from zwgk.foundation.files.readers import extract

from .makers import grid, lines, saved, spans, tables, task_book


@pytest.mark.requirement("DOC-03")
def test_the_title_is_a_paragraph_and_the_rest_one_table():
    found = extract(saved(task_book()), "a.xlsx")
    (table,) = tables(found)
    assert lines(found) == ["和光县2026年政务公开任务分工表"] and found.blocks[0].place == "工作表「任务分工」A1"
    assert (table.title, table.rows, table.columns) == ("任务分工", 3, 3)
    assert grid(table)[(1, 0)] == "1" and grid(table)[(2, 1)] == "公开执法结果"
    assert next(cell.place for cell in table.cells if cell.text == "县司法局") == "工作表「任务分工」C4"


def test_merged_cells_inside_the_table_and_remarks_below():
    book = task_book()
    sheet = book.active
    sheet.merge_cells("C3:C4")
    sheet["A5"] = "注：按月报送。"
    found = extract(saved(book), "a.xlsx")
    assert spans(tables(found)[0]) == {"县委编办": (2, 1)}
    assert lines(found)[-1] == "注：按月报送。"


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [(3, "General", "3"), (0.1 + 0.2, "General", "0.3"), (1234567.891, "#,##0.00", "1,234,567.89"), (0.256, "0.0%", "25.6%"), (7, "000", "007"), (5, '0"个"', "5个"),
     (2.345, "0.00", "2.35"), (-3, "0;[Red]-0", "-3"), (True, "General", "TRUE"), ("县委编办", "@", "县委编办"), (1.5, "0.##", "1.5"), (1200, '"¥"#,##0', "¥1,200"),
     (dt.date(2026, 3, 2), 'yyyy"年"m"月"d"日"', "2026年3月2日"), (dt.datetime(2026, 3, 2, 9, 5), "yyyy-mm-dd hh:mm", "2026-03-02 09:05"),
     (dt.date(2026, 12, 5), '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二六年十二月五日"), (dt.date(2026, 3, 2), "mm-dd-yy", "2026/3/2"), (dt.time(14, 30), "h:mm", "14:30")],
)  # fmt: skip
def test_values_appear_as_a_person_sees_them(value, pattern, shown):
    book = openpyxl.Workbook()
    book.active["A1"] = value
    book.active["A1"].number_format = pattern
    assert lines(extract(saved(book), "a.xlsx")) == [shown]


def test_chinese_builtin_date_formats_are_not_shown_as_serials():
    book = openpyxl.Workbook()
    cell = book.active["A1"]
    cell.value, cell.number_format = 46083, "0"
    cell._style = copy(cell._style)
    cell._style.numFmtId = 31
    assert lines(extract(saved(book), "a.xlsx")) == ["2026年3月2日"]


def test_hidden_sheets_hidden_rows_and_unsaved_formulas_are_noted():
    book = task_book()
    book.active.row_dimensions[3].hidden = True
    book.active["D3"] = "=1+1"
    book.create_sheet("底稿").sheet_state = "hidden"
    found = extract(saved(book), "a.xlsx")
    assert found.notes[0] == "工作表「任务分工」有 1 行被隐藏（如筛选），已一并读取。"
    assert found.notes[1] == "工作表「底稿」是隐藏的，未读取。" and "1 个公式没有保存计算结果" in found.notes[2]
    assert "公开权责清单" in grid(tables(found)[0]).values()


def test_several_sheets_give_several_tables():
    book = task_book()
    book.copy_worksheet(book.active).title = "第二批"
    assert [table.title for table in tables(extract(saved(book), "a.xlsx"))] == ["任务分工", "第二批"]
