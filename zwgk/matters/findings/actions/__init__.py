"""The verbs of a finding: raise, order, answer, return, close, withdraw."""

from .answering import answer, return_answer
from .ending import close, withdraw
from .raising import NewFinding, Order, order_correction, raise_finding
from .support import Upload

__all__ = ["NewFinding", "Order", "Upload", "answer", "close", "order_correction", "raise_finding", "return_answer", "withdraw"]
