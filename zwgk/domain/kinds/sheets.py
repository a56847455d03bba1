"""A sheet that somebody filled in → rows of a kind, with the address of every cell.

The header is found by its words (label, official names, id), in any order, below titles, over one line or two merged ones.
Lines of totals and remarks are left out. Nothing here reads files: a sheet is lines of values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from zwgk.law.kind_model import FieldDef, FieldType, KindDef

from .projecting import key_of
from .validating import Problem, validate

Line = Sequence[object]
HEAD_WITHIN = 30  # lines in which the header must stand
_NOISE = re.compile(r"[\s*＊:：]+")
_UNIT = re.compile(r"[（(][^（()）]*[)）]$")
_NO_ROW = re.compile(r"^(合\s*计|总\s*计|小\s*计|填表人|填报人|审核人|制表|联系电话|备注[:：]|注[:：]|说明[:：]|填表说明)")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line of the sheet: what was typed and where."""

    number: int  # as the program shows it, from 1
    said: Mapping[str, object]
    cells: Mapping[str, str]  # field → D5


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was recognised."""

    header: int = 0  # 0: no header found
    columns: Mapping[str, int] = field(default_factory=dict)  # field → column from 0
    unknown: tuple[str, ...] = ()  # heads that are no field; subrows of no row
    missing: tuple[str, ...] = ()  # labels of required fields without a column
    rows: tuple[SheetRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """One line after validation."""

    row: SheetRow
    key: str
    values: Mapping[str, Any]
    problems: tuple[Problem, ...]
    cells: tuple[str, ...]  # where each problem stands: D5, or "" for the whole line

    def said(self) -> list[str]:
        """`D5 罚款金额：应为数字…` for people."""
        return [f"{cell or f'第{self.row.number}行'} {problem.label}：{problem.said}" for problem, cell in zip(self.problems, self.cells, strict=True)]


def letters(column: int) -> str:
    """0 → A, 26 → AA."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def head_names(each: FieldDef) -> tuple[str, ...]:
    """Every head under which a field is recognised; the first is written."""
    label = f"{each.label}（{each.unit}）" if each.unit else each.label
    return tuple(dict.fromkeys([*each.export[:1], label, each.label, *each.export, each.id]))


def read_sheet(fields: Iterable[FieldDef], lines: Sequence[Line]) -> Sheet:
    """Find the header and cut the lines below it into rows."""
    wanted = [each for each in fields if each.type is not FieldType.TABLE]
    known = _known(wanted)
    best: tuple[int, int, dict[str, int], list[str]] = (0, 0, {}, [])
    for at in range(min(HEAD_WITHIN, len(lines))):
        for deep in (1, 2):
            columns, unknown = _matched(known, _heads(lines, at, deep))
            if (len(columns), -deep) > (len(best[2]), -best[1]):
                best = (at, deep, columns, unknown)
    at, deep, columns, unknown = best
    needed = [each for each in wanted if each.required]
    if len(columns) < min(2, len(wanted)):
        return Sheet(missing=tuple(each.label for each in needed))
    found = tuple(_rows(lines, at + deep, columns))
    return Sheet(at + deep, columns, tuple(unknown), tuple(each.label for each in needed if each.id not in columns), found)


def _known(fields: Iterable[FieldDef]) -> dict[str, str]:
    """Head without noise → field; names that stand in the file go before those without their unit."""
    exact: dict[str, str] = {}
    bare: dict[str, str] = {}
    for each in fields:
        for name in head_names(each):
            exact.setdefault(_plain(name), each.id)
            bare.setdefault(_UNIT.sub("", _plain(name)), each.id)
    return {**bare, **exact}


def _plain(head: object) -> str:
    return _NOISE.sub("", str(head or "")).replace("(", "（").replace(")", "）")


def _heads(lines: Sequence[Line], at: int, deep: int) -> list[tuple[str, ...]]:
    """Per column the words that may be its head: the lower cell, upper and lower together, the upper cell."""
    upper = [_plain(value) for value in lines[at]]
    if deep == 1:
        return [(word,) for word in upper]
    if at + 1 >= len(lines):
        return []
    lower = [_plain(value) for value in lines[at + 1]]
    carried, heads = "", []
    for column in range(max(len(upper), len(lower))):
        over = upper[column] if column < len(upper) else ""
        under = lower[column] if column < len(lower) else ""
        carried = over or (carried if under else "")
        heads.append(tuple(word for word in (carried + under, under, over) if word))
    return heads


def _matched(known: Mapping[str, str], heads: Iterable[tuple[str, ...]]) -> tuple[dict[str, int], list[str]]:
    columns: dict[str, int] = {}
    unknown = []
    for at, words in enumerate(heads):
        hit = next((known.get(word) or known.get(_UNIT.sub("", word)) for word in words if word and (word in known or _UNIT.sub("", word) in known)), None)
        if hit and hit not in columns:
            columns[hit] = at
        elif words and words[0]:
            unknown.append(words[0][:40])
    return columns, unknown


def _rows(lines: Sequence[Line], start: int, columns: Mapping[str, int]) -> Iterable[SheetRow]:
    for at in range(start, len(lines)):
        line = lines[at]
        said = {name: line[column] for name, column in columns.items() if column < len(line) and line[column] not in (None, "")}
        first = next((str(value).strip() for value in line if value not in (None, "")), "")
        if said and not (_NO_ROW.match(first) and len(said) <= max(2, len(columns) // 2)):
            yield SheetRow(at + 1, said, {name: f"{letters(column)}{at + 1}" for name, column in columns.items()})


def with_tables(kind: KindDef, sheet: Sheet, tables: Mapping[str, Sequence[Line]]) -> Sheet:
    """Subrows from their own sheets, named like the field; they are told apart by the key columns of the kind. Those of no row are named."""
    marks = {_mark(kind, row, "") for row in sheet.rows}
    gathered: dict[str, dict[str, list[dict[str, object]]]] = {}
    astray = []
    for each in kind.fields:
        if each.type is FieldType.TABLE and each.label in tables:
            keys = [replace(kind.field(name), id=f"key_{name}") for name in kind.key]
            for row in read_sheet([*keys, *each.fields], tables[each.label]).rows:
                mark = _mark(kind, row, "key_")
                gathered.setdefault(mark, {}).setdefault(each.id, []).append({column.id: row.said.get(column.id) for column in each.fields})
                if mark not in marks:
                    astray.append(f"“{each.label}”第{row.number}行（{mark}）对不上主表的任何一行")
    rows = [replace(row, said={**row.said, **gathered.get(_mark(kind, row, ""), {})}) for row in sheet.rows]
    return replace(sheet, rows=tuple(rows), unknown=(*sheet.unknown, *astray))


def _mark(kind: KindDef, row: SheetRow, prefix: str) -> str:
    """What the key columns of a line say."""
    return " ".join(str(row.said.get(f"{prefix}{name}", "")).strip() for name in kind.key)


def check_sheet(kind: KindDef, sheet: Sheet, today: date | None = None) -> list[Checked]:
    """Every line validated; the same key twice in one sheet is a problem of the second line."""
    seen: dict[str, int] = {}
    out = []
    for row in sheet.rows:
        result = validate(kind, row.said, today)
        formulas = {name for name, value in row.said.items() if isinstance(value, str) and value.startswith("=")}
        problems = [each for each in result.problems if each.field not in formulas]
        problems += [Problem(each.id, each.label, "是公式，没有保存结果。请在 WPS 或 Excel 里保存一次，或者粘贴为数值。") for each in kind.fields if each.id in formulas]
        key = key_of(kind, result.values)
        if key and key in seen:
            names = "、".join(kind.field(name).label for name in kind.key)
            problems.append(Problem(kind.key[0], kind.field(kind.key[0]).label, f"和第{seen[key]}行是同一条（{names}相同）。请删去一行，或改正其中一行。"))
        elif key:
            seen[key] = row.number
        out.append(Checked(row, key, result.values, tuple(problems), tuple(row.cells.get(problem.field, "") for problem in problems)))
    return out
