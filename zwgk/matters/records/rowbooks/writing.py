"""Rows → workbooks: the empty form, the copy with its errors marked, the export of what is public with its dictionary."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from zwgk.domain.kinds import Checked, dictionary, head_names, shown
from zwgk.law.kind_model import NUMBERS, FieldDef, FieldType, KindDef

DICTIONARY = ("字段", "名称", "类型", "单位", "必填", "取值或说明", "公开方式", "依据")
_HEAD, _NEED, _WRONG = (PatternFill("solid", fgColor=colour) for colour in ("FFE8EEF7", "FFFFF4D6", "FFFFC7CE"))
_TEXT_ROWS = 500  # lines of the empty form that are set to text, so that long numbers stay whole


def columns_of(kind: KindDef) -> list[FieldDef]:
    """The columns of the main sheet."""
    return [each for each in kind.fields if each.type not in (FieldType.TABLE, FieldType.FILE)]


def template(kind: KindDef) -> bytes:
    """The empty form: heads with help, choices to pick from, a sheet for each table, the dictionary."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = kind.title[:28]
    _heads(sheet, kind.title, columns_of(kind))
    for each in kind.fields:
        if each.type is FieldType.TABLE:
            inner = book.create_sheet(each.label[:31])
            _heads(inner, f"{each.label}：每行写明属于哪一条（前{len(kind.key)}列）", [*(kind.field(name) for name in kind.key), *each.fields])
    _dictionary(book, kind)
    return _bytes(book)


def _heads(sheet: Worksheet, title: str, fields: Sequence[FieldDef]) -> None:
    sheet["A1"] = title
    sheet["A1"].font = Font(size=15, bold=True)
    sheet["A2"] = "黄底的列必填。日期写成 2026-03-10；号码、编号请按文本填写。从第4行起每条信息一行。"
    for at, each in enumerate(fields, start=1):
        cell = sheet.cell(3, at, head_names(each)[0])
        cell.font, cell.fill, cell.alignment = Font(bold=True), _NEED if each.required else _HEAD, Alignment(wrap_text=True, vertical="center")
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = 30 if each.type is FieldType.LONG else max(12, len(each.label) * 2 + 4)
        told = "；".join(part for part in (each.help, f"例如：{each.example}" if each.example else "", f"可选：{'、'.join(each.options)}" if each.options else "") if part)
        if told:
            cell.comment = Comment(told, "填写说明", width=320, height=120)
        if each.type not in NUMBERS:
            for line in range(4, 4 + _TEXT_ROWS):
                sheet.cell(line, at).number_format = "@"
        if each.type is FieldType.CHOICE and len(joined := ",".join(each.options)) < 250 and "," not in "".join(each.options):
            rule = DataValidation(type="list", formula1=f'"{joined}"', allow_blank=True, showErrorMessage=False)
            sheet.add_data_validation(rule)
            rule.add(f"{letter}4:{letter}{4 + _TEXT_ROWS}")
    sheet.freeze_panes = "A4"


def _dictionary(book: openpyxl.Workbook, kind: KindDef) -> None:
    sheet = book.create_sheet("数据字典")
    sheet.append(DICTIONARY)
    for row in dictionary(kind):
        sheet.append(row)
    for at, width in enumerate((16, 22, 14, 8, 8, 50, 14, 40), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
        sheet.cell(1, at).font, sheet.cell(1, at).fill = Font(bold=True), _HEAD


def marked(data: bytes, sheet_name: str, wrong: Iterable[Checked]) -> bytes:
    """The same workbook with a red cell and a comment at every problem, and a list of them in front."""
    book = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
    sheet = book[sheet_name]
    found = list(wrong)
    listed = book.create_sheet("问题清单", 0)
    listed.append(["位置", "栏目", "问题"])
    for each in found:
        for problem, cell in zip(each.problems, each.cells, strict=True):
            place = cell or f"A{each.row.number}"
            sheet[place].fill = _WRONG
            sheet[place].comment = Comment(f"{problem.label}：{problem.said}", "导入检查", width=320, height=100)
            listed.append([cell or f"第{each.row.number}行", spoken(problem.label), spoken(problem.said)])
    for letter, width in (("A", 12), ("B", 24), ("C", 80)):
        listed.column_dimensions[letter].width = width
    book.active = 0
    return _bytes(book)


def exported(kind: KindDef, rows: Iterable[Mapping[str, Any]], *, note: str = "", fields: Sequence[FieldDef] | None = None) -> bytes:
    """What is public as .xlsx: official heads, one sheet per table, the dictionary."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = kind.title[:28]
    columns = list(fields if fields is not None else columns_of(kind))
    sheet.append([kind.title])
    sheet.append([note])
    sheet.append([head_names(each)[0] for each in columns])
    kept = list(rows)
    for row in kept:
        _line(sheet, [_cell(each, row.get(each.id)) for each in columns])
    for at, each in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = 40 if each.type is FieldType.LONG else max(12, len(each.label) * 2 + 4)
        sheet.cell(3, at).font, sheet.cell(3, at).fill = Font(bold=True), _HEAD
    sheet.freeze_panes = "A4"
    for table in (each for each in kind.fields if each.type is FieldType.TABLE):
        keys = [kind.field(name) for name in kind.key]
        inner = book.create_sheet(table.label[:31])
        inner.append([head_names(each)[0] for each in (*keys, *table.fields)])
        for row in kept:
            for subrow in row.get(table.id) or []:
                _line(inner, [*(_cell(each, row.get(each.id)) for each in keys), *(_cell(each, subrow.get(each.id)) for each in table.fields)])
    _dictionary(book, kind)
    return _bytes(book)


def _line(sheet: Worksheet, values: Sequence[Any]) -> None:
    sheet.append([spoken(value) if isinstance(value, str) else value for value in values])
    for cell in sheet[sheet.max_row]:
        if cell.data_type == "f":  # “=…” typed by somebody is text, never a formula
            cell.data_type, cell.quotePrefix = "s", True


def _cell(each: FieldDef, value: Any) -> Any:
    if value is None:
        return None
    if each.type in NUMBERS:
        return float(value) if "." in str(value) else int(str(value))
    return str(value) if each.type is FieldType.DATE else shown(each, value)


def separated(kind: KindDef, rows: Iterable[Mapping[str, Any]], fields: Sequence[FieldDef] | None = None) -> Iterator[str]:
    """What is public as lines of CSV, with the mark of UTF-8 in front, so that Excel and WPS read it; what looks like a formula is quoted."""
    columns = list(fields if fields is not None else columns_of(kind))
    yield "\ufeff" + _joined(head_names(each)[0] for each in columns)
    for row in rows:
        yield _joined(_quoted(each, row.get(each.id)) for each in columns)


def _joined(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(list(cells))
    return out.getvalue()


def _quoted(each: FieldDef, value: Any) -> str:
    text = "" if value is None else str(value) if each.type in NUMBERS or each.type is FieldType.DATE else shown(each, value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") and each.type not in NUMBERS else text


def _bytes(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def spoken(text: str) -> str:
    """Without the control signs that a workbook cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)
