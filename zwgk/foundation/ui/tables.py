"""Cells of tables: heads that sort, boxes that select."""

from __future__ import annotations

from typing import Any

from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString


def sort_head(context: Context, key: str, label: str, css: str = "") -> SafeString:
    """A head cell whose link sorts by `?sort=key`, or `-key` when it already does."""
    request = context["request"]
    now = request.GET.get("sort", "")
    query = request.GET.copy()
    query["sort"] = f"-{key}" if now == key else key
    query.pop("page", None)
    order = {key: "ascending", f"-{key}": "descending"}.get(now)
    aria = format_html(' aria-sort="{}"', order) if order else ""
    mark = {"ascending": "↑", "descending": "↓"}.get(order or "", "")
    shape = '<th scope="col" class="{}"{}><a href="?{}">{}<span class="sort-mark" aria-hidden="true">{}</span></a></th>'
    return format_html(shape, css, aria, query.urlencode(), label, mark)


def select_all(form: str = "") -> SafeString:
    """The head cell that selects every row."""
    return format_html('<th scope="col" class="tick"><input type="checkbox" data-select-all aria-label="选择全部" hidden{}></th>', _form(form))


def select_row(value: Any, label: str, form: str = "", name: str = "ids") -> SafeString:
    """The cell that selects this row for a bulk act; `form` is the id of the form it belongs to."""
    return format_html(
        '<td class="tick"><input type="checkbox" name="{}" value="{}" aria-label="选择：{}"{}></td>', name, value, label, _form(form)
    )


def _form(form: str) -> SafeString | str:
    return format_html(' form="{}"', form) if form else ""
