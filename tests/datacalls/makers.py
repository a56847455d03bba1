"""Workbooks as superiors send them, made by hand with openpyxl: merged headers, totals, notes, lists, pictures, other sheets."""

from __future__ import annotations

import io

import openpyxl
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image as Picture

THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def boxed(sheet, first: int, last: int, columns: int) -> None:
    for row in sheet.iter_rows(min_row=first, max_row=last, max_col=columns):
        for cell in row:
            cell.border = BOX
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def requests(blank_rows: int = 5) -> bytes:
    """附件1: one row per unit, three levels of header, a reckoned column, 合计 below, notes, a picture and a second sheet that adds up."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "附件1"
    sheet["A1"] = "附件1"
    sheet["A2"] = "政府信息公开申请办理情况统计表"
    sheet.merge_cells("A2:J2")
    sheet["A2"].font = Font(size=20, bold=True)
    sheet["A3"] = "填报单位（盖章）：          填报人：        联系电话：          填报日期：    年  月  日"
    sheet.merge_cells("A3:J3")
    heads = {
        "A4": "序号", "B4": "单位名称", "C4": "申请数量", "E4": "处理结果", "H4": "合计", "I4": "是否超期", "J4": "备注",
        "C5": "自然人", "D5": "法人", "E5": "予以公开", "G5": "不予公开", "E6": "全部", "F6": "部分", "G6": "（件）",
    }  # fmt: skip
    for place, text in heads.items():
        sheet[place] = text
    for area in ("A4:A6", "B4:B6", "C4:D4", "E4:G4", "H4:H6", "I4:I6", "J4:J6", "C5:C6", "D5:D6", "E5:F5"):
        sheet.merge_cells(area)
    first, last = 7, 6 + blank_rows
    for row in range(first, last + 1):
        sheet.cell(row, 1, row - 6)
        sheet.cell(row, 8, f"=SUM(E{row}:G{row})")
    total = last + 1
    sheet.cell(total, 1, "合计")
    sheet.merge_cells(start_row=total, end_row=total, start_column=1, end_column=2)
    for column in "CDEFGH":
        sheet[f"{column}{total}"] = f"=SUM({column}{first}:{column}{last})"
    boxed(sheet, 4, total, 10)
    sheet.cell(total + 1, 1, "填表说明：1.申请数量按收到之日统计。2.没有的填0。")
    sheet.merge_cells(start_row=total + 1, end_row=total + 1, start_column=1, end_column=10)
    choices = DataValidation(type="list", formula1='"是,否"', allow_blank=True)
    choices.add(f"I{first}:I{last}")
    sheet.add_data_validation(choices)
    sheet.conditional_formatting.add(f"C{first}:C{last}", CellIsRule(operator="greaterThan", formula=["10"], fill=PatternFill("solid", bgColor="FFFF0000")))
    sheet.column_dimensions["B"].width = 28
    sheet.row_dimensions[last].height = 33
    sheet.print_area = f"A1:J{total + 1}"
    sheet.print_title_rows = "4:6"
    sheet.freeze_panes = "C7"
    sheet["J4"].comment = Comment("有特殊情况写在这里", "上级")
    picture = io.BytesIO()
    Picture.new("RGB", (20, 20), "red").save(picture, "PNG")
    sheet.add_image(Image(picture), f"B{total + 3}")
    other = book.create_sheet("汇总")
    other["A1"], other["B1"] = "申请总数", f"=附件1!C{total}+附件1!D{total}"
    other["B2"] = f"=SUM(附件1!$C${first}:$D${last})"
    book.defined_names["明细"] = DefinedName("明细", attr_text=f"附件1!$A${first}:$J${last}")
    return saved(book)


def matters() -> bytes:
    """附件2: several rows per unit, one level, an example row, a list of words, dates; nothing below."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "附件2"
    sheet["A1"] = "政策解读清单"
    sheet.merge_cells("A1:G1")
    for column, text in enumerate(["序号", "责任单位", "政策名称", "解读形式", "发布日期", "阅读量（次）", "联系电话"], start=1):
        sheet.cell(2, column, text)
    for column, text in enumerate(["示例", "某某局", "关于某事的通知", "图解", "2026-10-08", 120, "0999-6000001"], start=1):
        sheet.cell(3, column, text)
    boxed(sheet, 2, 6, 7)
    words = DataValidation(type="list", formula1='"图解,视频,发布会"')
    words.add("D3:D100")
    sheet.add_data_validation(words)
    for row in range(3, 7):
        sheet.cell(row, 5).number_format = "yyyy/m/d"
    return saved(book)


def form() -> bytes:
    """附件3: a fixed form, labels left and blanks right, with a matrix below and a total."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "基本情况"
    sheet["A1"] = "政务公开基本情况表"
    sheet.merge_cells("A1:D1")
    sheet["A2"] = "填报单位："
    for place, text in {"A3": "机构名称", "C3": "联系电话", "A4": "专职人员数", "C4": "兼职人员数", "A5": "主要做法"}.items():
        sheet[place] = text
    sheet.merge_cells("B5:D5")
    for place, text in {"A6": "类别", "B6": "一季度", "C6": "二季度", "D6": "合计", "A7": "主动公开数", "A8": "依申请公开数"}.items():
        sheet[place] = text
    for row in (7, 8):
        sheet[f"D{row}"] = f"=B{row}+C{row}"
    boxed(sheet, 3, 8, 4)
    return saved(book)
