"""Rows of a kind as the workbook that an import reads back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.records import rowbooks


def workbook_of(kind_id: str, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """One sheet with the official heads, one for each table, the dictionary."""
    kind = rulebook.law().kinds[kind_id]
    multi = {each.id for each in kind.fields if each.type.value == "multi"}
    return rowbooks.exported(kind, ({name: [value] if name in multi and isinstance(value, str) else value for name, value in row.items()} for row in rows))
