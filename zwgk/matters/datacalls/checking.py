"""What a unit typed against what the sheet asks: clean rows, and each wrong cell with its address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, islice
from typing import Any

from zwgk.domain.datasheets import Column, Kind, address, check
from zwgk.domain.errors import BadInput

from .spec import Layout, Sheet

MOST_ROWS = 2_000
Rows = dict[str, list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Wrong:
    """One cell that cannot be taken."""

    sheet: str
    row: int  # counted from 0
    key: str
    message: str


@dataclass(slots=True)
class Checked:
    """Clean rows and what is wrong."""

    rows: Rows = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)

    def at(self) -> dict[tuple[str, int, str], str]:
        return {(each.sheet, each.row, each.key): each.message for each in self.wrong}


def place(sheet: Sheet, row: int, column: Column) -> str:
    """The cell in the unit's own sheet."""
    if sheet.is_form:
        return address(column.row, column.column)
    free = (number for number in count(sheet.rows[0]) if number not in sheet.given)
    return address(next(islice(free, row, None)), column.column)


def tidy(sheets: Iterable[Sheet], given: Mapping[str, Any]) -> Rows:
    """Only known sheets, rows and columns, as strings; empty rows at the end fall away."""
    found: Rows = {}
    for sheet in sheets:
        keys = [sheet.key(column) for column in sheet.asked]
        lines = given.get(sheet.name) or []
        rows = [{key: str(row.get(key) or "")[:6_000] for key in keys if row.get(key)} for row in lines[:MOST_ROWS] if isinstance(row, dict)]
        own = {sheet.key(column) for column in sheet.asked if column.role in ("unit", "person", "phone", "date")}
        while rows and not (set(rows[-1]) - own) and (len(rows) > 1 or not rows[-1]):
            rows.pop()
        found[sheet.name] = rows if sheet.layout is Layout.MANY else rows[:1]
    return found


def check_all(sheets: Sequence[Sheet], given: Mapping[str, Any], *, places: Mapping[tuple[str, int, str], str] | None = None) -> Checked:
    """Everything that is wrong at once. `places` are addresses of a file that was sent in."""
    done = Checked()
    for sheet in sheets:
        clean = []
        for number, row in enumerate(tidy([sheet], given)[sheet.name]):
            kept = {}
            for column in sheet.asked:
                key = sheet.key(column)
                where = (places or {}).get((sheet.name, number, key)) or place(sheet, number, column)
                try:
                    kept[key] = check(column, row.get(key, ""), where)
                    _required(column, kept[key], where)
                except BadInput as refused:
                    done.wrong.append(Wrong(sheet.name, number, key, refused.sentence))
            clean.append({key: value for key, value in kept.items() if value})
        done.rows[sheet.name] = clean
    return done


def _required(column: Column, value: str, where: str) -> None:
    if column.required and not value and column.kind is not Kind.FILE:
        number = column.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.PERCENT)
        raise BadInput(f"{where}：“{column.path[-1]}”没有填。", remedy="没有的请填 0。" if number else "没有的请填“无”。" if column.kind in (Kind.TEXT, Kind.LONG) else "")


def is_empty(rows: Mapping[str, Any]) -> bool:
    return not any(rows.values())
