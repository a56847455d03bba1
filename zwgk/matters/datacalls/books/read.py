"""A sheet of a workbook → Grid: every text as it is shown, formulas, formats, merged boxes, validations."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from zwgk.domain.datasheets import Box, Cell, Choice, Grid

from .package import Book, joined
from .places import Rows, boxes, place
from .styles import Styles, is_day

AROUND = 120  # empty styled rows looked at below the last text
EPOCH = date(1899, 12, 30)


def grid(book: Book, name: str, styles: Styles | None = None) -> Grid:
    """One sheet. Empty rows far below the last text are counted, not read."""
    rows, styles = Rows(book, book.sheets[name]), styles or Styles(book)
    merges = tuple(rows.merged())
    filled = {number for number in rows.rows if any(_has_content(cell) for _, cell in rows.cells(number))}
    last_row = max([*filled, *(box.bottom for box in merges if box.top in filled)], default=0)
    cells: dict[tuple[int, int], Cell] = {}
    for number in rows.rows:
        if number <= last_row + AROUND:
            for column, node in rows.cells(number):
                cells[number, column] = _cell(book, styles, node)
    last_column = max([column for (_, column), cell in cells.items() if cell.text or cell.formula], default=0)
    last_column = max([last_column, *(box.right for box in merges if box.top in filled and box.right <= 200 and (box.top, box.left) in cells and cells[box.top, box.left].text)])
    return Grid(
        name, cells, merges, tuple(_choices(book, rows.root, name)), _hidden(book, rows.root), last_row, last_column,
        _styled(rows, styles, last_row),
    )  # fmt: skip


def _has_content(node: Any) -> bool:
    return any(isinstance(child.tag, str) and child.tag.endswith(("}v", "}f", "}is")) for child in node)


def _cell(book: Book, styles: Styles, node: Any) -> Cell:
    style = node.get("s")
    pattern = styles.format(style)
    formula = node.findtext(book.tag("f")) or ("…" if node.find(book.tag("f")) is not None else "")
    return Cell(shown(book, node, pattern), formula, pattern, styles.boxed(style))


def shown(book: Book, node: Any, pattern: str) -> str:
    """The text of a cell."""
    kind, value = node.get("t", "n"), node.findtext(book.tag("v")) or ""
    if kind == "s":
        return book.words[int(value)] if value.isdigit() and int(value) < len(book.words) else ""
    if kind == "inlineStr":
        inside = node.find(book.tag("is"))
        return joined(inside) if inside is not None else ""
    if kind == "b":
        return "是" if value == "1" else "否"
    return number(value, pattern) if kind == "n" and value else value


def number(value: str, pattern: str) -> str:
    """A number as the sheet shows it: a day, a percentage, or plain."""
    try:
        amount = float(value)
    except ValueError:
        return value
    if is_day(pattern) and 1 <= amount < 2_958_466:
        return (EPOCH + timedelta(days=int(amount))).isoformat()
    if "%" in pattern:
        return f"{amount * 100:.10g}%"
    return str(int(amount)) if amount.is_integer() and abs(amount) < 1e15 else f"{amount:.15g}"


def _styled(rows: Rows, styles: Styles, last_row: int) -> int:
    row = last_row
    while any(styles.boxed(cell.get("s")) for _, cell in rows.cells(row + 1)):
        row += 1
    return row


def _hidden(book: Book, root: Any) -> frozenset[int]:
    return frozenset(
        column
        for node in root.iter(book.tag("col"))
        if node.get("hidden") in ("1", "true")
        for column in range(int(node.get("min")), min(int(node.get("max")), 500) + 1)
    )


def _choices(book: Book, root: Any, name: str) -> list[Choice]:
    found = []
    for node in root.iter(book.tag("dataValidation")):
        words = _words(book, node.findtext(book.tag("formula1")) or "", name) if node.get("type") == "list" else ()
        found += [Choice(box, node.get("type", ""), words) for box in boxes(node.get("sqref"))]
    return found


def _words(book: Book, formula: str, name: str) -> tuple[str, ...]:
    """The words of a list: written out, or standing in cells."""
    if formula.startswith('"'):
        return tuple(word.strip() for word in formula.strip('"').split(",") if word.strip())
    named = {node.get("name"): node.text or "" for node in book.names()}
    sheet, _, area = (named.get(formula) or formula).rpartition("!")
    sheet = sheet.strip("'").replace("''", "'") or name
    if sheet not in book.sheets or not re.fullmatch(r"\$?[A-Z]+\$?\d+(:\$?[A-Z]+\$?\d+)?", area):
        return ()
    found = boxes(area.replace("$", ""))[0]
    if (found.bottom - found.top + 1) * (found.right - found.left + 1) > 500:
        return ()
    rows, styles = Rows(book, book.sheets[sheet]), Styles(book)
    texts = [shown(book, node, styles.format(node.get("s"))).strip() for row in range(found.top, found.bottom + 1) for column, node in rows.cells(row) if found.holds(row, column)]
    return tuple(text for text in texts if text)


def area(book: Book, name: str) -> Box:
    """The used area, for a picture of the sheet."""
    found = grid(book, name)
    return Box(1, 1, found.last_row, found.last_column)


__all__ = ["area", "grid", "number", "place", "shown"]
