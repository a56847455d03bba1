"""`Extracted` → numbered lines of reading text, with real tables kept as tables.

Reads: blocks of the container. Writes: `Line`s and `Grid`s in reading order, and the repairs.
A table that lays out the page (metadata head, whole text in one cell) becomes lines; a table with columns stays a `Grid`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..documents import Extracted, Paragraph, Table
from .columns import header_roles
from .model import Repair
from .repair import Script, proposals, reading_text, script_of
from .sheets import rejoined_rows
from .titles import title_like

_SAMPLE = 60_000
LONGEST = 500_000  # characters that are read; no official document comes near, what is behind is told and left
_PLACE = re.compile(r"第(\d{1,9})行$")
_HASHES = re.compile(r"^\s{0,8}#{1,6}\s{1,4}(?=\S)")  # a heading saved as text
MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line, or a piece of one that was run together."""

    no: int  # 1-based number in the source
    text: str  # reading text, stripped
    raw: str
    place: str = ""
    style: str = ""
    gap: bool = False  # a blank line stands before it
    piece: int = 0  # > 0: n-th piece cut out of a longer line
    skipped: int = 0  # empty cells before the first one of a table row


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows of filled cells; a merged cell is repeated where it reaches, marked in `own`."""

    no: int
    rows: tuple[tuple[str, ...], ...]
    own: tuple[tuple[bool, ...], ...]  # True where the cell stands itself, False where a merged cell reaches
    title: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Everything that later stages read."""

    items: tuple[Line | Grid, ...]
    repairs: tuple[Repair, ...]
    script: Script
    cut: bool = False  # longer than anything a person wrote: only the beginning was read


def source_of(extracted: Extracted) -> Source:
    """All lines in order; blank ones only leave `gap` on the next."""
    script = script_of(_sample(extracted))
    items: list[Line | Grid] = []
    repairs: list[Repair] = []
    no, blank, size, cut = 0, False, 0, False
    for block in rejoined_rows(extracted.blocks):
        if size >= LONGEST or len(items) >= MOST_LINES:
            cut = True
            break
        size += len(block.text) if isinstance(block, Paragraph) else sum(len(cell.text) for cell in block.cells)
        if isinstance(block, Table):
            made, no = _table(block, no, script)
            items += made
            blank = True
            continue
        cut = cut or len(block.text) > LONGEST
        for raw in block.text[:LONGEST].split("\n", MOST_LINES):
            no, jumped = _number(block, no)
            text = _without_pipes(reading_text(raw, script))
            if not text.strip():
                blank = blank or "|" not in raw
                continue
            marker = block.number.strip()
            line = Line(no, (marker + text.strip()) if marker else text.strip(), raw, block.place or f"第{no}行", block.style, blank or jumped, skipped=_skipped(text))
            items.append(line)
            repairs += proposals(no, raw, text, script)
            blank = False
    return Source(tuple(items), tuple(repairs), script, cut)


def _without_pipes(text: str) -> str:
    """Cells of a table saved as text: “工作任务 |” is one cell, “序号 | 任务 | 单位” are three; “| --- | --- |” is a drawn line."""
    if "|" not in text and "｜" not in text:
        return _HASHES.sub("", text) if "#" in text else text
    cells = re.split(r"\s*[|｜]\s*", text.strip())
    framed = not cells[0]
    inner = cells[framed : len(cells) - (framed and not cells[-1])]
    while inner and not inner[-1] and not framed:
        inner.pop()
    if len(inner) > 1 and all(re.fullmatch(r":?-{2,}:?", cell) for cell in inner):
        return ""
    filled = [cell for cell in inner if cell]
    if len(filled) < 2 and not framed:
        return "".join(filled)
    return "\t".join(inner) if len(inner) > 2 or (len(inner) == 2 and framed) else "|".join(inner)


def _skipped(text: str) -> int:
    """How many empty cells stand before the first one, when the line is a row of cells."""
    bare = text.strip()
    return text[: text.index(bare[0])].count("\t") if "\t" in bare else 0


def _number(block: Paragraph, no: int) -> tuple[int, bool]:
    """The physical line number where the container tells it; else one more than before."""
    told = _PLACE.fullmatch(block.place)
    if told and int(told[1]) > no:
        return int(told[1]), int(told[1]) > no + 1
    return no + 1, False


def _sample(extracted: Extracted) -> str:
    parts: list[str] = []
    size = 0
    for block in extracted.blocks:
        text = block.text if isinstance(block, Paragraph) else "".join(cell.text for cell in block.cells[:200])
        parts.append(text[:4000])
        size += len(text)
        if size > _SAMPLE:
            break
    return "".join(parts)


def _table(table: Table, no: int, script: Script) -> tuple[list[Line | Grid], int]:
    grid = grid_of(table, no + 1, script)
    made: list[Line | Grid] = []
    if title_like(table.title):
        made.append(Line(no + 1, table.title.strip(), table.title, "表题", "title", True))
    if any(header_roles(row) for row in grid.rows[:6]):
        return [*made, grid], no + len(grid.rows)
    for index, row in enumerate(grid.rows):
        cells = [cell for cell, own in zip(row, grid.own[index], strict=True) if own and cell.strip()]
        place = grid.places[index] if index < len(grid.places) else ""
        if all(len(cell) < 60 and "\n" not in cell for cell in cells):
            cells = ["\t".join(cells)] if cells else []
        for cell in cells:
            for piece in cell.split("\n"):
                no += 1
                if piece.strip():
                    made.append(Line(no, piece.strip(), piece, place, "cell", index == 0))
    return made, no


def grid_of(table: Table, no: int, script: Script) -> Grid:
    """The table with spans filled in."""
    rows, columns = min(table.rows, 5000), min(table.columns, 60)
    texts = [[""] * columns for _ in range(rows)]
    own = [[False] * columns for _ in range(rows)]
    places = [""] * rows
    for cell in table.cells:
        if cell.row >= rows or cell.column >= columns:
            continue
        text = "\n".join(part.strip() for part in reading_text(cell.text, script).split("\n")).strip()
        own[cell.row][cell.column] = True
        places[cell.row] = places[cell.row] or cell.place
        for row in range(cell.row, min(rows, cell.row + max(1, cell.row_span))):
            for column in range(cell.column, min(columns, cell.column + max(1, cell.column_span))):
                texts[row][column] = text
    return Grid(no, tuple(map(tuple, texts)), tuple(map(tuple, own)), table.title, tuple(places))


def piece_of(line: Line, text: str, number: int) -> Line:
    """A part of a line that was run together."""
    return replace(line, text=text.strip(), raw=text, piece=number, gap=False)
