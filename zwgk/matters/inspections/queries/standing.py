"""How columns stand: a light for each; the required plan line by line; who has none to answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count

from zwgk.foundation.organs.models import Organ
from zwgk.matters.catalogue import queries as catalogue
from zwgk.matters.catalogue.models import Column
from zwgk.matters.inspections import rules
from zwgk.matters.inspections.looking import plan
from zwgk.matters.inspections.models import Problem, Run


@dataclass(slots=True)
class ColumnLight:
    """One unit: how many columns, how many with a problem, by sort of problem."""

    organ: Organ
    columns: int = 0
    wrong: int = 0  # columns with a problem
    problems: int = 0
    by_group: dict[str, int] = field(default_factory=dict)
    keeperless: int = 0

    @property
    def light(self) -> str:
        """late, soon, fine: words of the components."""
        return "late" if self.by_group.get("empty", 0) + self.by_group.get("stale", 0) + self.by_group.get("broken", 0) > 4 else "soon" if self.problems else "fine"


def was_checked() -> bool:
    """Whether the site was ever looked at whole: before that nothing is right or wrong."""
    return Run.objects.filter(stage=Run.Stage.DONE).exists()


def column_lights(day: date, organ_ids: set[int] | None = None) -> list[ColumnLight]:
    """Every unit that keeps columns, the worst first; four questions whatever their count."""
    found: dict[int, ColumnLight] = {}
    columns = catalogue.every_column().filter(closed_on__isnull=True, organ__ended__isnull=True)
    columns = columns if organ_ids is None else columns.filter(organ_id__in=organ_ids)
    for column in columns:
        found.setdefault(column.organ_id, ColumnLight(column.organ)).columns += 1
    group_of = {ident: known.group for ident, known in rules.every().items()}
    open_ones = Problem.objects.filter(state=Problem.State.OPEN).exclude(rule__in=rules.hints()).order_by()
    for organ_id, rule, count in open_ones.values_list("organ_id", "rule").annotate(n=Count("pk")):
        if organ_id in found:
            row, group = found[organ_id], group_of.get(rule, "page")
            row.problems += count
            row.by_group[group] = row.by_group.get(group, 0) + count
    for organ_id, count in open_ones.filter(column__isnull=False).values_list("organ_id").annotate(n=Count("column", distinct=True)):
        if organ_id in found:
            found[organ_id].wrong = count
    for organ_id, count in catalogue.without_keeper(day).order_by().values_list("organ_id").annotate(n=Count("pk")):
        if organ_id in found:
            found[organ_id].keeperless = count
    return sorted(found.values(), key=lambda row: (-row.problems, row.organ.order, row.organ.pk))


def keeperless(day: date, organ_ids: set[int] | None = None) -> list[Column]:
    """Columns for which nobody answers (PRO-06)."""
    return list(catalogue.without_keeper(day, organ_ids).filter(organ__ended__isnull=True).order_by("organ__order", "organ_id", "order", "pk"))


def plan_lines() -> list[plan.Line]:
    """The required plan as it stands since the last look (WEB-06)."""
    links = plan.links_of_site()
    columns = list(catalogue.every_column().filter(closed_on__isnull=True, organ__ended__isnull=True))
    return plan.lines(links.get("/", ()), plan.depths(links), columns)
