"""Reading hand-overs: what a person holds (`holding`), the list with counts (`listing`), what nobody answers for (`ownerless`)."""

from .holding import content_of, due_within, everything, grouped, list_of
from .listing import confirmed, handovers, kept_objects, missing_parts, undo_until, waiting_for
from .ownerless import Gap, gaps, known

__all__ = [
    "Gap", "confirmed", "content_of", "due_within", "everything", "gaps", "grouped", "handovers", "kept_objects", "known", "list_of", "missing_parts",
    "undo_until", "waiting_for",
]  # fmt: skip
