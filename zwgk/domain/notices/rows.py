"""Rows of a task table, whatever the table looked like in the source (R3).

Reads: a `Grid`, or the lines of a table that was flattened. Writes: `Row`s: chapter and section above, the measure, the units,
the time. A chapter repeated after a page break opens nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from .cellstream import behind_work
from .columns import header_roles
from .lines import Grid, Line
from .markers import ARABIC, ONE, PAREN, Marker, leading
from .unit_notes import cell_units
from .unit_verbs import UnitNote

_WORK = ("class", "topic", "task", "measure")
_BLANK_CELL = re.compile(r"^[-—－/无\s]*$")


@dataclass(slots=True)
class Row:
    """One row that sets a task."""

    line: int
    place: str
    measure: str
    heading: str | None = None
    levels: list[tuple[str, str]] = field(default_factory=list)  # (label, heading) from the outside in; label "" when unnumbered
    seq: str = ""
    lead: UnitNote | None = None
    responsible: list[UnitNote] = field(default_factory=list)
    time: str = ""
    columns: list[tuple[str, str]] = field(default_factory=list)
    last_line: int = 0


class Levels:
    """Chapter and section that stand above the rows."""

    def __init__(self) -> None:
        self.open: list[tuple[Marker | None, str]] = []

    def enter(self, text: str) -> None:
        """A chapter or section cell; repeated ones change nothing."""
        mark = leading(text)
        words = text[mark.end if mark else 0 :].strip(" 。；\n").replace("\n", "")
        if any(held == words and (not mark or not one or one.label == mark.label) for one, held in self.open):
            while self.open and self.open[-1][1] != words:
                self.open.pop()
            return
        kind = mark.kind if mark else ""
        kinds = [one.kind if one else "" for one, _ in self.open]
        if kind in kinds:
            del self.open[kinds.index(kind) :]
        elif kind == ONE:
            self.open.clear()
        self.open.append((mark, words))

    @property
    def levels(self) -> list[tuple[str, str]]:
        return [(one.label if one else "", words) for one, words in self.open]


def grid_rows(grid: Grid, known: Collection[str] = ()) -> list[Row]:
    """The rows of a table with real columns; empty when it has no header of a task table."""
    start = next((index for index, row in enumerate(grid.rows[:8]) if header_roles(row)), None)
    if start is None:
        return []
    headers, roles = grid.rows[start], header_roles(grid.rows[start])
    rows: list[Row] = []
    levels = Levels()
    for index in range(start + 1, len(grid.rows)):
        cells, own = grid.rows[index], grid.own[index]
        place = grid.places[index] if index < len(grid.places) else ""
        if header_roles(cells):
            continue
        filled = {cell for cell in cells if cell.strip()}
        if len(filled) == 1 and sum(own) <= max(1, len(cells) // 2) and not _same_columns(cells, roles, rows):
            only = next(iter(filled))
            if leading(only) or len(only) < 60:
                levels.enter(only)
            continue
        row = _row(cells, own, (headers, roles), levels, known)
        if row:
            row.line, row.last_line, row.place = grid.no + index, grid.no + index, place
            rows.append(row)
    return rows


def _same_columns(cells: tuple[str, ...], roles: list[str], rows: list[Row]) -> bool:
    """Only the last column of work is filled: a row of its own, not a section across the table."""
    last = "measure" if "measure" in roles else next((role for role in reversed(roles) if role in _WORK), "")
    filled = [cell for cell, role in zip(cells, roles, strict=False) if cell.strip() and role == last]
    if not filled or all(cell.strip() for cell in cells):
        return False
    mark = leading(filled[0])
    before = leading(rows[-1].measure) if rows else None
    counted = bool(mark and before and mark.kind == before.kind == PAREN and mark.number == before.number + 1)
    return last == "measure" or counted or mark is None or mark.kind not in (ONE, PAREN)


def _row(cells: tuple[str, ...], own: tuple[bool, ...], head: tuple[tuple[str, ...], list[str]], levels: Levels, known: Collection[str]) -> Row | None:
    headers, roles = head
    work = [(role, cells[i], own[i]) for i, role in enumerate(roles) if role in _WORK and i < len(cells)]
    texts = [(role, text) for role, text, _ in work if not _BLANK_CELL.match(text)]
    texts = [pair for index, pair in enumerate(texts) if index == 0 or pair[1] != texts[index - 1][1]]
    if not texts or not any(mine for _, text, mine in work if text.strip()):
        return None
    measure = texts[-1][1]
    for _, text in texts[:-1]:
        levels.enter(text) if _is_level(text, measure) else None
    heading = next((text for _, text in reversed(texts[:-1]) if not _is_level(text, measure)), None)
    row = Row(0, "", measure, heading)
    row.levels = list(levels.levels)
    for index, role in enumerate(roles):
        if index < len(cells):
            _other_cell(row, role, headers[index], cells[index], known)
    return row


def _is_level(text: str, measure: str) -> bool:
    """A cell that heads several measures: a chapter or section marker, or short words."""
    mark = leading(text)
    return bool(mark and mark.kind in (ONE, PAREN)) or (len(text) < 60 and "。" not in text.rstrip("。") and text != measure)


def _other_cell(row: Row, role: str, header: str, cell: str, known: Collection[str]) -> None:
    if role == "seq":
        row.seq = row.seq or re.sub(r"\D", "", cell)[:4]
    elif role in ("lead", "resp", "coop"):
        if _BLANK_CELL.match(cell):
            return
        note = cell_units(cell, role, known)
        if role == "lead":
            row.lead = note
        else:
            row.responsible.append(note)
    elif role == "time":
        row.time = row.time or cell.replace("\n", "").strip()
    elif role not in _WORK and cell.strip():
        row.columns.append((re.sub(r"\s", "", header), cell.strip()))


def split_rows(line_cells: list[list[Line]], roles: list[str], known: Collection[str] = ()) -> list[Row]:
    """Rows of a table flattened to one cell per line, parted by blank lines (cells aligned at the right)."""
    levels = Levels()
    rows: list[Row] = []
    for cells in line_cells:
        rows += _flat_rows(cells, roles, levels, known)
    return rows


def _flat_rows(cells: list[Line], roles: list[str], levels: Levels, known: Collection[str]) -> list[Row]:
    """Chapter and section cells first, then a topic, the row's number, the measure; unit cells in the order of the header."""
    texts = [cell for cell in cells if cell.text]
    while texts and (mark := leading(texts[0].text)) and mark.kind in (ONE, PAREN):
        levels.enter(texts.pop(0).text)
    work, seq = _work_cells(texts, roles)
    if not work:
        return []
    counted = _counted_from(work)
    for topic in work[:counted]:
        levels.enter(topic.text)
    behind = cells[next(index for index, cell in enumerate(cells) if cell is work[-1]) + 1 :]
    last_work = max(index for index, role in enumerate(roles) if role in _WORK)
    rows: list[Row] = []
    for measure in work[counted:]:
        row = Row(measure.no, measure.place, measure.text, seq=seq, levels=list(levels.levels), last_line=texts[-1].no)
        for role, cell in zip(roles[last_work + 1 :], behind, strict=False):
            if cell.text:
                _other_cell(row, role, role, cell.text, known)
        rows.append(row)
    return rows


def _counted_from(work: list[Line]) -> int:
    """Where the measures begin: the last cell, or the cells 1. 2. 3. that share the units behind them."""
    begin = len(work) - 1
    while begin > 0 and _follows(work[begin - 1].text, work[begin].text):
        begin -= 1
    return begin


def _follows(one: str, other: str) -> bool:
    """True for 1.… and 2.…"""
    first, second = leading(one), leading(other)
    return bool(first and second and first.kind == second.kind == ARABIC and second.number == first.number + 1)


def _work_cells(texts: list[Line], roles: list[str]) -> tuple[list[Line], str]:
    """The cells before the units, and the bare number among them."""
    columns = sum(role in _WORK for role in roles)
    seq = ""
    work: list[Line] = []
    for cell in texts:
        if re.fullmatch(r"\d{1,3}[.．、]?", cell.text):
            seq = seq or re.sub(r"\D", "", cell.text)
        elif work and _follows(work[-1].text, cell.text):
            work.append(cell)
        elif work and (len(work) >= columns or behind_work(cell.text, roles)):
            break
        else:
            work.append(cell)
    return work, seq


def marker_of(text: str) -> Marker | None:
    """The marker of a measure cell when it is a number or （一）."""
    mark = leading(text)
    return mark if mark and mark.kind in (ARABIC, PAREN) else None
