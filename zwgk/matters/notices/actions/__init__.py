"""The verbs of a received document."""

from .deliver import acknowledge, deliver
from .edit import accept_repair, change_clause, correct_field, refuse_repair
from .receive import receive, replace
from .settle import confirm, link_superior, record_approval

__all__ = [
    "accept_repair",
    "acknowledge",
    "change_clause",
    "confirm",
    "correct_field",
    "deliver",
    "link_superior",
    "receive",
    "record_approval",
    "refuse_repair",
    "replace",
]
