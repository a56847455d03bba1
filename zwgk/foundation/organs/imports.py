"""A table of organs and people, as offices keep them (.xlsx or .csv) → rows by field. No database.

The heading may stand under a title; its words may be any of the usual ones. What cannot be read is refused with the remedy.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from zwgk.domain.errors import BadInput
from zwgk.domain.organ_names import key

# field → the words over its column, the first being ours
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("单位全称", "单位名称", "全称", "机构名称", "部门名称", "单位"),
    "short_name": ("简称", "单位简称", "规范简称"),
    "kind": ("类别", "单位类别", "单位性质", "机构类别", "类型"),
    "parent": ("上级单位", "隶属单位", "主管单位", "上级"),
    "code": ("代码", "机构代码", "单位代码", "统一社会信用代码"),
    "division_code": ("行政区划代码", "区划代码"),
    "address": ("地址", "办公地址", "单位地址", "联系地址"),
    "phone": ("电话", "办公电话", "单位电话", "固定电话"),
    "office_hours": ("办公时间", "工作时间"),
    "person": ("姓名", "人员姓名", "联系人", "联络员姓名"),
    "title": ("职务", "岗位", "岗位名称", "职务职称"),
    "roles": ("角色", "系统角色", "承担角色"),
    "username": ("登录名", "账号", "用户名"),
    "mobile": ("手机", "手机号", "手机号码", "移动电话"),
    "email": ("邮箱", "电子邮箱", "电子邮件", "邮箱地址"),
    "contact": ("联系电话", "联系方式"),  # of the person where the line has one, else of the organ
}
HEADING_WITHIN = 10  # rows in which the heading is looked for
MAX_ROWS = 5000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: its number as the person sees it, and its values by field."""

    number: int
    values: Mapping[str, str]

    def __getitem__(self, field: str) -> str:
        if field not in COLUMNS:
            raise KeyError(field)  # templates ask for items before attributes
        return self.values.get(field, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table as read."""

    rows: tuple[Row, ...]
    heading: Mapping[str, str]  # field → the word that stands over its column
    ignored: tuple[str, ...]  # headings that mean nothing to us

    def column(self, field: str) -> str:
        """The word over the column of this field, for messages."""
        return self.heading.get(field) or COLUMNS[field][0]


def read(data: bytes, filename: str) -> Sheet:
    """The table of a .xlsx or .csv file."""
    lines = _workbook(data) if data[:2] == b"PK" else _csv(data, filename)
    for start, line in enumerate(lines[:HEADING_WITHIN]):
        fields = _heading(line)
        if "name" in fields and len(fields) >= 2:
            return _sheet(lines, start, fields)
    raise BadInput(
        "没有找到表头。", field="file", remedy="表格前几行中须有一行表头，至少包含“单位全称”和“类别”（或“姓名”）两列；可以下载模板填写。"
    )


def template() -> bytes:
    """An empty workbook with our headings and one example line."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "单位和人员"
    sheet.append([words[0] for field, words in COLUMNS.items() if field != "contact"])
    sheet.append(
        ["和光县示例局", "县示例局", "政府部门", "和光县人民政府", "HG99", "", "和光县示例路1号", "0999-6000099", "工作日 8:30—12:00，14:30—18:00",
         "张示例", "办公室主任", "信息员（联络员）", "zhangshili", "", "zhangshili@heguang.example"]
    )  # fmt: skip
    for column in sheet.columns:
        sheet.column_dimensions[column[0].column_letter].width = 18
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(lines: Sequence[Sequence[str]], start: int, fields: Mapping[str, int]) -> Sheet:
    rows = []
    for number, line in enumerate(lines[start + 1 :], start=start + 2):
        values = {field: line[at] for field, at in fields.items() if at < len(line) and line[at]}
        if contact := values.pop("contact", ""):
            values.setdefault("mobile" if values.get("person") else "phone", contact)
        if values:
            rows.append(Row(number, values))
    if not rows:
        raise BadInput("表头下面没有内容。", field="file", remedy="请填写至少一行。")
    if len(rows) > MAX_ROWS:
        raise BadInput(f"表格超过 {MAX_ROWS} 行。", field="file", remedy="请分成几个文件导入。")
    used = set(fields.values())
    ignored = tuple(word for at, word in enumerate(lines[start]) if word and at not in used)
    return Sheet(tuple(rows), {field: lines[start][at] for field, at in fields.items()}, ignored)


def _heading(line: Sequence[str]) -> dict[str, int]:
    """Field → number of its column; the first column that says so wins."""
    found: dict[str, int] = {}
    for at, word in enumerate(line):
        plain = key(word).strip("*：:")
        field = next((field for field, words in COLUMNS.items() if plain in words), None)
        if field and field not in found:
            found[field] = at
    return found


def _workbook(data: bytes) -> list[list[str]]:
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise BadInput("文件打不开，可能不是 Excel 工作簿。", field="file", remedy="请另存为 .xlsx 或 .csv 后再上传。") from error
    sheets = [_texts(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    book.close()
    wanted = (lines for lines in sheets if any("name" in _heading(line) for line in lines[:HEADING_WITHIN]))
    return next(wanted, sheets[0] if sheets else [])


def _csv(data: bytes, filename: str) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise BadInput(f"文件“{filename}”的文字编码无法识别。", field="file", remedy="请另存为 UTF-8 编码的 .csv，或 .xlsx。")
    if "\x00" in text:
        raise BadInput(f"文件“{filename}”不是表格。", field="file", remedy="请上传 .xlsx 或 .csv 文件。")
    delimiter = "\t" if text.partition("\n")[0].count("\t") else ","
    return _texts(csv.reader(io.StringIO(text), delimiter=delimiter))


def _texts(lines: Iterable[Sequence[object]]) -> list[list[str]]:
    return [[_text(cell) for cell in line] for line in lines]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)  # a telephone number kept as a number
    return "" if cell is None else " ".join(str(cell).split())
