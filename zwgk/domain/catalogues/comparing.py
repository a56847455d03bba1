"""Before and after; the list of the superior and ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .row import LABELS, Row, shown, to_values


@dataclass(frozen=True, slots=True)
class Difference:
    """One matter that is not the same on both sides."""

    what: str  # added | gone | changed
    name: str
    left: Any = None  # ours
    right: Any = None  # theirs, the newer
    fields: tuple[tuple[str, str, str], ...] = ()  # label, ours, theirs
    heir: Any = None  # gone: what carries it on, by merging or under another name


COMPARED = ("level1", "level2", "level3", "content", "basis", "limit", "publisher", "channels", "to_all", "to_some", "active", "on_request", "tiers")


def plain(text: str) -> str:
    """Without blanks, marks and widths, so that two ways of writing are one."""
    return re.sub(r"[\s　、，。；：;,.:（）()《》“”\"'·—\-]", "", text.translate(str.maketrans("０１２３４５６７８９", "0123456789")))


def changed_fields(old: Mapping[str, Any], new: Mapping[str, Any], names: Iterable[str] = COMPARED) -> tuple[tuple[str, str, str], ...]:
    """Label, old, new of every column that says something else."""
    found = []
    for name in names:
        before, after = shown(old.get(name, "")), shown(new.get(name, ""))
        if plain(before) != plain(after):
            found.append((LABELS.get(name, name), before, after))
    return tuple(found)


def compare_rows(ours: Sequence[Row], theirs: Sequence[Row], names: Iterable[str] = COMPARED) -> list[Difference]:
    """Rows are the same by their path of names; of several with the same path the order decides."""
    names, left = tuple(names), _by_path(ours)
    found: list[Difference] = []
    for row in theirs:
        mates = left.get(_key(row))
        mine = mates.pop(0) if mates else None
        if mine is None:
            found.append(Difference("added", row.title, right=row))
        elif fields := changed_fields(to_values(mine), to_values(row), names):
            found.append(Difference("changed", row.title, mine, row, fields))
    found += [Difference("gone", row.title, left=row) for rows in left.values() for row in rows]
    return found


def compare_powers(ours: Sequence[Mapping[str, str]], theirs: Sequence[Mapping[str, str]]) -> list[Difference]:
    """Powers are the same by code, else by name; rows have code, name, category, basis."""
    by_code = {each["code"]: each for each in ours if each.get("code")}
    by_name: dict[str, Mapping[str, str]] = {plain(each["name"]): each for each in ours}
    found: list[Difference] = []
    met: set[int] = set()
    for row in theirs:
        mine = by_code.get(row.get("code", "")) or by_name.get(plain(row["name"]))
        if mine is None:
            found.append(Difference("added", row["name"], right=row))
            continue
        met.add(id(mine))
        fields = tuple(
            (label, mine.get(name, ""), row.get(name, ""))
            for name, label in (("name", "名称"), ("category", "类别"), ("basis", "依据"))
            if row.get(name) and plain(mine.get(name, "")) != plain(row[name])
        )
        if fields:
            found.append(Difference("changed", row["name"], mine, row, fields))
    return found + [Difference("gone", each["name"], left=each) for each in ours if id(each) not in met]


def _by_path(rows: Sequence[Row]) -> dict[tuple[str, ...], list[Row]]:
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        found.setdefault(_key(row), []).append(row)
    return found


def _key(row: Row) -> tuple[str, ...]:
    return tuple(plain(part) for part in row.path)
