"""`{{ column|cell_name }}`: D, or D5 in a fixed form."""

from __future__ import annotations

from django import template

from zwgk.domain.datasheets import Column, address, letters

register = template.Library()


@register.filter
def cell_name(column: Column) -> str:
    return address(column.row, column.column) if column.row else letters(column.column)
