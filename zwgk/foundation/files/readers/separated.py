"""Comma- or tab-separated text (.csv, .tsv) → one table.

Reads: bytes. Writes: `Extracted` with one `Table`; rows shorter than the head are filled, blank rows are dropped.
Chosen by the name of the file and by rows that agree in their number of cells; anything else stays plain text.
"""

from __future__ import annotations

import csv
import io

from zwgk.domain.documents import Cell, Extracted, Table

from . import limits, text


def looks_separated(data: bytes) -> bool:
    """True when the first rows all have the same number of cells, at least two."""
    head = text.decode(data[:65536])[0] if data else ""
    rows = [row for row in _rows(head) if any(cell.strip() for cell in row)][:20]
    return len(rows) >= 2 and len(rows[0]) >= 2 and all(len(row) == len(rows[0]) for row in rows[:-1])


def read(data: bytes) -> Extracted:
    """The table; the quotes and separators of the file are gone, line breaks inside a cell stay."""
    whole, encoding, notes = text.decode(data)
    rows = [row for row in _rows(whole) if any(cell.strip() for cell in row)]
    width = max((len(row) for row in rows), default=0)
    cells = tuple(
        Cell(cell.strip(), row=number, column=column, place=f"第{number + 1}行")
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
    )
    return Extracted((Table(cells, rows=len(rows), columns=width),), format="csv", encoding=encoding, notes=notes)


def _rows(whole: str) -> list[list[str]]:
    first = whole.split("\n", 1)[0]
    separator = "\t" if first.count("\t") > first.count(",") else ","
    csv.field_size_limit(limits.TEXT_CHARACTERS)
    return [[_plain(cell) for cell in row] for row in csv.reader(io.StringIO(whole), delimiter=separator)]


def _plain(cell: str) -> str:
    """A cell that was quoted against formulas ('=…) loses that quote."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@", "\t") else cell
