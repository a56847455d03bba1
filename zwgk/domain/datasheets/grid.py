"""A sheet as plain facts: texts, formulas, formats, merged boxes, lists of allowed words. Rows and columns count from 1."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

Place = tuple[int, int]  # row, column
_REFERENCE = re.compile(r"(?<![!A-Z\d$_])\$?([A-Z]{1,3})\$?(\d{1,6})(?::\$?([A-Z]{1,3})\$?(\d{1,6}))?(?![\d(A-Z_])")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as a person sees it."""

    text: str = ""
    formula: str = ""  # without "="
    format: str = "General"
    boxed: bool = False  # has a border on some side


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, both corners included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class Choice:
    """A data validation: a list of words, or a kind of number (`whole`, `decimal`, `date`)."""

    box: Box
    kind: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grid:
    """One sheet."""

    name: str
    cells: Mapping[Place, Cell] = field(default_factory=dict)  # only cells with text, formula or style
    merges: tuple[Box, ...] = ()
    choices: tuple[Choice, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    last_row: int = 0  # last row with text, formula or merge
    last_column: int = 0
    styled_until: int = 0  # last row that has at least styled cells

    @cached_property
    def _masters(self) -> dict[Place, Place]:
        return {
            (row, column): (box.top, box.left)
            for box in self.merges
            if (box.bottom - box.top + 1) * (box.right - box.left + 1) <= 20_000
            for row in range(box.top, box.bottom + 1)
            for column in range(box.left, box.right + 1)
        }

    @cached_property
    def counted(self) -> frozenset[Place]:
        """Places that a formula of this sheet adds up or reckons with: they hold numbers."""
        found: set[Place] = set()
        for cell in self.cells.values():
            for match in _REFERENCE.finditer(cell.formula):
                top, left = int(match[2]), number_of(match[1])
                bottom, right = int(match[4] or top), number_of(match[3] or match[1])
                if (bottom - top + 1) * (right - left + 1) <= 5_000:
                    found |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        return frozenset(found)

    def master(self, row: int, column: int) -> Place:
        """The cell that holds the text of this place: the corner of its merged box, or itself."""
        return self._masters.get((row, column), (row, column))

    def cell(self, row: int, column: int) -> Cell:
        return self.cells.get(self.master(row, column), Cell())

    def text(self, row: int, column: int) -> str:
        """Its text with blanks squeezed."""
        return " ".join(self.cell(row, column).text.split())

    def box(self, row: int, column: int) -> Box:
        """The merged box around a place, or the place itself."""
        top, left = self.master(row, column)
        found = next((box for box in self.merges if (box.top, box.left) == (top, left) and box.holds(row, column)), None)
        return found or Box(row, column, row, column)

    def places(self, row: int) -> Iterator[Place]:
        """The masters that lie in this row, each once, left to right."""
        seen: set[Place] = set()
        for column in range(1, self.last_column + 1):
            place = self.master(row, column)
            if place not in seen:
                seen.add(place)
                yield place

    def texts(self, row: int) -> list[str]:
        """Non-empty texts of a row, each merged box once."""
        return [text for place in self.places(row) if (text := self.text(*place))]


def letters(column: int) -> str:
    """1 → A, 28 → AB."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def address(row: int, column: int) -> str:
    """(5, 4) → D5."""
    return f"{letters(column)}{row}"


def number_of(column: str) -> int:
    """A → 1, AB → 28."""
    found = 0
    for letter in column:
        found = found * 26 + ord(letter) - 64
    return found
