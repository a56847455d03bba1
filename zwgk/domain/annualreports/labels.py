"""Which row a label means: exactly as printed, or one of the other spellings seen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from zwgk.law.annualform_model import FormDef, RowDef, TableDef

from .numbers import plain

_NUMBERING = re.compile(r"^(?:[一二三四]?、?(?:[（(][一二三四五六七][)）])?\d*[.、,)]?)")
_BRACKET = re.compile(r"[(（].*?[)）]")
_JUNK = re.compile(r"[^\w\u4e00-\u9fff/]|_")
_LAST_WORDS = {"其他": ("R3.6.3",), "其它": ("R3.6.3",), "其他处理": ("R3.6", "R3.6.3"), "总计": ("R3.7",), "合计": ("R3.7",), "小计": ("R3.7",)}


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A label without its number, what is in brackets, blanks and signs."""
    words = plain(text)
    words = _NUMBERING.sub("", words)
    return _JUNK.sub("", _BRACKET.sub("", words)) or _JUNK.sub("", words)


def row_of(label: str, table: TableDef) -> RowDef | None:
    """The row that a label means, None when it means none."""
    name = bare(label)
    if not name:
        return None
    by_id = {row.id: row for row in table.rows}
    for row in table.rows:
        if bare(row.title) == name:
            return row
    if table.id == "requests":
        for ident in _LAST_WORDS.get(name, ()):
            if ident in by_id:
                return by_id[ident]
        if name in _LAST_WORDS:
            return None
    return _by_words(_JUNK.sub("", plain(label)), table.rows)


def _by_words(words: str, rows: Iterable[RowDef]) -> RowDef | None:
    """The row with the longest of its names in the words; long sentences are no labels."""
    if len(words) > 60:
        return None
    found = [(len(name), row) for row in rows for name in (bare(row.title), *(_JUNK.sub("", name) for name in row.names)) if len(name) > 2 and name in words]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def disclosure_row(label: str, form: FormDef) -> tuple[TableDef, RowDef] | None:
    """Table and row of section 二 that a label means."""
    found = [(table, row) for table in form.tables if table.section == "disclosure" for row in [row_of(label, table)] if row]
    exact = [pair for pair in found if bare(pair[1].title) == bare(label)]
    return next(iter(exact or found), None)


def column_of(label: str, table: TableDef) -> str:
    """The column whose head this is, "" when none."""
    name = bare(label)
    return next((column.id for column in table.columns if bare(column.title) == name or column.id == label), "")
