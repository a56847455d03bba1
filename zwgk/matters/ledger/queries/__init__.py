"""Reading the ledger: what a unit has to do, how a plan stands, what is late, which texts follow from it."""

from .counting import HEAT_COLUMNS, NOTHING, heat, next_by_task, standings, total, units, with_light
from .entered import entered_reports
from .history import (
    Then,
    duties_then,
    duty_titles,
    evidence_then,
    extensions_then,
    item_titles,
    items_of,
    items_then,
    reports_then,
)
from .holding import duty_of, held_by, on_post, open_at, strayed
from .ladder import LateItem, Proposal, Step, escalations_of, late_items, proposals, steps_of
from .plans import adoptable, day_from, default_adoption, plan_of, trace_matrix
from .reporting import reporting
from .rows import (
    Line,
    all_clocks,
    clock_of,
    clock_of_unit_plan,
    clocks_of,
    extended_items,
    items,
    lines,
    open_clocks,
    plans,
    reported_with,
    untouched,
)
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
from .steps import next_steps
from .texts import Section, annual_sections, urging_text

__all__ = [
    "LateItem", "extended_items", "Proposal", "Step", "escalations_of", "late_items", "proposals", "steps_of",
    "HEAT_COLUMNS", "NOTHING", "heat", "next_by_task", "reporting", "standings", "total", "units", "with_light",
    "Line", "Section", "Standing", "adoptable", "all_clocks", "annual_sections", "clock_of", "clock_of_unit_plan", "clocks_of",
    "day_from", "default_adoption", "duties_of", "interim_reports", "items", "lines", "next_steps", "open_clocks", "organ_ids", "plan_of", "plans",
    "published_plans", "reported_with", "standing", "standing_by_organ", "target_counts", "trace_matrix", "urging_text",
    "duty_of", "entered_reports", "held_by", "on_post", "open_at", "strayed", "untouched", "waiting_reports",
    "Then", "duties_then", "duty_titles", "evidence_then", "extensions_then", "item_titles", "items_of", "items_then", "reports_then",
]  # fmt: skip
