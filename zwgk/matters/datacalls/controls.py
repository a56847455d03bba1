"""The inputs of the unit's form as HTML, written by hand because a page may hold thousands of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from zwgk.domain.datasheets import Column, Kind

from .spec import Layout, Sheet

_MODES = {Kind.INTEGER: "numeric", Kind.DECIMAL: "decimal", Kind.MONEY: "decimal", Kind.PERCENT: "decimal", Kind.PHONE: "tel"}


@dataclass(frozen=True, slots=True)
class SheetForm:
    """One sheet on the unit's page."""

    sheet: Sheet
    number: int
    body: SafeString
    count: int

    @property
    def grows(self) -> bool:
        return self.sheet.layout is Layout.MANY


def forms(sheets: tuple[Sheet, ...], rows: Mapping[str, list[dict[str, str]]], wrong: Mapping[tuple[str, int, str], str], *, closed: bool) -> list[SheetForm]:
    """All sheets with what has been typed."""
    found = []
    for number, sheet in enumerate(sheets):
        lines = list(rows.get(sheet.name) or []) or [{}]
        parts = [_row(sheet, number, at, line, wrong, closed) for at, line in enumerate(lines)]
        found.append(SheetForm(sheet, number, mark_safe("".join(parts)), len(lines)))
    return found


def _row(sheet: Sheet, number: int, at: int, line: Mapping[str, str], wrong: Mapping[tuple[str, int, str], str], closed: bool) -> str:
    cells = "".join(_cell(sheet, number, at, column, line, wrong, closed) for column in sheet.asked)
    if sheet.is_form:
        return cells
    drop = '<button class="linklike" type="button" data-drop hidden>删行</button>' if sheet.layout is Layout.MANY and not closed else ""
    return f'<tr data-row><th scope="row" class="num"><span data-number>{at + 1}</span> {drop}</th>{cells}</tr>'


def _cell(sheet: Sheet, number: int, at: int, column: Column, line: Mapping[str, str], wrong: Mapping[tuple[str, int, str], str], closed: bool) -> str:
    key = sheet.key(column)
    name, problem, label = f"s{number}-{at}-{key}", wrong.get((sheet.name, at, key), ""), escape(column.label)
    inner = _control(column, name, key, str(line.get(key, "")), label, bool(problem), closed)
    said = f'<span class="cell-error" id="{name}-error">{escape(problem)}</span>' if problem else ""
    if sheet.is_form:
        optional = "" if column.required else '<span class="optional">选填</span>'
        hint = f'<p class="help">{escape(column.help)}</p>' if column.help else ""
        return f'<div class="field{" field-wrong" if problem else ""}"><label for="{name}">{label}{optional}</label>{inner}{said}{hint}</div>'
    return f'<td data-label="{label}"{" class=cell-wrong" if problem else ""}>{inner}{said}</td>'


def _control(column: Column, name: str, key: str, value: str, label: str, wrong: bool, closed: bool) -> str:
    common = f'id="{name}" name="{name}" data-key="{escape(key)}" aria-label="{label}"' + (f' aria-invalid="true" aria-describedby="{name}-error"' if wrong else "")
    common += " disabled" if closed else ""
    if column.kind in (Kind.CHOICE, Kind.YESNO) and (column.choices or column.kind is Kind.YESNO):
        words = column.choices or ("是", "否")
        more = () if value in words or not value else (value,)
        options = "".join(f"<option{' selected' if word == value else ''}>{escape(word)}</option>" for word in (*words, *more))
        return f'<select {common}><option value=""></option>{options}</select>'
    if column.kind is Kind.LONG:
        return f'<textarea {common} rows="2">{escape(value)}</textarea>'
    mode = f' inputmode="{_MODES[column.kind]}"' if column.kind in _MODES else ""
    hint = ' placeholder="2026-11-23"' if column.kind is Kind.DATE else ' placeholder="文件名"' if column.kind is Kind.FILE else ""
    return f'<input type="text" {common}{mode}{hint} value="{escape(value)}" autocomplete="off">'
