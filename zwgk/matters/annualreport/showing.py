"""What several pages show alike: tables with links, findings in words, charts over the years."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zwgk.domain.annualreports import Violation
from zwgk.foundation.ui.charts import Plot, svg
from zwgk.law.annualform_model import FormDef, Severity

from . import queries
from .models import Report


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with its cells by name."""

    check: str
    hard: bool
    arithmetic: str
    text: str
    cells: list[tuple[str, str]]  # id, name


def told(found: Iterable[Violation], form: FormDef) -> list[Found]:
    """Hard ones first."""
    names = {cell: f"{row.mark}·{column.title}" for _, row, column, cell in form.cells()}
    lines = [
        Found(each.check, each.severity is Severity.HARD, each.arithmetic, each.text, [(cell, names.get(cell, cell)) for cell in each.cells[:8]])
        for each in found
    ]
    return sorted(lines, key=lambda line: not line.hard)


def charts(reports: Sequence[Report]) -> dict[str, object]:
    """A chart and a table for the figures that are compared."""
    rows = queries.compared(reports)
    years = [f"{year}年" for year, _ in rows[0][1]] if rows else []
    first = [(title, [figure for _, figure in line]) for title, line in rows[:3]]
    second = [(title, [figure for _, figure in line]) for title, line in rows[4:6]]
    wanted = (("政府信息公开申请（件）", first), ("行政复议和行政诉讼（件）", second)) if len(years) > 1 else ()
    drawn = [(title, svg(Plot(title, "bar", years, series, unit="件"))) for title, series in wanted]
    return {"years": years, "rows": [(title, [figure for _, figure in line]) for title, line in rows], "charts": drawn}
