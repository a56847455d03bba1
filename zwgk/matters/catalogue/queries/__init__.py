"""Reading the catalogue: for its own pages, for the slices above (records, services), for the public pages."""

from .columns import (
    ColumnRow,
    add_holders,
    column_at,
    column_for,
    column_keys,
    columns_by_key,
    columns_of,
    duty_table,
    every_column,
    keeper_of,
    obliged,
    tree_of,
    without_keeper,
)
from .coverage import expected, expected_of, limit_day
from .editions import compare_editions, compare_guide, edition_rows, fields_due, open_edition_of, targets
from .entries import (
    Wanted,
    checked,
    entries_for,
    every_entry,
    filtered,
    history,
    live_entries,
    released_entries,
    released_entry,
    released_row,
    released_values,
    row_of,
    simplifications,
    taken_over,
    unmapped,
)
from .fields import FieldRow, field_called, field_rows, fields, released_fields, visible
from .holding import held_by
from .matters import MatterCount, counts_by_organ, excluded, matters, negative, negative_versions, proposal, unlisted
from .registers import (
    FunctionsRow,
    compare_superior,
    counts_of,
    directory,
    functions_of,
    functions_rows,
    item_changes,
    items,
    power_rows,
    superior_lists,
    unpublished_changes,
    unsynced_changes,
)

__all__ = [
    "ColumnRow", "FieldRow", "FunctionsRow", "MatterCount", "Wanted", "add_holders", "checked", "column_at", "column_for", "column_keys", "columns_by_key",
    "columns_of", "compare_editions", "compare_guide", "compare_superior", "counts_by_organ", "counts_of", "directory", "duty_table", "edition_rows",
    "entries_for", "every_column", "every_entry", "excluded", "expected", "expected_of", "field_called", "field_rows", "fields", "fields_due", "filtered",
    "functions_of", "functions_rows", "held_by", "history", "item_changes", "items", "keeper_of", "limit_day", "live_entries", "matters", "negative",
    "negative_versions", "obliged", "open_edition_of", "power_rows", "proposal", "released_entries", "released_entry", "released_fields", "released_row",
    "released_values", "row_of", "simplifications", "superior_lists", "taken_over", "targets", "tree_of", "unlisted", "unmapped", "unpublished_changes",
    "unsynced_changes", "visible", "without_keeper",
]  # fmt: skip
