"""Official documents (公文) read into metadata, parts, clauses and tasks.

The stages, each a small module: decode → repair → lines → unroll → head → frame → metadata / clauses / rows → leaves → checks.
Nothing is guessed silently: what is missing stays None and stands in `to_ask`, every repair is a proposal.
"""

from .as_json import as_json
from .decode import text_to_extracted
from .model import (
    Basis,
    Clause,
    Contact,
    Deadline,
    DeadlineKind,
    Field,
    LineRole,
    Metadata,
    Part,
    PartKind,
    Reading,
    Repair,
    Role,
    Target,
    Task,
    Warning_,
)
from .read import read

__all__ = [
    "Basis",
    "Clause",
    "Contact",
    "Deadline",
    "DeadlineKind",
    "Field",
    "LineRole",
    "Metadata",
    "Part",
    "PartKind",
    "Reading",
    "Repair",
    "Role",
    "Target",
    "Task",
    "Warning_",
    "as_json",
    "read",
    "text_to_extracted",
]
