"""What is kept beside the values: name, key, typed cells, the last day in public; and what changed between two versions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from zwgk.law.kind_model import NUMBERS, FieldDef, FieldType, KindDef, PeriodDef

from .showing import shown


@dataclass(frozen=True, slots=True)
class Cell:
    """One projected value: text always, number or day besides where the type has one."""

    field: str
    text: str
    number: Decimal | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs, in words."""

    label: str
    before: str
    after: str


def titled(kind: KindDef, values: Mapping[str, Any]) -> str:
    """The row's name from the template; empty fields leave no gap."""
    words = {field.id: shown(field, values[field.id]) if field.id in values else "" for field in kind.fields}
    text = re.sub(r"\{(\w+)\}", lambda found: words.get(found[1], ""), kind.name)
    return re.sub(r"[：:、—\-\s]+$|^[：:、—\-\s]+", "", text)[:300] or kind.title


def key_of(kind: KindDef, values: Mapping[str, Any]) -> str:
    """What makes it the same row: the key fields joined; "" when one is empty."""
    parts = [str(values.get(each, "")).strip() for each in kind.key]
    return "\x1f".join(parts)[:300] if all(parts) else ""


def projected(kind: KindDef, values: Mapping[str, Any]) -> Iterator[Cell]:
    """Cells of the fields that are listed, filtered, sorted or summed; an empty one too, so that sorting loses no row."""
    for field in kind.fields:
        if field.projected and field.type not in (FieldType.TABLE, FieldType.FILE):
            yield _cell(field, values[field.id]) if field.id in values else Cell(field.id, "")


def _cell(field: FieldDef, value: Any) -> Cell:
    if field.type in NUMBERS:
        return Cell(field.id, shown(field, value), Decimal(str(value)))
    if field.type is FieldType.DATE:
        return Cell(field.id, str(value), day=date.fromisoformat(str(value)))
    text = str(value) if field.type is FieldType.PERIOD else shown(field, value)
    return Cell(field.id, text[:300])


def formed_on(kind: KindDef, values: Mapping[str, Any]) -> date | None:
    """The day from which a row exists: that of its limit, else its first required day, else the last day of its period."""
    names = [kind.starts, *(each.id for each in kind.fields if each.type is FieldType.DATE and each.required)]
    said = next((values[name] for name in names if name in values), None)
    if said is not None:
        return date.fromisoformat(str(said))
    period = next((values[each.id] for each in kind.fields if each.type is FieldType.PERIOD and each.id in values), "")
    return _last_day(str(period)) if period else None


def _last_day(period: str) -> date:
    """2026Q3 → 2026-09-30."""
    year, rest = int(period[:4]), period[4:]
    month = int(rest[1]) * 3 if rest.startswith("Q") else int(rest[1]) * 6 if rest.startswith("H") else int(rest[1:]) if rest else 12
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1)


def ends_on(kind: KindDef, values: Mapping[str, Any]) -> date | None:
    """The last day in public; None when it stays. Working days are left to the caller's calendar (see `PeriodDef.unit`)."""
    period = kind.period
    if period is None:
        return None
    if period.until:
        return date.fromisoformat(values[period.until]) if period.until in values else None
    return _after(period, date.fromisoformat(values[period.start])) if period.start in values else None


def _after(period: PeriodDef, start: date) -> date | None:
    if period.unit == "days":
        return start + timedelta(period.amount)
    if period.unit == "working_days":
        return None
    months = period.amount * (12 if period.unit == "years" else 1) + start.month - 1
    year, month = start.year + months // 12, months % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(1)).day
    return date(year, month, min(start.day, last))


def compare(kind: KindDef, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    """Fields that differ, in the order of the kind."""
    changes = []
    for field in kind.fields:
        before, after = old.get(field.id), new.get(field.id)
        if before != after:
            changes.append(Change(field.label, _word(field, before), _word(field, after)))
    return changes


def _word(field: FieldDef, value: Any) -> str:
    return "（空）" if value is None else shown(field, value)
