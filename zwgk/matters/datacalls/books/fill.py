"""Answers into the superior's own workbook: rows under its header, or cells of its form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from zwgk.domain.datasheets import Column, as_number
from zwgk.matters.datacalls.spec import Layout, Sheet

from . import reckon, sheets
from .cells import Pen
from .formulas import Inserted
from .insert import insert
from .package import Book
from .places import Rows
from .read import shown
from .styles import Styles

_LABELS = {
    "unit": r"(?:填报|填表|报送|上报|统计|报告)?(?:单位|机关)(?:名称)?(?:[（(](?:盖章|公章|签章|章)[）)])?",
    "person": r"(?:填报人|填表人|制表人|经办人|联系人|填报人员)(?:[（(]签[名字][）)])?",
    "phone": r"(?:联系电话|联系方式|电话|手机)",
    "date": r"(?:填报|填表|报送|上报|制表|报表|统计)?(?:日期|时间)",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What one unit says in one sheet."""

    organ_id: int
    unit: str
    rows: Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Around:
    """What is known about the sender: 填报单位, 填报人, 电话, 日期."""

    values: Mapping[str, str] = field(default_factory=dict)


def merge(data: bytes, wanted: Sequence[Sheet], answers: Mapping[str, Sequence[Answer]], around: Around) -> bytes:
    """The workbook with everything in it. `answers`: sheet name → units in order."""
    book = Book(data)
    styles = Styles(book)
    for sheet in wanted:
        told = answers.get(sheet.name, ())
        if sheet.layout is Layout.SHEETS:
            _sheet_per_unit(book, styles, sheet, told, around)
        if sheet.is_form:
            put_form(book, styles, sheet, summed(sheet, told))
        else:
            put_rows(book, styles, sheet, told)
        put_around(book, styles, sheet, around)
    book.drop_calc_chain()
    book.recalculate()
    reckon.everything(book)
    return book.save()


def put_rows(book: Book, styles: Styles, sheet: Sheet, answers: Iterable[Answer]) -> None:
    """Rows of all units, numbered; the table grows when it is too short."""
    by_organ = {organ: int(row) for row, organ in sheet.printed.items()}
    placed: list[tuple[int | None, Mapping[str, str]]] = []
    for answer in answers:
        rows = list(answer.rows)
        if rows and answer.organ_id in by_organ:
            placed.append((by_organ[answer.organ_id], rows.pop(0)))
        placed += [(None, row) for row in rows]
    free = [row for row in range(sheet.rows[0], sheet.rows[1] + 1) if row not in sheet.given]
    wanted = sum(where is None for where, _ in placed)
    if wanted > len(free):
        more = wanted - len(free)
        insert(book, Inserted(sheet.name, sheet.rows[0], sheet.rows[1], more))
        free += range(sheet.rows[1] + 1, sheet.rows[1] + 1 + more)
    pen = Pen(book, sheet.name, styles)
    empty = iter(free)
    for serial, (where, values) in enumerate(placed, start=1):
        _put_row(pen, sheet, where or next(empty), values, "" if where else str(serial))
    for row in empty:  # example rows and dots of the superior do not stay between the answers
        if row <= sheet.rows[0] + 50:
            _wipe(pen, sheet, row)


def _put_row(pen: Pen, sheet: Sheet, row: int, values: Mapping[str, str], serial: str) -> None:
    for column in sheet.columns:
        value = values.get(sheet.key(column), "")
        if column.role == "serial":
            if serial:
                pen.number(pen.rows.cell(row, column.column), serial)
        elif serial or value:  # a printed cell stays where nothing was typed
            pen.value(row, column, value)


def _wipe(pen: Pen, sheet: Sheet, row: int) -> None:
    for column in sheet.columns:
        if column.asked:
            pen.value(row, column, "")


def put_form(book: Book, styles: Styles, sheet: Sheet, values: Mapping[str, str], name: str = "") -> None:
    """The cells of a fixed form."""
    pen = Pen(book, name or sheet.name, styles)
    for column in sheet.columns:
        pen.value(column.row, column, values.get(sheet.key(column), ""))


def summed(sheet: Sheet, answers: Iterable[Answer]) -> dict[str, str]:
    """Numbers are added; words are listed with their unit."""
    told = list(answers)
    found: dict[str, str] = {}
    for column in sheet.asked:
        key = sheet.key(column)
        given = [(answer.unit, answer.rows[0].get(key, "")) for answer in told if answer.rows and answer.rows[0].get(key)]
        numbers = [as_number(column, value) for _, value in given]
        if numbers and all(number is not None for number in numbers):
            found[key] = format(sum((number for number in numbers if number is not None), Decimal()), "f")
        elif given and not _is_number(column):
            found[key] = "；".join(f"{unit}：{value}" for unit, value in given)[:30_000] if len(given) > 1 else given[0][1]
    return {key: value for key, value in found.items() if _fits(sheet, key, value)}


def _fits(sheet: Sheet, key: str, value: str) -> bool:
    """A list of answers does not fit into a cell for a day."""
    column = next(column for column in sheet.columns if sheet.key(column) == key)
    return column.kind != "date" or "：" not in value


def _is_number(column: Column) -> bool:
    return as_number(column, "1") is not None


def _sheet_per_unit(book: Book, styles: Styles, sheet: Sheet, answers: Iterable[Answer], around: Around) -> None:
    for answer in answers:
        if answer.rows:
            name = sheets.copy_of(book, sheet.name, answer.unit)
            put_form(book, styles, sheet, answer.rows[0], name)
            told = Around({**around.values, "unit": answer.unit, "person": "", "phone": ""})
            put_around(book, styles, sheet, told, name)


def put_around(book: Book, styles: Styles, sheet: Sheet, around: Around, name: str = "") -> None:
    """填报单位：… 填报日期：… where the sheet asks for them; below the table they have moved with the rows."""
    rows = Rows(book, book.sheets[name or sheet.name])
    pen = Pen(book, name or sheet.name, styles)
    wanted = {fill.label for fill in sheet.fills}
    for number in list(rows.rows):
        if sheet.rows[0] <= number <= sheet.rows[1] and not sheet.is_form:
            continue
        for _, cell in rows.cells(number):
            text = " ".join(shown(book, cell, "General").split())
            if text in wanted:
                pen.text(cell, completed(text, around.values))


def completed(text: str, values: Mapping[str, str]) -> str:
    """Each label of the line gets its value; a label whose value is unknown keeps its blank."""
    for what, pattern in _LABELS.items():
        if value := values.get(what, ""):
            text = re.sub(rf"({pattern}\s*[:：])(?![\s]*(?:万元|元|亿元|个|件|条|人))[\s_＿]*(?:\d{{0,4}}\s*年[\s\d]*月[\s\d]*日)?", lambda found, value=value: f"{found[1]}{value}　", text, count=1)
    return text.rstrip("　")
