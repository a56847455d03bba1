"""A table of organs and people, as offices keep them (a file of any office format, or pasted from Excel) → rows by field. No database.

The heading may stand under a title; its words may be any of the usual ones, in any order. What cannot be read is refused with the remedy.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import openpyxl

from zwgk.domain.documents import Table
from zwgk.domain.errors import BadInput
from zwgk.domain.organ_names import key
from zwgk.foundation.files import readers

from .roster import PERSONAL, Heads, tidy

# field → the words over its column, the first being ours
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("单位全称", "单位名称", "全称", "机构名称", "部门名称", "单位", "部门", "工作单位", "所在单位", "乡镇", "单位(部门)", "部门(单位)"),
    "short_name": ("简称", "单位简称", "规范简称"),
    "kind": ("类别", "单位类别", "单位性质", "机构类别", "类型"),
    "parent": ("上级单位", "隶属单位", "主管单位", "上级"),
    "code": ("代码", "机构代码", "单位代码", "统一社会信用代码"),
    "division_code": ("行政区划代码", "区划代码"),
    "address": ("地址", "办公地址", "单位地址", "联系地址"),
    "phone": ("办公电话", "电话", "单位电话", "固定电话", "座机", "座机号码", "值班电话"),
    "office_hours": ("办公时间", "工作时间"),
    "person": ("姓名", "人员姓名", "联系人", "联络员姓名", "联络员", "信息员", "联系人姓名", "分管领导", "分管负责人", "分管领导姓名", "经办人"),
    "title": ("职务", "岗位", "岗位名称", "职务职称", "职务(岗位)"),
    "roles": ("角色", "系统角色", "承担角色"),
    "duty": ("分工", "工作分工", "分管工作", "职责", "备注(分工)"),
    "username": ("登录名", "账号", "用户名"),
    "mobile": ("手机", "手机号", "手机号码", "移动电话", "手机电话"),
    "email": ("邮箱", "电子邮箱", "电子邮件", "邮箱地址"),
    "section": ("分组",),  # 县直部门, 乡镇: what the caption over the line says of its kind
    "contact": ("联系电话", "联系方式", "联系号码"),  # of the person where the line has one, else of the organ
}
_SPOKEN_ROLES = {"联络员": "联络员", "联络员姓名": "联络员", "信息员": "信息员", "分管领导": "分管领导", "分管负责人": "分管领导", "分管领导姓名": "分管领导"}
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
    remarks: tuple[str, ...] = ()  # what was understood otherwise than it stands

    def column(self, field: str) -> str:
        """The word over the column of this field, for messages."""
        return self.heading.get(field) or COLUMNS[field][0]


def read(data: bytes, filename: str) -> Sheet:
    """The table of a file: .xlsx, .xls, .et, .csv, or a table in .docx, .doc, .wps, .pdf."""
    for lines in _tables(data, filename):
        for start in range(min(HEADING_WITHIN, len(lines))):
            words, further = _double_heading(lines, start)
            if _says_enough(words):
                return _sheet(lines, start + further, words)
    raise BadInput(
        "没有找到表头。", field="file", remedy="表格前几行中须有一行表头，至少包含“单位全称”和“类别”（或“姓名”）两列；可以下载模板填写。"
    )


def pasted(text: str) -> Sheet:
    """Cells copied in Excel or WPS and pasted: a tab between columns."""
    if not text.strip():
        raise BadInput("还没有粘贴内容。", field="pasted", remedy="请在 Excel 或 WPS 表格中连表头一起选中、复制，再粘贴到这里。")
    try:
        return read(text.encode(), "粘贴的内容.csv")
    except BadInput as refused:
        raise BadInput(refused.message, field="pasted", remedy=refused.remedy) from None


def pack(sheet: Sheet) -> bytes:
    """The table as read and mended, to be kept until it is taken over."""
    rows = [[row.number, dict(row.values)] for row in sheet.rows]
    told = {"rows": rows, "heading": dict(sheet.heading), "ignored": sheet.ignored, "remarks": sheet.remarks}
    return json.dumps(told, ensure_ascii=False).encode()


def unpack(data: bytes) -> Sheet:
    """What `pack` made."""
    told = json.loads(data)
    rows = tuple(Row(number, values) for number, values in told["rows"])
    return Sheet(rows, told["heading"], tuple(told["ignored"]), tuple(told["remarks"]))


def with_rows(sheet: Sheet, rows: Iterable[Row]) -> Sheet:
    """The same table with rows that a person has mended."""
    return replace(sheet, rows=tuple(rows))


def template() -> bytes:
    """An empty workbook with our headings and one example line."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "单位和人员"
    sheet.append([words[0] for field, words in COLUMNS.items() if field not in ("contact", "duty", "section")])
    sheet.append(
        ["和光县示例局", "县示例局", "政府部门", "和光县人民政府", "HG99", "", "和光县示例路1号", "0999-6000099", "工作日 8:30—12:00，14:30—18:00",
         "张示例", "办公室主任", "信息员（联络员）", "zhangshili", "", "zhangshili@heguang.example"]
    )  # fmt: skip
    for column in sheet.columns:
        sheet.column_dimensions[column[0].column_letter].width = 18
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(lines: Sequence[Sequence[str]], start: int, words: Sequence[tuple[str, str]]) -> Sheet:
    heads, heading, used = _heads(words)
    tidied = tidy(list(enumerate(lines[start + 1 :], start=start + 2)), heads)
    rows = []
    for number, values in tidied.lines:
        if contact := values.pop("contact", ""):
            values.setdefault("mobile" if values.get("person") and "mobile" not in values else "phone", contact)
        rows.append(Row(number, values))
    if not rows:
        raise BadInput("表头下面没有内容。", field="file", remedy="请填写至少一行。")
    if len(rows) > MAX_ROWS:
        raise BadInput(f"表格超过 {MAX_ROWS} 行。", field="file", remedy="请分成几个文件导入。")
    ignored = tuple(word for at, (word, _) in enumerate(words) if word and at not in used)
    return Sheet(tuple(rows), heading, ignored, tuple(tidied.remarks))


def _heads(words: Sequence[tuple[str, str]]) -> tuple[Heads, dict[str, str], set[int]]:
    """Columns by field, the word over each field, and the columns that are used. The first column that says so wins, in each group."""
    heads, heading, used = Heads(), {}, set()
    several = sum(_field(word) == "person" for word, _ in words) > 1
    group: dict[str, int] = {}
    for at, (word, above) in enumerate(words):
        named = _field(word)
        if named is None:
            continue
        if named == "person" and (several or "person" not in group):
            group = group if not several else {}
            heads.people.append(group)
            heads.role_words.append(_SPOKEN_ROLES.get(_plain(above) or _plain(word), _SPOKEN_ROLES.get(_plain(word), "")))
        of_person = named == "person" or (named in PERSONAL and (heads.people if several else True)) or (
            several and _plain(word) == "电话" and group and not {"mobile", "contact"} & set(group)
        )
        into = group if of_person else heads.organ
        named = "contact" if named == "phone" and into is group else named
        if named not in into:
            into[named] = at
            heading.setdefault(named, word)
            used.add(at)
    if group and group not in heads.people:  # 职务 or 角色 without any name
        heads.people.append(group)
        heads.role_words.append("")
    return heads, heading, used


def _double_heading(lines: Sequence[Sequence[str]], start: int) -> tuple[list[tuple[str, str]], int]:
    """(word, word above it) of each column, and how many further lines the heading takes: 分管领导 over 姓名, 职务, 电话."""
    upper = [_flat(word) for word in lines[start]]
    plain = [(word, "") for word in upper]
    if start + 1 >= len(lines):
        return plain, 0
    lower = [_flat(word) for word in lines[start + 1]] + [""] * len(upper)
    if sum(_field(word) == "person" for word in lower[: len(upper)]) < 2 or not any(_field(word) == "name" for word in upper):
        return plain, 0
    found, above = [], ""
    for one, other in zip(upper, lower, strict=False):
        above = one or above
        found.append((other or one, above if other else ""))
    return found, 1


def _says_enough(words: Sequence[tuple[str, str]]) -> bool:
    fields = {_field(word) for word, _ in words} - {None}
    return "name" in fields and len(fields) >= 2


def _plain(word: str) -> str:
    return key(word).strip("*：:")


def _field(word: str) -> str | None:
    plain = _plain(word)
    return next((field for field, words in COLUMNS.items() if plain and plain in words), None)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _tables(data: bytes, filename: str) -> list[list[list[str]]]:
    """Every table of the file, cells as text; a merged cell is repeated down its lines."""
    if filename.lower().endswith((".csv", ".txt", ".tsv")) or readers.sniff(data, filename) in (readers.Kind.CSV, readers.Kind.TXT):
        return [_csv(data, filename)]
    return [_grid(block) for block in readers.extract(data, filename).blocks if isinstance(block, Table)]


def _grid(table: Table) -> list[list[str]]:
    lines = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            lines[row][cell.column] = cell.text.strip()
    return lines


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
    return "" if cell is None else str(cell).strip()
