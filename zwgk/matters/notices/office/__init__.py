"""Staff pages of received documents: list, receive, check, deliver, correct, basis register."""

from .check import clause, confirm_view, record, repair, review
from .deliver import acknowledge_view, deliver_view
from .library import basis, index, original, upload
from .settle import approval, replace_view, superior

__all__ = [
    "acknowledge_view", "approval", "basis", "clause", "confirm_view", "deliver_view", "index", "original", "record", "repair",
    "replace_view", "review", "superior", "upload",
]  # fmt: skip
