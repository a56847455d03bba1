"""The official workbook of a catalogue: merged 一级事项, ticks, ■/□ channels; read again it gives the same rows. No database."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from zwgk.domain import catalogues
from zwgk.domain.catalogues.row import write_channels
from zwgk.domain.documents import Extracted, Table
from zwgk.domain.errors import BadInput

A3 = 8
_LINE = Side(style="thin", color="FF555555")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_WIDTHS = {"序号": 6, "一级事项": 13, "二级事项": 18, "三级事项": 16, "公开内容（要素）": 44, "公开依据": 30, "公开时限": 22, "公开主体": 16, "公开渠道和载体": 26}
TICKS = ("全社会", "特定群体", "主动", "依申请")


def official(title: str, rows: Sequence[catalogues.Row], tiers: Sequence[str] = (), opinions: bool = False) -> bytes:
    """The catalogue as a workbook in the official layout; with `opinions` two empty columns for the reviewing department."""
    book = openpyxl.Workbook()
    sheet: Worksheet = book.active
    sheet.title = "标准目录"
    levels = ["一级事项", "二级事项"] + (["三级事项"] if any(row.level3 for row in rows) else [])
    shown = _tiers(rows, tiers)
    own = list(dict.fromkeys(key for row in rows for key in row.extra))
    extra = own + (["审核意见", "修改建议"] if opinions else [])
    groups = [
        ("序号", [""]), ("公开事项", levels), *((name, [""]) for name in ("公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体")),
        ("公开对象", ["全社会", "特定群体"]), ("公开方式", ["主动", "依申请"]), ("公开层级", shown), *((name, [""]) for name in extra),
    ]  # fmt: skip
    width = sum(len(below) for _, below in groups)
    _cell(sheet, 1, 1, title, Font(size=18, bold=True), _CENTRE)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    _head(sheet, groups)
    for at, row in enumerate(rows, start=4):
        for column, value in enumerate(_values(row, levels, shown, own) + [""] * (len(extra) - len(own)), start=1):
            _cell(sheet, at, column, value, Font(size=10), _LEFT if 2 + len(levels) <= column < 2 + len(levels) + 5 else _CENTRE)
    _merge_levels(sheet, rows, len(levels))
    last = len(rows) + 4
    _cell(sheet, last, 1, "注：1. “■”为必选渠道，“□”为可选渠道。2. “√”为选中。", Font(size=10), _LEFT)
    sheet.merge_cells(start_row=last, end_row=last, start_column=1, end_column=width)
    _page(sheet, width, last)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_powers(found: Extracted) -> list[Mapping[str, str]]:
    """A list of powers or services in any layout that names 名称: code, name, category, basis, organ."""
    for block in found.blocks:
        if isinstance(block, Table) and (rows := _powers(block)):
            return rows
    raise BadInput("没有找到表头。", field="file", remedy="表里要有“事项名称”（或“权力名称、职权名称”）一列，最好还有“编码、类别、实施依据、实施主体”。")


_POWERS = {
    "code": ("编码", "权力编码", "事项编码", "职权编码", "代码"), "name": ("权力名称", "事项名称", "职权名称", "项目名称", "名称"),
    "category": ("权力类型", "权力类别", "职权类别", "职权类型", "事项类型", "类别", "类型"), "basis": ("实施依据", "设定依据", "职权依据", "依据"),
    "organ": ("实施主体", "行使主体", "实施机关", "责任主体", "单位"), "state": ("调整情况", "状态", "处理决定"), "duties": ("责任事项",),
    "accountability": ("追责情形",), "section": ("承办机构", "责任股室"),
}  # fmt: skip


def _powers(table: Table) -> list[Mapping[str, str]]:
    grid = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        for down in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            for across in range(cell.column, min(cell.column + cell.column_span, table.columns)):
                grid[down][across] = cell.text.strip()
    for at, row in enumerate(grid[:8]):
        words = ["".join(cell.split()) for cell in row]
        columns = {name: words.index(word) for name, options in _POWERS.items() for word in reversed(options) if word in words}
        if "name" in columns and len(columns) > 1:
            return [
                {name: " ".join(line[column].split()) for name, column in columns.items()}
                for line in grid[at + 1 :] if line[columns["name"]]
            ]  # fmt: skip
    return []


def _tiers(rows: Sequence[catalogues.Row], given: Sequence[str]) -> list[str]:
    used = list(dict.fromkeys([*given, *(tier for row in rows for tier in row.tiers)])) or ["县级", "乡级"]
    order = {name: at for at, name in enumerate(catalogues.TIERS)}
    return sorted(used, key=lambda name: order.get(name, len(order)))


def _values(row: catalogues.Row, levels: Sequence[str], tiers: Iterable[str], own: Iterable[str]) -> list[str]:
    names = [row.level1, row.level2, row.level3][: len(levels)]
    ticks = ["√" if row.to_all else "", row.to_some, "√" if row.active else "", "√" if row.on_request else ""]
    return [
        row.number, *names, row.content, row.basis, row.limit, row.publisher, write_channels(row.channels), *ticks,
        *("√" if tier in row.tiers else "" for tier in tiers), *(row.extra.get(name, "") for name in own),
    ]  # fmt: skip


def _head(sheet: Worksheet, groups: Sequence[tuple[str, Sequence[str]]]) -> None:
    column = 1
    for top, below in groups:
        across = len(below)
        _cell(sheet, 2, column, top, Font(size=11, bold=True), _CENTRE)
        for shift, word in enumerate(below):
            _cell(sheet, 3, column + shift, word, Font(size=11, bold=True), _CENTRE)
            name = word or top
            sheet.column_dimensions[get_column_letter(column + shift)].width = _WIDTHS.get(name, 7 if name in TICKS or name.endswith("级") else 14)
        if across > 1:
            sheet.merge_cells(start_row=2, end_row=2, start_column=column, end_column=column + across - 1)
        elif not below[0]:
            sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
        column += across


def _merge_levels(sheet: Worksheet, rows: Sequence[catalogues.Row], levels: int) -> None:
    """Equal names above each other become one cell, as the guides print them."""
    for level in range(levels):
        start = 0
        for at in range(1, len(rows) + 1):
            if at < len(rows) and rows[at].path[: level + 1] == rows[start].path[: level + 1] and rows[start].path[level]:
                continue
            if at - start > 1 and level < levels - 1:
                sheet.merge_cells(start_row=start + 4, end_row=at + 3, start_column=2 + level, end_column=2 + level)
            start = at


def _cell(sheet: Worksheet, row: int, column: int, value: str, font: Font, alignment: Alignment) -> None:
    cell = sheet.cell(row, column)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    if cell.data_type == "f":  # “=…” typed by somebody is text, never a formula
        cell.data_type, cell.quotePrefix = "s", True
    cell.font, cell.alignment, cell.border = font, alignment, _BOX


def _page(sheet: Worksheet, width: int, last: int) -> None:
    sheet.freeze_panes = "A4"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins = PageMargins(0.4, 0.4, 0.5, 0.5)
    sheet.print_title_rows, sheet.print_area = "2:3", f"A1:{get_column_letter(width)}{last}"
    sheet.oddFooter.center.text = "第 &P 页　共 &N 页"
    sheet.row_dimensions[1].height = 34
