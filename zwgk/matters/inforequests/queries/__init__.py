"""Reading requests: lists for the office, the figures of the annual report."""

from .cases import Wanted, counts, filtered, visible_to
from .report import ROWS, appeal_cells, cases_of, cells, fees_of

__all__ = ["ROWS", "Wanted", "appeal_cells", "cases_of", "cells", "counts", "fees_of", "filtered", "visible_to"]
