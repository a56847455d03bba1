"""Reading assessments: tables, how each unit stands against them, proposals for tags, packs."""

from .holding import on_post
from .proposing import Offer, offers
from .standing import STATES, Standing, Unit, gaps_text, standing
from .tables import (
    difference,
    draft_grids,
    indicators,
    lines_of,
    names_in,
    packs,
    proposed_organs,
    table_in_use,
    tables,
    visible_tags,
)

__all__ = [
    "STATES", "Offer", "Standing", "Unit", "difference", "draft_grids", "gaps_text", "indicators", "lines_of", "names_in", "offers", "on_post", "packs",
    "proposed_organs", "standing", "table_in_use", "tables", "visible_tags",
]  # fmt: skip
