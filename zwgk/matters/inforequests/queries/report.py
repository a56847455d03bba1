"""The figures of the annual report, and the rows behind each of them. Only `counted` cases count (models.Case)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Count, Q, QuerySet

from ..models import Appeal, Case, Fee

Cells = dict[str, dict[str, int]]
ROWS = ("R1", "R2", "R3", "R4")  # "R3.3.4" and the like are the rows of the answers given


def cells(organ_ids: Collection[int] | None, year: int) -> Cells:
    """Row → kind of applicant → how many: R1 received, R2 carried over, R3.… finished, R4 carried on. None: every organ."""
    found: Cells = defaultdict(dict)
    for row in ("R1", "R2", "R4"):
        counted = cases_of(organ_ids, year, row).order_by().values_list("applicant_kind").annotate(Count("id"))
        found[row] = dict(counted)
    for row, kind, count in cases_of(organ_ids, year, "R3").order_by().values_list("report_row", "applicant_kind").annotate(Count("id")):
        found[row][kind] = count
    return dict(found)


def cases_of(organ_ids: Collection[int] | None, year: int, row: str, kind: str = "") -> QuerySet[Case]:
    """The cases behind one cell; "R3" gives all that were finished in the year."""
    found = _of_organs(Case.objects.filter(counted=True), organ_ids).filter(_in_row(year, row))
    return found.filter(applicant_kind=kind) if kind else found


def _in_row(year: int, row: str) -> Q:
    first, last = date(year, 1, 1), date(year, 12, 31)
    match row:
        case "R1":
            return Q(received_on__range=(first, last))
        case "R2":
            return Q(received_on__lt=first) & (Q(finished_on__isnull=True) | Q(finished_on__gte=first))
        case "R4":
            return Q(received_on__lte=last) & (Q(finished_on__isnull=True) | Q(finished_on__gt=last))
        case "R3":
            return Q(finished_on__range=(first, last))
        case _:
            return Q(finished_on__range=(first, last), report_row=row)


def appeal_cells(organ_ids: Collection[int] | None, year: int) -> Mapping[str, Mapping[str, int]]:
    """"reconsideration", "direct", "after" → result → how many: closed in the year, or received by its end and still pending."""
    found = _of_organs(Appeal.objects.filter(received_on__lte=date(year, 12, 31)), organ_ids)
    found = found.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=date(year, 1, 1)))
    told: dict[str, dict[str, int]] = {name: dict.fromkeys(Appeal.Result.values, 0) for name in ("reconsideration", "direct", "after")}
    for kind, after, result, closed in found.order_by().values_list("kind", "after_reconsideration", "result", "closed_on"):
        name = "reconsideration" if kind == Appeal.Kind.RECONSIDERATION else "after" if after else "direct"
        told[name][result if closed and closed.year == year else Appeal.Result.PENDING] += 1
    return told


def appeals_of(organ_ids: Collection[int] | None, year: int, block: str, result: str) -> QuerySet[Appeal]:
    """The reviews and suits behind one cell of `appeal_cells`."""
    found = _of_organs(Appeal.objects.filter(received_on__lte=date(year, 12, 31)), organ_ids).select_related("case", "organ")
    kind = Appeal.Kind.RECONSIDERATION if block == "reconsideration" else Appeal.Kind.LITIGATION
    found = found.filter(kind=kind) if block == "reconsideration" else found.filter(kind=kind, after_reconsideration=block == "after")
    closed = Q(closed_on__year=year)
    if result != Appeal.Result.PENDING:
        return found.filter(closed, result=result)
    return found.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=date(year, 12, 31)) | (closed & Q(result=result)))


def fees_of(organ_ids: Collection[int] | None, year: int) -> QuerySet[Fee]:
    """Fees told in the year, for the statement of section 六."""
    return _of_organs(Fee.objects.filter(notified_on__year=year), organ_ids).select_related("case", "organ")


def _of_organs(found: QuerySet, organ_ids: Collection[int] | None) -> QuerySet:
    return found if organ_ids is None else found.filter(organ_id__in=list(organ_ids))
