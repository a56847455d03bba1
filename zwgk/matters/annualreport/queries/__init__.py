"""Reading annual reports: figures and what stands behind them, the year's board, the public archive, comparison."""

from .. import faces, intake
from .drawing import Behind, behind, drawn, figures, form_of, live, paper, scope, totalled, violations, year_before
from .listing import Line, below, board, compared, online, reporting, stage, visible_to, years
from .texts import SUMS, WRITTEN, check_places, filled

__all__ = [
    "SUMS", "WRITTEN", "Behind", "Line", "behind", "below", "board", "check_places", "compared", "drawn", "faces", "figures", "filled", "form_of", "intake", "live", "online",
    "paper", "reporting", "scope", "stage", "totalled", "violations", "visible_to", "year_before", "years",
]  # fmt: skip
