"""A table that goes on over pages becomes one again: header once, cut rows and merged cells healed."""

from __future__ import annotations

import re
from dataclasses import replace

from zwgk.domain.documents import Cell, Paragraph, Table

from . import layout
from .pdf_tables import PageTable

_BEGINS = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,4}[）)、．.]|[①-⑳]|第[一二三四五六七八九十\d]+[项条章]")
_ENDS = re.compile(r"[。；;！？]$")


def join_over_pages(blocks: list[Paragraph | Table], following: PageTable) -> bool:
    """Append the table to the one that ends the blocks, when it is its continuation on the next page."""
    last, fresh = blocks[-1], following.table
    if not isinstance(last, Table) or last.columns != fresh.columns or not _next_page(fresh, last):
        return False
    skipped = _repeated_header(last, fresh)
    moved = [replace(cell, row=cell.row - skipped + last.rows) for cell in fresh.cells if cell.row >= skipped]
    blocks[-1] = _healed(last, moved, last.rows + fresh.rows - skipped)
    return True


def _row(table: Table, number: int) -> list[tuple[int, str]]:
    return [(cell.column, cell.text) for cell in table.cells if cell.row == number and cell.text]


def _next_page(fresh: Table, last: Table) -> bool:
    """The two lie on different pages (the caller has put no text between them)."""
    first = fresh.cells[0].place.split(" ")[0] if fresh.cells else ""
    return bool(last.cells) and last.cells[-1].place.split(" ")[0] != first


def _repeated_header(last: Table, fresh: Table) -> int:
    """How many rows at the top of the new page repeat the top of the table."""
    if not _row(last, 0) or _row(fresh, 0) != _row(last, 0):
        return 0
    count = max((cell.row_span for cell in fresh.cells if cell.row == 0), default=1)
    while count < min(fresh.rows, last.rows) and _row(fresh, count) and _row(fresh, count) == _row(last, count):
        count += 1
    return count


def _healed(last: Table, moved: list[Cell], rows: int) -> Table:
    """Both parts in one table; what the page end cut in two is put together."""
    cells = list(last.cells)
    ending = {cell.column: at for at, cell in enumerate(cells) if cell.row + cell.row_span == last.rows}
    first = [cell for cell in moved if cell.row == last.rows]
    grown = [cell for cell in first if _same_merged_cell(cell, cells, ending)]
    rest = [cell for cell in first if cell not in grown]
    cut = _row_goes_on([cell for cell in rest if cell.row_span == 1], cells, ending) and all(cell.column in ending for cell in rest)
    gone = first if cut else grown
    for cell in gone:
        at = ending[cell.column]
        whole = layout.join(cells[at].text, cell.text) if cell.text and cells[at].text else cells[at].text or cell.text
        cells[at] = replace(cells[at], text=whole, row_span=cells[at].row_span + cell.row_span - cut)
    kept = [cell for cell in moved if cell not in gone]
    kept = [replace(cell, row=cell.row - 1) for cell in kept] if cut else kept
    return replace(last, cells=tuple(cells + kept), rows=rows - cut)


def _same_merged_cell(cell: Cell, cells: list[Cell], ending: dict[int, int]) -> bool:
    """An empty cell below a merged one is the rest of it."""
    at = ending.get(cell.column)
    return at is not None and not cell.text and bool(cells[at].text) and (cell.row_span > 1 or cells[at].row_span > 1)


def _row_goes_on(rest: list[Cell], cells: list[Cell], ending: dict[int, int]) -> bool:
    """True when the page end cut a row: some of its cells are empty now, the others go on in mid-sentence."""
    if not rest or any(cell.column not in ending for cell in rest):
        return False
    filled = [cell for cell in rest if cell.text]
    emptied = [cell for cell in rest if not cell.text and cells[ending[cell.column]].text]
    before = [cells[ending[cell.column]].text for cell in filled]
    mid = all(text and not _ENDS.search(text) for text in before) and not any(_BEGINS.match(cell.text) for cell in filled)
    return bool(filled and emptied) and mid
