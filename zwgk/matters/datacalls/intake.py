"""A file that somebody uploaded → the workbook with which we work, and what it most likely asks. No database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from zwgk.domain.datasheets import Grid
from zwgk.domain.errors import BadInput
from zwgk.foundation.files.readers import Kind, office, sniff
from zwgk.foundation.organs.models import Organ

from .books.package import Book
from .books.read import grid
from .books.styles import Styles
from .spec import Sheet, guess

MOST_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Taken:
    """The workbook as .xlsx (the same bytes when it was one), and the guess."""

    data: bytes
    sheets: tuple[Sheet, ...]
    title: str
    notes: tuple[str, ...]


def as_xlsx(data: bytes, name: str) -> bytes:
    """The workbook; .xls and .et by LibreOffice."""
    if len(data) > MOST_BYTES:
        raise BadInput(f"文件超过 {MOST_BYTES // 1024 // 1024} MB。", field="file", remedy="请删去表格里的大图和多余的空行后再上传。")
    kind = sniff(data, name)
    if kind is Kind.XLSX:
        return data
    if kind in (Kind.XLS, Kind.ET, Kind.ODS):
        return office.convert(data, "ods" if kind is Kind.ODS else "xls", "xlsx", kind.value)
    raise BadInput("这不是表格文件。", field="file", remedy="请上传 .xlsx、.xls 或 .et 表格；Word 里的表请先复制到 Excel。")


def take(data: bytes, name: str, organs: Iterable[Organ]) -> Taken:
    """Read all visible sheets and guess."""
    used = as_xlsx(data, name)
    book = Book(used)
    styles, hidden = Styles(book), book.hidden()
    seen = [grid(book, sheet, styles) for sheet in book.sheets if sheet not in hidden]
    sheets = tuple(with_printed(sheet, each, organs) for each in seen if (sheet := guess(each)))
    if not sheets:
        raise BadInput("没有找到可以填写的表头。", field="file", remedy="请确认工作簿里有带表头的表格；表头是图片的，请向来表单位要可编辑的版本。")
    notes = list(_notes(book, seen, used is data))
    return Taken(used, sheets, sheets[0].title, tuple(notes))


def _notes(book: Book, seen: list[Grid], original: bool) -> Iterable[str]:
    if not original:
        yield "来表是旧格式，已转换为 .xlsx 后使用；报送前请核对版式，必要时在 WPS 里另存为 .xls。"
    if book.hidden():
        yield f"有隐藏的工作表：{'、'.join(sorted(book.hidden()))}，不下发，汇总时原样保留。"
    for each in seen:
        if each.hidden_columns:
            yield f"“{each.name}”有隐藏的列，请核对是否需要填写。"
    if any(name.startswith("xl/pivot") for name in book.parts):
        yield "工作簿里有数据透视表，汇总后请在 Excel 里刷新。"
    if any(name.startswith("xl/externalLinks/") for name in book.parts):
        yield "工作簿引用了别的文件，那些公式的数不会更新。"


def with_printed(sheet: Sheet, seen: Grid, organs: Iterable[Organ]) -> Sheet:
    """Rows on which the superior printed the names of units belong to those units."""
    unit = next((column.column for column in sheet.columns if column.role == "unit"), None)
    if unit is None or not sheet.given:
        return sheet
    names = {name: organ.pk for organ in organs for name in (organ.name, organ.short_name) if name}
    printed = {str(row): names[seen.text(row, unit)] for row in sheet.given if seen.text(row, unit) in names}
    return replace(sheet, printed=printed)
