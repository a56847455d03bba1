"""The verbs of the catalogue: fields and guides, entries, simplification, editions, columns, item list, negative list, registers."""

from .columns import NewColumn, add_column, close_column, make_columns, pass_on, set_column, set_duty
from .editions import (
    NewOpinion,
    answer_opinion,
    conclude_review,
    open_edition,
    record_opinion,
    release,
    send_for_review,
    take_back,
)
from .entries import (
    Imported,
    Place,
    add_entry,
    adopt_templates,
    change_entry,
    import_rows,
    map_entries,
    set_publishers,
    vary,
)
from .fields import NewField, NewGuide, add_field, adopt_fields, close_field, import_guide, set_field
from .matters import (
    Decision,
    NewNegative,
    add_matter,
    add_negative,
    decide_matters,
    derive_matters,
    end_negative,
    release_negative,
)
from .registers import NewFunctions, NewItem, import_items, import_superior, mark_published, set_functions, set_item
from .simplify import drop, merge, restore, shorten
from .targets import NewTarget, finish_target, set_target

__all__ = [
    "Decision", "Imported", "NewColumn", "NewField", "NewFunctions", "NewGuide", "NewItem", "NewNegative", "NewOpinion", "NewTarget", "Place",
    "add_column", "add_entry", "add_field", "add_matter", "add_negative", "adopt_fields", "adopt_templates", "answer_opinion", "change_entry",
    "close_column", "close_field", "conclude_review", "decide_matters", "derive_matters", "drop", "end_negative", "finish_target", "import_guide",
    "import_items", "import_rows", "import_superior", "make_columns", "map_entries", "mark_published", "merge", "open_edition", "pass_on",
    "record_opinion", "release", "release_negative", "restore", "send_for_review", "set_column", "set_duty", "set_field", "set_functions", "set_item",
    "set_publishers", "set_target", "shorten", "take_back", "vary",
]  # fmt: skip
