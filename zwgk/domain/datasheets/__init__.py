"""Reading the superior's sheet: where its header stands, what its columns ask, whether a typed value fits.

    read_table(grid)   the header, the rows to be filled, totals, notes, cells such as 填报单位 → Table, or None
    read_cells(grid)   a fixed form: each blank cell with the label beside or above it
    check(column, …)   what a person typed → the value as it is kept, or a BadInput that says what was expected
"""

from .cells import read_cells
from .columns import Column, Kind, column_from, path_of
from .grid import Box, Cell, Choice, Grid, address, letters
from .heads import Fill, Table, read_table
from .values import as_number, check

__all__ = [
    "Box", "Cell", "Choice", "Column", "Fill", "Grid", "Kind", "Table", "address", "as_number", "check", "column_from", "letters",
    "path_of", "read_cells", "read_table",
]  # fmt: skip
