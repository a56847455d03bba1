"""The verbs of an annual report, in the order of its life."""

from .filling import begin, begin_year, enter, strike, write
from .importing import import_report
from .publishing import hand_over, settle
from .reporting import accept, send_back, submit

__all__ = ["accept", "begin", "begin_year", "enter", "hand_over", "import_report", "send_back", "settle", "strike", "submit", "write"]
