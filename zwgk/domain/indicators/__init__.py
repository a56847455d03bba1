"""Reading an indicator table (考核指标、评估指标体系) out of any table: which column is what, which row is an indicator, what it is called.

    grids(document)            tables of a document as plain rows, merged cells filled
    guess(grid)                where the head is and which column holds what
    read(grid, columns)        the indicators with their numbers, and what was passed over
    matched(old, new)          which indicator of a corrected table continues which old one
    likeness(words, others)    how much of the words of an indicator a piece of evidence speaks

Pure: no Django, no files.
"""

from __future__ import annotations

from .grids import Columns, Grid, grids, guess
from .likeness import Words, likeness
from .lines import Line, matched, numbered, read, score_of, split_units

__all__ = ["Columns", "Grid", "Line", "Words", "grids", "guess", "likeness", "matched", "numbered", "read", "score_of", "split_units"]
