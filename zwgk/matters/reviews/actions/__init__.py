"""The verbs of reviews: open and end, decide, sign on paper, emergency."""

from .deciding import Decision, decide
from .opening import NewReview, Part, Remark, lapse, open_review, withdraw_item
from .paper import Paper, Signature, register_paper
from .urgent import allow_emergency

__all__ = [
    "Decision", "NewReview", "Paper", "Part", "Remark", "Signature", "allow_emergency", "decide", "lapse", "open_review", "register_paper", "withdraw_item",
]  # fmt: skip
