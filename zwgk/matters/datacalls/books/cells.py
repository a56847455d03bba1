"""Write one value into a cell and keep its look. What people typed is never a formula."""

from __future__ import annotations

from datetime import date
from typing import Any

from lxml import etree

from zwgk.domain.datasheets import Column, Kind

from .package import Book
from .places import Rows
from .read import EPOCH
from .styles import Styles, is_day

RISKY = ("=", "+", "-", "@", "\t", "\r")
NUMBERS = (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.PERCENT)


class Pen:
    """Writes into one sheet."""

    def __init__(self, book: Book, name: str, styles: Styles) -> None:
        self.book, self.rows, self.styles = book, Rows(book, book.sheets[name]), styles

    def value(self, row: int, column: Column, value: str) -> None:
        """The kept value of a column. A cell that holds a formula is left alone."""
        cell = self.rows.cell(row, column.column)
        if column.kind is Kind.FORMULA or cell.find(self.book.tag("f")) is not None:
            return
        if not value:
            self.clear(row, column.column)
        elif column.kind in NUMBERS:
            pattern = self.styles.format(cell.get("s"))
            amount = float(value) / 100 if column.kind is Kind.PERCENT and "%" in pattern else float(value)
            self.number(cell, f"{amount:.15g}")
        elif column.kind is Kind.DATE:
            self.day(cell, date.fromisoformat(value))
        else:
            self.text(cell, value)

    def clear(self, row: int, column: int) -> None:
        cell = self.rows.cell(row, column)
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)

    def number(self, cell: Any, value: str) -> None:
        self._empty(cell)
        etree.SubElement(cell, self.book.tag("v")).text = value

    def day(self, cell: Any, value: date) -> None:
        pattern = self.styles.format(cell.get("s"))
        if pattern == "@":
            return self.text(cell, value.isoformat())
        if not is_day(pattern):
            cell.set("s", self.styles.variant(cell.get("s"), day=True) or "0")
        return self.number(cell, str((value - EPOCH).days))

    def text(self, cell: Any, value: str) -> None:
        """Text as text; what looks like a formula is marked so that it stays text when somebody edits it."""
        self._empty(cell)
        if value.startswith(RISKY):
            cell.set("s", self.styles.variant(cell.get("s"), quote=True) or "0")
        cell.set("t", "inlineStr")
        node = etree.SubElement(etree.SubElement(cell, self.book.tag("is")), self.book.tag("t"))
        node.text = value
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _empty(self, cell: Any) -> None:
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
