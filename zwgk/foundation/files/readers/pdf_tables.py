"""Ruled tables of a PDF page with their merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pdfplumber.page import Page as SourcePage

from zwgk.domain.documents import Cell, Table

from . import layout
from .pdf_lines import Character, lines_of

_SETTINGS = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": 4, "join_tolerance": 4, "intersection_tolerance": 4}
_NEAR = 3.0  # points: two rules closer than this are one


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table with its place on the page."""

    table: Table
    left: float
    top: float
    right: float
    bottom: float
    edges: tuple[float, ...]  # x of its vertical rules

    def holds(self, char: Character) -> bool:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        return bool(self.left <= x <= self.right and self.top <= y <= self.bottom)


def read_tables(page: SourcePage, characters: Sequence[Character]) -> list[PageTable]:
    """Tables of two rows and two columns at least, from top to bottom; a lone row of three cells may be a rest."""
    found = []
    for source in page.find_tables(_SETTINGS):
        boxes = sorted({tuple(box) for box in source.cells}, key=lambda box: (box[1], box[0]))
        columns, rows = _marks([box[0] for box in boxes] + [box[2] for box in boxes]), _marks([box[1] for box in boxes] + [box[3] for box in boxes])
        if len(columns) < 3 or len(rows) < 2 or len(boxes) < 3:
            continue
        cells = _cells(boxes, columns, rows, characters, page.page_number)
        if sum(1 for cell in cells if cell.text) < 2:
            continue
        table = Table(tuple(cells), rows=len(rows) - 1, columns=len(columns) - 1)
        found.append(PageTable(table, columns[0], rows[0], columns[-1], rows[-1], tuple(columns)))
    return sorted(found, key=lambda table: table.top)


def _marks(values: list[float]) -> list[float]:
    """Distinct rules: values closer than _NEAR count as one."""
    marks: list[float] = []
    for value in sorted(values):
        if not marks or value - marks[-1] > _NEAR:
            marks.append(value)
    return marks


def _nearest(marks: list[float], value: float) -> int:
    return min(range(len(marks)), key=lambda at: abs(marks[at] - value))


def _cells(boxes: list[tuple[float, ...]], columns: list[float], rows: list[float], characters: Sequence[Character], page: int) -> list[Cell]:
    found = []
    for left, top, right, bottom in boxes:
        row, column = _nearest(rows, top), _nearest(columns, left)
        inside = [c for c in characters if left <= (c["x0"] + c["x1"]) / 2 <= right and top <= (c["top"] + c["bottom"]) / 2 <= bottom]
        text = _cell_text(lines_of(inside, page), left, right)
        down, across = max(1, _nearest(rows, bottom) - row), max(1, _nearest(columns, right) - column)
        found.append(Cell(text, row, column, down, across, f"第{page}页 表格第{row + 1}行第{column + 1}列"))
    return found


def _cell_text(lines: list[layout.Line], left: float, right: float) -> str:
    """Lines of a cell: one that fills the cell's width goes on in the next."""
    if not lines:
        return ""
    reach = max(line.right for line in lines)
    margin = min(line.left for line in lines)
    text = lines[0].text
    for before, line in zip(lines, lines[1:], strict=False):
        em = before.size
        full = before.right > reach - 1.2 * em and right - before.right < 2.5 * em
        fresh = line.left > margin + 1.2 * em and before.left <= margin + 1.2 * em and before.left - left < 2 * em and len(lines) > 2
        text = layout.join(text, line.text) if full and not fresh else f"{text}\n{line.text}"
    return text
