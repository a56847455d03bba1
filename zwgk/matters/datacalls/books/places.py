"""Addresses, rows and cells in the XML of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from zwgk.domain.datasheets import Box, address

from .package import Book, Node

_ADDRESS = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,7})$")


def place(text: str) -> tuple[int, int]:
    """D5 → (5, 4); (0, 0) for what is none."""
    found = _ADDRESS.match(text.upper())
    if not found:
        return 0, 0
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def box(text: str) -> Box:
    """A1:C3 → Box; one cell is a box too."""
    first, _, last = text.partition(":")
    top, left = place(first)
    bottom, right = place(last or first)
    return Box(top, left, bottom, right)


def boxes(texts: str | None) -> list[Box]:
    """The boxes of a sqref; whole rows and columns are left out."""
    return [found for part in (texts or "").split() if (found := box(part)).top]


class Rows:
    """The rows of one sheet by number; rows and cells without address get theirs."""

    def __init__(self, book: Book, part: str) -> None:
        self.book, self.part, self.root = book, part, book.tree(part)
        found = self.root.find(book.tag("sheetData"))
        self.data: Node = found if found is not None else etree.SubElement(self.root, book.tag("sheetData"))
        self.rows: dict[int, Node] = {}
        last = 0
        for row in self.data.iterchildren(book.tag("row")):
            last = int(row.get("r") or last + 1)
            row.set("r", str(last))
            self.rows[last] = row

    def cells(self, row: int) -> Iterator[tuple[int, Any]]:
        """Column and node, left to right."""
        last = 0
        node = self.rows.get(row)
        for cell in node.iterchildren(self.book.tag("c")) if node is not None else ():
            last = place(cell.get("r"))[1] if cell.get("r") else last + 1
            if not cell.get("r"):
                cell.set("r", address(row, last))
            yield last, cell

    def row(self, number: int) -> Node:
        """The row, made when absent."""
        if number not in self.rows:
            node = etree.Element(self.book.tag("row"), r=str(number))
            before = max((known for known in self.rows if known < number), default=None)
            if before is None:
                self.data.insert(0, node)
            else:
                self.rows[before].addnext(node)
            self.rows[number] = node
        return self.rows[number]

    def cell(self, row: int, column: int) -> Node:
        """The cell, made when absent."""
        owner, before = self.row(row), None
        for number, node in self.cells(row):
            if number == column:
                return node
            if number < column:
                before = node
        made = etree.Element(self.book.tag("c"), r=address(row, column))
        if before is None:
            owner.insert(0, made)
        else:
            before.addnext(made)
        return made

    def merged(self) -> list[Box]:
        found = self.root.find(self.book.tag("mergeCells"))
        return [box(node.get("ref")) for node in found.iterchildren(self.book.tag("mergeCell"))] if found is not None else []
