"""A sheet for one unit: the superior's own look, everything locked but the cells to be filled, and hidden marks for the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from zwgk.matters.datacalls.spec import Layout, Sheet

from .cells import Pen
from .fill import Around, put_around
from .formulas import Inserted
from .insert import insert
from .package import Book
from .styles import Styles

MARK = "zwgk_datacall"
ROOM = 30  # rows of a table to which a unit adds as many as it needs
UNLOCKED = 400
_AFTER = ("sheetData", "sheetCalcPr")  # sheetProtection follows these


def blank(data: bytes, wanted: Sequence[Sheet], mark: str, rows: Mapping[str, Sequence[Mapping[str, str]]], around: Around) -> bytes:
    """The workbook for one unit; `rows` are what it has typed so far, or what is known beforehand."""
    book = Book(data)
    styles = Styles(book)
    for sheet in wanted:
        given = list(rows.get(sheet.name, ()))
        places = _places(book, sheet, max(len(given), ROOM if sheet.layout is Layout.MANY else 1))
        _open(book, styles, sheet, places, given)
        put_around(book, styles, sheet, around)
        _protect(book, book.sheets[sheet.name])
    _sign(book, mark)
    book.drop_calc_chain()
    book.recalculate()
    return book.save()


def _places(book: Book, sheet: Sheet, wanted: int) -> list[int]:
    if sheet.is_form:
        return []
    free = [row for row in range(sheet.rows[0], sheet.rows[1] + 1) if row not in sheet.given]
    if wanted > len(free):
        more = wanted - len(free)
        insert(book, Inserted(sheet.name, sheet.rows[0], sheet.rows[1], more))
        free += range(sheet.rows[1] + 1, sheet.rows[1] + 1 + more)
    return free[:UNLOCKED]


def _open(book: Book, styles: Styles, sheet: Sheet, places: list[int], given: Sequence[Mapping[str, str]]) -> None:
    pen = Pen(book, sheet.name, styles)
    targets = [(column.row, column, given[0] if given else {}) for column in sheet.columns] if sheet.is_form else [
        (row, column, given[number] if number < len(given) else {}) for number, row in enumerate(places) for column in sheet.columns
    ]  # fmt: skip
    for row, column, values in targets:
        if column.asked:
            pen.value(row, column, values.get(sheet.key(column), ""))
            cell = pen.rows.cell(row, column.column)
            cell.set("s", styles.variant(cell.get("s"), unlocked=True) or "0")


def _protect(book: Book, part: str) -> None:
    """Without a password: it prevents slips, not people."""
    root = book.tree(part)
    for old in root.findall(book.tag("sheetProtection")):
        root.remove(old)
    node = etree.Element(book.tag("sheetProtection"), sheet="1", formatCells="0", formatColumns="0", formatRows="0", insertRows="0", deleteRows="0")
    before = [found for name in _AFTER if (found := root.find(book.tag(name))) is not None]
    before[-1].addnext(node)


def _sign(book: Book, mark: str) -> None:
    root = book.tree("xl/workbook.xml")
    names: Any = root.find(book.tag("definedNames"))
    if names is None:
        names = etree.Element(book.tag("definedNames"))
        root.find(book.tag("sheets")).addnext(names)
    node = etree.Element(book.tag("definedName"), name=MARK, hidden="1")
    node.text = f'"{mark}"'
    names.append(node)


def mark_of(book: Book) -> str:
    """The mark that `blank` left, or ""."""
    return next(((node.text or "").strip('"') for node in book.names() if node.get("name") == MARK), "")
