"""Tables of a .docx with their merged cells (gridSpan, vMerge), each cell once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Protocol

from zwgk.domain.documents import Cell, Table

from . import limits, refusals
from .docx_text import read_line
from .xmlsafe import Node, attribute, child, local


class Numbers(Protocol):
    """What a table needs from the document's reader."""

    seen: Counter[str]

    def number(self, node: Node) -> str: ...


def read_table(node: Node, place: str, reader: Numbers) -> Table:
    open_below: dict[int, int] = {}  # column → index of the cell that vMerge continues
    cells: list[Cell] = []
    row = columns = 0
    for row_node in _parts(node, "tr"):
        if child(row_node, "trPr", "del") is not None:
            reader.seen["deleted"] += 1
            continue
        column = _whole(attribute(child(row_node, "trPr", "gridBefore"), "val"), 0)
        for cell_node in _parts(row_node, "tc"):
            width = max(1, _whole(attribute(child(cell_node, "tcPr", "gridSpan"), "val"), 1))
            merge = child(cell_node, "tcPr", "vMerge")
            if merge is not None and attribute(merge, "val", "continue") == "continue" and column in open_below:
                at = open_below[column]
                cells[at] = replace(cells[at], row_span=row - cells[at].row + 1)
            else:
                text = "\n".join(_lines(cell_node, reader))
                cells.append(Cell(text, row, column, 1, width, f"{place} 第{row + 1}行第{column + 1}列"))
                open_below.pop(column, None)
                if merge is not None:
                    open_below[column] = len(cells) - 1
            column += width
        if len(cells) > limits.CELLS:
            raise refusals.too_big("表格单元格", len(cells), limits.CELLS, "个")
        columns = max(columns, column)
        row += 1
    return Table(tuple(cells), rows=row, columns=columns)


def _parts(node: Node, wanted: str) -> list[Node]:
    """Rows or cells, also those wrapped in content controls."""
    found: list[Node] = []
    for inner in node:
        name = local(inner)
        if name == wanted:
            found.append(inner)
        elif name in ("sdt", "sdtContent", "customXml", "ins"):
            found += _parts(inner, wanted)
    return found


def _lines(node: Node, reader: Numbers) -> list[str]:
    """The lines of a cell; a table inside it gives its rows, cells separated by a blank."""
    found: list[str] = []
    for inner in node:
        name = local(inner)
        if name == "p":
            line = read_line(inner, reader.seen)
            number = reader.number(inner) if line.lines else _lone_number(inner, reader)
            texts = line.lines or ([""] if number else [])
            found += [(number if at == 0 else "") + text for at, text in enumerate(texts)]
            for box in line.boxes:
                found += _lines(box, reader)
        elif name == "tbl":
            found += ["　".join(filter(None, (" ".join(_lines(cell, reader)) for cell in _parts(row, "tc")))) for row in _parts(inner, "tr")]
        elif name in ("sdt", "sdtContent", "customXml", "ins"):
            found += _lines(inner, reader)
    return found


def _lone_number(node: Node, reader: Numbers) -> str:
    """A serial-number column often holds nothing but automatic numbers."""
    return reader.number(node) if child(node, "pPr", "numPr") is not None else ""


def _whole(text: str, default: int) -> int:
    return min(int(text), 1000) if text.isdecimal() and len(text) < 6 else default
