"""Cells from running text: a row is its label and what follows up to the next label, with blanks between the figures or none."""

from __future__ import annotations

import re

from zwgk.law.annualform_model import FormDef, RowDef, TableDef

from .filling import Filling
from .numbers import likeliest, plain, splits, with_total

Known = dict[str, tuple[int | None, ...]]  # row → what the narrative says about its cells
_RUN = re.compile(r"[^\d/—-]*([\d.,|/—-]+)")


def read_text(text: str, form: FormDef, known: Known | None = None) -> Filling:
    """All cells found in text whose tables lost their lines."""
    filling = Filling(form)
    packed = pack(text)
    for table in form.tables:
        if table.id == "appeals":
            _appeals(packed, table, filling)
            continue
        begin = _begin(packed, table, form)
        for row, piece in _pieces(packed[begin:], table, form):
            run(row, piece, table, filling, (known or {}).get(row.id, ()))
    return filling


def pack(text: str) -> str:
    """Text without blanks; one between two figures becomes a bar."""
    marked = re.sub(r"(?<=[\d/—-])[\s\u3000]+(?=[\d/—-])", "|", text)
    return plain(marked)


def _begin(packed: str, table: TableDef, form: FormDef) -> int:
    """Where the tables of that section begin: behind the last heading that comes before a row."""
    sign = "勾稽关系" if table.id == "requests" else "信息内容"
    return max(packed.find(sign), 0)


def _pieces(packed: str, table: TableDef, form: FormDef) -> list[tuple[RowDef, str]]:
    """Each row with the text behind its label up to the next label, in the order of the form."""
    rows = [row for each in form.tables if each.section == table.section for row in each.rows] if table.section == "disclosure" else list(table.rows)
    places, at = [], 0
    for row in rows:
        for name in (plain(row.title), *(plain(name) for name in row.names)):
            found = packed.find(name, at)
            if found >= 0:
                places.append((row, found, found + len(name)))
                at = found + len(name)
                break
    own = {row.id for row in table.rows}
    ends = [start for _, start, _ in places[1:]] + [None]
    return [(row, packed[end:stop][:80]) for (row, _, end), stop in zip(places, ends, strict=False) if row.id in own]


def run(row: RowDef, piece: str, table: TableDef, filling: Filling, known: tuple[int | None, ...] = ()) -> None:
    """Fill a row from its run of figures."""
    match = _RUN.match(piece)
    digits = re.sub(r"(?<=\d)\d[.]$", "", match[1].strip("|,")) if match else ""
    count = len(table.columns)
    if "|" in digits or count == 1:
        filling.row(table, row, digits.split("|")[:count] if count > 1 else [digits.split("|")[0]])
        return
    digits = digits.replace(",", "")
    if not digits:
        return
    if len(digits) == count and digits.isdigit():
        filling.row(table, row, list(digits))
        return
    if table.id == "requests":
        ways = with_total(digits, count)
        chosen = ways[0] if ways else None
    else:
        chosen = likeliest(list(splits(digits, count)), known) if row.id in ("rules", "normative") and digits.isdigit() else None
    if chosen is None:
        filling.notes.append(f"“{row.mark}”一行的数字连在一起（{digits}），拆不开。")
        return
    filling.row(table, row, chosen, guessed=True)


def _appeals(packed: str, table: TableDef, filling: Filling) -> None:
    """Fifteen figures behind the last 总计 of the heads."""
    match = re.search(r"尚未审结\|?总计([\d|,/—-]{9,})", packed)
    if match is None:
        return
    digits = re.sub(r"(?<=\d)\d[.、]$", "", match[1].strip("|,"))
    width, count = len(table.columns), len(table.rows)
    if "|" in digits:
        values: list[object] = list(digits.split("|"))
    elif len(digits) == width * count:
        values = list(digits)
    else:
        values = list(_blocks(digits, width, count) or ())
        if not values:
            filling.notes.append(f"第四部分的数字连在一起（{digits}），拆不开。")
            return
    for at, row in enumerate(table.rows):
        filling.row(table, row, values[at * width : (at + 1) * width], guessed="|" not in digits)


def _blocks(digits: str, width: int, count: int) -> tuple[int, ...] | None:
    """The digits as so many blocks, in each of which the last is the sum of the others; the most even cut counts."""
    if count == 1:
        ways = with_total(digits, width)
        return ways[0] if ways else None
    for end in sorted(range(width, len(digits) - width * (count - 1) + 1), key=lambda end: abs(end - len(digits) // count)):
        rest = _blocks(digits[end:], width, count - 1)
        head = with_total(digits[:end], width) if rest else []
        if rest and head:
            return (*head[0], *rest)
    return None
