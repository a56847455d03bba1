"""The standard catalogue of open government as rows: reading the official sheet, checking, comparing, coverage. Pure.

    row.py        Row and Channel: the columns of standards.md §5.2; to and from plain values
    checking.py   what must hold in a row, and in a field as a whole
    sheet.py      a table in the official layout → rows, each with what was wrong; nothing is lost
    limits.py     公开时限 in words → days and what they run from
    comparing.py  two lists of rows → added, gone, changed; two lists of powers likewise
    coverage.py   entry × organ × period → published, late, missing, not due, each with its reason
"""

from .checking import Finding, check_field, check_row
from .comparing import Difference, compare_powers, compare_rows
from .coverage import Cell, Expected, Published, Standing, cover, periods
from .limits import Limit, read_limit
from .row import CHANNELS, TIERS, Channel, Row, from_values, of_template, to_values
from .sheet import Line, Sheet, known, read_sheet

__all__ = [
    "CHANNELS", "TIERS", "Cell", "Channel", "Difference", "Expected", "Finding", "Limit", "Line", "Published", "Row", "Sheet", "Standing",
    "check_field", "check_row", "compare_powers", "compare_rows", "cover", "from_values", "known", "of_template", "periods", "read_limit", "read_sheet", "to_values",
]  # fmt: skip
