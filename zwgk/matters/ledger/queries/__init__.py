"""Reading the ledger: what a unit has to do, how a plan stands, what is late, which texts follow from it."""

from .plans import adoptable, day_from, default_adoption, plan_of, trace_matrix
from .reporting import HEAT_COLUMNS, heat, reporting
from .rows import Line, all_clocks, clock_of, clock_of_unit_plan, clocks_of, items, lines, open_clocks, plans, untouched
from .standing import (
    Standing,
    duties_of,
    interim_reports,
    organ_ids,
    published_plans,
    standing,
    standing_by_organ,
    target_counts,
    waiting_reports,
)
from .texts import Section, annual_sections, urging_text

__all__ = [
    "HEAT_COLUMNS", "heat", "reporting",
    "Line", "Section", "Standing", "adoptable", "all_clocks", "annual_sections", "clock_of", "clock_of_unit_plan", "clocks_of",
    "day_from", "default_adoption", "duties_of", "interim_reports", "items", "lines", "open_clocks", "organ_ids", "plan_of", "plans",
    "published_plans", "standing", "standing_by_organ", "target_counts", "trace_matrix", "urging_text",
    "untouched", "waiting_reports",
]  # fmt: skip
