"""The report as other programs read it: the shape of published reports, with the ids of the cells beside it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from zwgk.law.annualform_model import FormDef, TableDef, cell_id

from .model import Report, Value
from .sections import WRITTEN


def as_json(report: Report, form: FormDef) -> dict[str, Any]:
    """Plain values, in the order of the form."""
    requests, appeals = form.table("requests"), form.table("appeals")
    return {
        "organ": report.organ,
        "year": report.year,
        "title": report.title,
        "format": form.id,
        "columns": [column.title for column in requests.columns],
        "table2": {row.title: _named(table, row.id, report) for table in form.tables if table.section == "disclosure" for row in table.rows},
        "table3": [[row.mark + _rest(row.title), _values(requests, row.id, report)] for row in requests.rows],
        "table4": {row.title: _values(appeals, row.id, report) for row in appeals.rows},
        "sections": {section.title: report.texts.get(section.id, "") for section in form.sections if section.id in WRITTEN},
        "cells": {cell: _plain(report.cells.get(cell)) for *_, cell in form.cells()},
    }


def _rest(title: str) -> str:
    """A title without the number that the mark already says."""
    return title.lstrip("一二三四五六七、（）0123456789.")


def _values(table: TableDef, row: str, report: Report) -> list[Any]:
    return [_plain(report.cells.get(cell_id(row, column.id))) for column in table.columns]


def _named(table: TableDef, row: str, report: Report) -> dict[str, Any]:
    return {column.title: _plain(report.cells.get(cell_id(row, column.id))) for column in table.columns}


def _plain(value: Value) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value
