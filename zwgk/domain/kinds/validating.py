"""What people typed → clean values and every problem; nothing that was typed is dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zwgk.law.kind_model import FieldDef, FieldType, KindDef

from .checks import arithmetic, holds
from .values import parse

MOST_ROWS = 2_000  # of a table inside a row


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that must be mended."""

    field: str  # id; "" for a check over several fields
    label: str
    said: str  # a Chinese sentence: what is wrong and how to write it
    typed: str = ""


@dataclass(slots=True)
class Result:
    """Clean values, and what stands in the way."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not self.problems


def validate(kind: KindDef, said: Mapping[str, object], today: date | None = None) -> Result:
    """Every field parsed, then the checks of the kind over what is clean; the day at which the limit starts is not after `today`."""
    result = Result()
    for each in kind.fields:
        _take(each, said.get(each.id), result)
    for check in kind.checks:
        if not holds(kind, check.rule, result.values, check.within):
            result.problems.append(Problem("", "勾稽关系", check.say + arithmetic(kind, check.rule, result.values)))
    if today is not None and kind.starts:
        _not_ahead(kind.field(kind.starts), result, today)
    return result


def _not_ahead(each: FieldDef, result: Result, today: date) -> None:
    said = result.values.get(each.id)
    if each.type is FieldType.DATE and said and date.fromisoformat(str(said)) > today:
        result.problems.append(Problem(each.id, each.label, f"{said}晚于今天（{today}），公开时限从这一天起算。请核对年份和月日。", str(said)))


def _take(each: FieldDef, typed: object, result: Result, place: str = "") -> None:
    label = f"{place}{each.label}"
    if each.type is FieldType.TABLE:
        _take_rows(each, typed, result)
        return
    try:
        value = parse(each, typed)
    except ValueError as error:
        result.problems.append(Problem(each.id, label, str(error), str(typed)[:200]))
        return
    if value is None or value == []:
        if each.required:
            result.problems.append(Problem(each.id, label, "没有填写。"))
        return
    result.values[each.id] = value


def _take_rows(each: FieldDef, typed: object, result: Result) -> None:
    rows = typed if isinstance(typed, list) else []
    if each.required and not rows:
        result.problems.append(Problem(each.id, each.label, "没有填写。"))
    if len(rows) > MOST_ROWS:
        result.problems.append(Problem(each.id, each.label, f"有{len(rows)}行，最多{MOST_ROWS}行。请分开填报。"))
        return
    clean = []
    for number, row in enumerate(rows, start=1):
        inner = Result()
        for column in each.fields:
            _take(column, row.get(column.id) if isinstance(row, dict) else None, inner, f"{each.label}第{number}行的")
        result.problems += inner.problems
        clean.append(inner.values)
    if clean:
        result.values[each.id] = clean
