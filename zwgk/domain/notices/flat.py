"""Tables that lost their lines: one cell per line, cells parted by tabs, or everything run together.

Reads: the lines of a part. Writes: the rows, and which lines they used up.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from .cellstream import group_cells
from .columns import header_roles, header_run, role_of
from .lines import Grid, Line
from .markers import ARABIC, ONE, PAREN, leading
from .rows import Row, grid_rows, split_rows
from .runon import run_rows
from .units import unit_like


@dataclass(slots=True)
class FlatTable:
    """A table found among lines: header from `start`, rows until `end` (exclusive)."""

    start: int
    end: int
    rows: list[Row]


def find_flat(items: list[Line | Grid], known: Collection[str]) -> FlatTable | None:
    """The first flattened table among the items, None when there is none."""
    for index, item in enumerate(items):
        if isinstance(item, Grid):
            continue
        if "\t" in item.text and header_roles(item.text.split("\t")):
            return _tabbed(items, index, known)
        roles = _header_below(items, index)
        if roles:
            return _one_cell_a_line(items, index, roles, known)
        run = header_run(item.text) if len(item.text) < 4000 or "单位" in item.text[:2000] else None
        if run and run[0] < 60 and run[1] - run[0] >= 10 and (run[0] == 0 or item.piece or run[1] == len(item.text)):
            return _run_together(items, index, run, known)
    return None


def _tabbed(items: list[Line | Grid], start: int, known: Collection[str]) -> FlatTable:
    """Each row is one line with tabs."""
    header = _cells(items[start])
    rows: list[list[str]] = [header]
    lines = [start]
    last: list[str] = []
    end = start + 1
    while end < len(items):
        item = items[end]
        plain = isinstance(item, Line) and "\t" not in item.text
        if isinstance(item, Grid) or (plain and not (leading(item.text) and len(item.text) < 80) and not _broken_cell(last, [item.text], len(header))):
            break
        cells = _cells(item)
        if _broken_cell(last, cells, len(header)):
            cells = [*last[:-1], f"{last[-1]}\n{cells[0]}", *cells[1:]]
            rows.pop()
        else:
            lines.append(end)
        rows.append((cells + [""] * len(header))[: len(header)] if len(cells) > 1 else cells * len(header))
        last = cells
        end += 1
    width = max(index for index, cell in enumerate(header) if cell) + 1
    if any(any(_cells(items[index])[width:]) for index in lines[1:]):
        return FlatTable(start, end, _uneven(items, lines, header_roles(header[:width]), known))
    own = [tuple(len(set(row)) > 1 or index == 0 for index in range(len(row))) for row in rows]
    first = items[start]
    grid = Grid(first.no, tuple(map(tuple, rows)), tuple(own))
    made = grid_rows(grid, known)
    for row in made:
        item = items[lines[row.line - grid.no]]
        row.line = row.last_line = item.no
    return FlatTable(start, end, made)


def _broken_cell(last: list[str], cells: list[str], width: int) -> bool:
    """A cell with a line break in it: the units go on in the next line, and the row is whole with them."""
    if len(last) < 2 or len(last) >= width or len(last) + len(cells) - 1 > width:
        return False
    return unit_like(last[-1].rpartition("\n")[2].strip("、，")) and unit_like(cells[0].strip("、，")) and len(cells[0]) <= 30


def _uneven(items: list[Line | Grid], lines: list[int], roles: list[str], known: Collection[str]) -> list[Row]:
    """Rows that have more cells than the header, as merged headers leave them: the cells themselves tell what they are."""
    groups = []
    for index in lines[1:]:
        item = items[index]
        if isinstance(item, Line):
            groups.append([replace(item, text=cell, gap=False) for cell in _cells(item) if cell])
    return split_rows(groups, roles, known)


def _cells(item: Line | Grid) -> list[str]:
    return [""] * item.skipped + [cell.strip() for cell in item.text.split("\t")] if isinstance(item, Line) else []


def _header_below(items: list[Line | Grid], start: int) -> list[str]:
    """Header words on consecutive lines."""
    words: list[str] = []
    for item in items[start : start + 10]:
        if isinstance(item, Grid) or not role_of(item.text):
            break
        words.append(item.text)
    return header_roles(words) if len(words) >= 3 and len(set(words)) == len(words) else []


def _one_cell_a_line(items: list[Line | Grid], start: int, roles: list[str], known: Collection[str]) -> FlatTable:
    """Cells line by line: blank lines part the rows; where there are none, what the cells hold does."""
    end = start + len(roles)
    while end < len(items) and isinstance(items[end], Line):
        end += 1
    cells = [item for item in items[start + len(roles) : end] if isinstance(item, Line)]
    gaps = sum(cell.gap for cell in cells[1:])
    groups = _by_gaps(cells) if 0 < gaps < len(cells) - 1 else group_cells(cells, roles)
    return FlatTable(start, end, split_rows(groups, roles, known))


def _by_gaps(cells: list[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for cell in cells:
        if _begins_row(cell, groups):
            groups.append([])
        groups[-1].append(cell)
    return groups


def _begins_row(item: Line, groups: list[list[Line]]) -> bool:
    if not groups or item.gap:
        return True
    mark = leading(item.text)
    if mark is None:
        return False
    above = groups[-1]
    only_levels = all((held := leading(cell.text)) and held.kind in (ONE, PAREN) for cell in above)
    return not (only_levels and mark.kind in (PAREN, ARABIC))


def _run_together(items: list[Line | Grid], start: int, run: tuple[int, int, list[str]], known: Collection[str]) -> FlatTable:
    """Header and cells without any separator."""
    first = items[start]
    assert isinstance(first, Line)
    pieces = [(first, first.text[run[1] :])] if first.text[run[1] :].strip() else []
    end = start + 1
    while end < len(items):
        item = items[end]
        if isinstance(item, Grid) or header_run(item.text[:200]) or item.text.startswith("附件"):
            break
        pieces.append((item, item.text))
        end += 1
    return FlatTable(start, end, run_rows(pieces, run[2], known))
