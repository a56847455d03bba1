"""The figures of a report: counted where the rows live, plus what was entered by hand; frozen once the report was sent in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from zwgk.domain.annualreports import Report as Paper
from zwgk.domain.annualreports import Violation, check
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import OrganKind
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.annualform_model import FormDef, Measure, cell_id
from zwgk.matters.inforequests import queries as requests
from zwgk.matters.records import queries as records

from ..models import Entry, Report, State
from .texts import filled

KINDS = ("natural", "business", "research", "welfare", "legal_service", "other")
RESULTS = ("upheld", "corrected", "other", "pending")
BLOCKS = {"review": "reconsideration", "direct": "direct", "after": "after"}
DECIDED = {"licence": "administrative-licence", "penalty": "administrative-penalty", "coercion": "administrative-coercion"}
Figure = int | Decimal
Figures = dict[str, Figure]


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a cell: the rows, or the cells that it sums up, and what was entered by hand."""

    rows: QuerySet[Any] | None
    sums: tuple[str, ...] = ()
    why: str = ""


def scope(report: Report) -> list[int]:
    """Organs whose rows count: a government sums up what lies below it, anybody else reports for itself."""
    if report.organ.kind != OrganKind.GOVERNMENT:
        return [report.organ_id]
    return sorted({report.organ_id, *organs.below([report.organ_id])})


def form_of(report: Report) -> FormDef:
    return rulebook.law().annual_forms[report.form]


def drawn(organ_ids: Collection[int] | None, year: int) -> Figures:
    """Everything that the platform counts by itself; totals are left to `totalled`."""
    found: Figures = {}
    for row, kinds in requests.cells(organ_ids, year).items():
        found |= {cell_id(row, kind): count for kind, count in kinds.items()}
    told = requests.appeal_cells(organ_ids, year)
    for block, name in BLOCKS.items():
        found |= {cell_id(block, result): told[name][result] for result in RESULTS}
    for row, kind in DECIDED.items():
        found[cell_id(row, "decided")] = records.reporting.decided(kind, organ_ids, year).count()
    for part in ("made", "repealed", "valid"):
        found[cell_id("normative", part)] = records.reporting.normative(organ_ids, year, part).count()
    return found


def live(report: Report) -> Figures:
    """The figures as of now."""
    form, organ_ids = form_of(report), scope(report)
    found = drawn(organ_ids, report.year)
    for cell, amount in entered(report, organ_ids):
        found[cell] = found.get(cell, 0) + amount
    whole = {cell for _, _, column, cell in form.cells() if column.measure is not Measure.MONEY}
    return totalled({cell: int(value) if cell in whole else value for cell, value in found.items()}, form)


def entered(report: Report, organ_ids: Collection[int]) -> list[tuple[str, Decimal]]:
    """What was entered by hand, for this report and for those that it sums up."""
    found = Entry.objects.filter(report__year=report.year, report__organ_id__in=list(organ_ids))
    return [(row["cell"], row["amount__sum"]) for row in found.values("cell").order_by("cell").annotate(Sum("amount"))]


def totalled(found: Mapping[str, Figure], form: FormDef) -> Figures:
    """Every cell of the form; totals from their parts, so that H2, H3 and H5 hold by themselves."""
    cells: Figures = {cell: found.get(cell, 0) for *_, cell in form.cells()}
    leaves = form.check("H2").right
    for kind in KINDS:
        cells[cell_id("R3.7", kind)] = sum((cells[cell_id(row, kind)] for row in leaves), 0)
    for row in form.table("requests").rows:
        cells[cell_id(row.id, "total")] = sum((cells[cell_id(row.id, kind)] for kind in KINDS), 0)
    for row in form.table("appeals").rows:
        cells[cell_id(row.id, "total")] = sum((cells[cell_id(row.id, result)] for result in RESULTS), 0)
    return cells


def figures(report: Report) -> Figures:
    """Frozen when the report was sent in, else live."""
    if not report.figures:
        return live(report)
    return {cell: value if isinstance(value, int) else Decimal(value) for cell, value in report.figures.items() if value is not None}


def paper(report: Report, *, at: Any = None) -> Paper:
    """The report as the core knows it, placeholders filled."""
    cells = figures(report)
    texts = {row.section: row.text for row in report.sections.all()}
    if report.state != State.IMPORTED:
        texts = {section: filled(text, cells, report, scope(report), at) for section, text in texts.items()}
    return Paper(report.form, report.year, report.organ.name, report.title, cells, texts=texts)


def year_before(report: Report) -> Report | None:
    """Last year's report of the same organ, however it came here."""
    return Report.objects.filter(organ_id=report.organ_id, year=report.year - 1).select_related("organ").prefetch_related("sections").first()


def violations(report: Report, written: Paper, below: Collection[Paper] = ()) -> list[Violation]:
    """What does not hold; last year's report is compared when it is final."""
    last = year_before(report)
    before = paper(last) if last and last.figures else None
    return check(written, form_of(report), before, list(below))


def behind(report: Report, cell: str) -> Behind:
    """The rows behind one cell, in the order of their numbers."""
    row, _, column = cell.partition(":")
    organ_ids, form = scope(report), form_of(report)
    if column == "total" or row == "R3.7":
        return Behind(None, _parts(row, column, form), "由下列各格相加")
    if row in BLOCKS:
        return Behind(requests.appeals_of(organ_ids, report.year, BLOCKS[row], column))
    if row.startswith("R"):
        return Behind(requests.cases_of(organ_ids, report.year, row, column).order_by("received_on", "id"))
    if row in DECIDED:
        return Behind(records.reporting.decided(DECIDED[row], organ_ids, report.year))
    if row == "normative":
        return Behind(records.reporting.normative(organ_ids, report.year, column))
    return Behind(None, why="平台不掌握这一项，由人工填报")


def _parts(row: str, column: str, form: FormDef) -> tuple[str, ...]:
    if row in BLOCKS:
        return tuple(cell_id(row, result) for result in RESULTS)
    if column == "total":
        return tuple(cell_id(row, kind) for kind in KINDS)
    return tuple(cell_id(leaf, column) for leaf in form.check("H2").right)
