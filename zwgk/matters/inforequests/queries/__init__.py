"""Reading requests: lists for the office, how a case stands, the figures of the annual report."""

from .cases import Wanted, counts, filtered, visible_to
from .report import ROWS, appeal_cells, cases_of, cells, fees_of
from .standing import facts, open_consultations, standing, steps, told_to_clock

__all__ = [
    "ROWS", "Wanted", "appeal_cells", "cases_of", "cells", "counts", "facts", "fees_of", "filtered", "open_consultations", "standing", "steps",
    "told_to_clock", "visible_to",
]  # fmt: skip
