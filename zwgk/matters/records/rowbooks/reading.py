"""What a unit sends → rows of a kind. The sheet with most recognised heads is the main one; sheets named like a table hold its subrows."""

from __future__ import annotations

from dataclasses import dataclass

from zwgk.domain.errors import BadInput
from zwgk.domain.kinds import Sheet, read_sheet, with_tables
from zwgk.foundation.files.readers import lines
from zwgk.law.kind_model import FieldType, KindDef

MOST_ROWS = 20_000  # of one import


@dataclass(frozen=True, slots=True)
class Book:
    """What was read."""

    data: bytes  # as .xlsx, for the marked copy
    name: str  # of the main sheet
    sheet: Sheet


def read_book(kind: KindDef, data: bytes, filename: str) -> Book:
    """The rows of a workbook or CSV; BadInput says what is wrong with it."""
    read = lines(data, filename, MOST_ROWS)
    found = [(name, read_sheet(kind.fields, table)) for name, table in read.sheets.items()]
    name, sheet = max(found, key=lambda each: len(each[1].columns), default=("", Sheet()))
    if not sheet.header:
        heads = "、".join(each.label for each in kind.fields if each.required and each.type is not FieldType.TABLE)
        raise BadInput(f"没有找到表头：前30行里没有一行写着“{kind.title}”的栏目名称。", field="file", remedy=f"请使用本页下载的空表，或把表头改成：{heads}。")
    if not sheet.rows:
        raise BadInput("表头下面没有数据。", field="file", remedy=f"请从第{sheet.header + 1}行起填写，每条信息一行。")
    if len(sheet.rows) > MOST_ROWS:
        raise BadInput(f"有{len(sheet.rows)}行，一次最多导入{MOST_ROWS}行。", field="file", remedy="请拆成几份后分别导入。")
    return Book(read.data, name, with_tables(kind, sheet, read.sheets))
