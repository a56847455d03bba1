"""The closed lists of records: grounds of an attribute, reasons of an end, places of copies, genres, themes. YAML in forms/records/, local ones on top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zwgk.domain.errors import BadInput
from zwgk.foundation.rulebook import queries as rulebook


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list."""

    id: str
    title: str
    order: int = 100
    uses: tuple[str, ...] = ()  # where it may be chosen: attributes, or ways of ending
    article: str = ""
    note: str = ""
    told: str = ""  # what the public reads
    ask: str = ""  # who is asked
    within: str = ""
    parts: tuple[str, ...] = ()


def lines(name: str, use: str = "") -> tuple[Line, ...]:
    """The list in force here, in its order; with `use` only what may be chosen there."""
    found = sorted((_line(ident, values) for ident, values in rulebook.form_page("records", name).items()), key=lambda each: each.order)
    return tuple(each for each in found if not use or use in each.uses)


def line(name: str, ident: str, use: str = "", field: str = "reason") -> Line:
    """The line with this id, or a refusal that names the choices."""
    choices = lines(name, use)
    found = next((each for each in choices if each.id == ident), None)
    if found is None:
        raise BadInput("请从列表中选择。", field=field, remedy=f"可以选：{'、'.join(each.title for each in choices)}。")
    return found


def title_of(name: str, ident: str) -> str:
    """Its words; the bare id when the list has lost it."""
    return next((each.title for each in lines(name) if each.id == ident), ident)


def _line(ident: str, values: Mapping[str, Any]) -> Line:
    told = {key: str(values.get(key, "")) for key in ("article", "note", "told", "ask", "within")}
    return Line(ident, str(values["title"]), int(values.get("order", 100)), tuple(values.get("for", ())), parts=tuple(values.get("parts") or ()), **told)
