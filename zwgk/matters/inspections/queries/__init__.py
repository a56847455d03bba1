"""Reading: problems with filters, columns by light, runs, the plan of columns, the figures of a month."""

from .figures import Figures, figures
from .problems import Wanted, filtered, looked_at, mine, open_count_of, problem_rows, running, runs, visible_to
from .standing import ColumnLight, column_lights, keeperless, plan_lines, was_checked

__all__ = [
    "ColumnLight", "Figures", "Wanted", "column_lights", "figures", "filtered", "keeperless", "looked_at", "mine", "open_count_of", "plan_lines", "problem_rows", "running", "runs", "visible_to", "was_checked",
]  # fmt: skip
