"""Kinds of information: what people typed → clean values; clean values → what the public sees. Pure; the kind is data (`law/kinds/`).

    validate(kind, said)     clean values and every problem with its mend
    masked(kind, values)     values as the public sees them
    titled(kind, values)     the name of a row;  key_of(kind, values): what makes it the same row
    projected(kind, values)  typed cells for lists, filters, sums
    formed_on, ends_on(kind, values)    from when it exists, the last day in public
    compare(kind, old, new)  what changed, for people
    json_schema(kind), dictionary(kind)
    read_sheet(fields, lines) → check_sheet(kind, sheet): rows of a workbook with the address of every problem
    drawing(kind, chart, grouped)   figures → a chart
"""

from .aggregating import Drawing, Measure, Series, bucket_of, drawing, measures_of
from .checks import ConditionError, holds
from .describing import dictionary, is_public, json_schema
from .projecting import Cell, Change, compare, ends_on, formed_on, key_of, projected, titled
from .sheets import Checked, Sheet, SheetRow, check_sheet, head_names, read_sheet, with_tables
from .showing import masked, shown
from .validating import Problem, Result, validate

__all__ = [
    "Cell", "Change", "Checked", "ConditionError", "Drawing", "Measure", "Problem", "Result", "Series", "Sheet", "SheetRow", "bucket_of",
    "check_sheet", "compare", "dictionary", "drawing", "ends_on", "formed_on", "head_names", "holds", "is_public", "json_schema", "key_of", "masked", "measures_of",
    "projected", "read_sheet", "shown", "titled", "validate", "with_tables",
]  # fmt: skip
