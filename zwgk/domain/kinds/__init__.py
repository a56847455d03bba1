"""Kinds of information: what people typed → clean values; clean values → what the public sees. Pure; the kind is data (`law/kinds/`).

    validate(kind, said)     clean values and every problem with its mend
    masked(kind, values)     values as the public sees them
    titled(kind, values)     the name of a row;  key_of(kind, values): what makes it the same row
    projected(kind, values)  typed cells for lists, filters, sums
    ends_on(kind, values)    the last day in public
    compare(kind, old, new)  what changed, for people
    json_schema(kind), dictionary(kind)
"""

from .checks import ConditionError, holds
from .describing import dictionary, json_schema
from .projecting import Cell, Change, compare, ends_on, key_of, projected, titled
from .showing import masked, shown
from .validating import Problem, Result, validate

__all__ = [
    "Cell", "Change", "ConditionError", "Problem", "Result", "compare", "dictionary", "ends_on", "holds", "json_schema", "key_of", "masked",
    "projected", "shown", "titled", "validate",
]  # fmt: skip
