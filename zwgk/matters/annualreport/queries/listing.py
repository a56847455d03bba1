"""Which reports there are, how complete a year is, how years compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ, OrganKind

from ..models import SUBJECT, Report, State
from .drawing import Figure, figures

# Art. 49: departments at county level and above, and the government itself; townships report in the same January by practice.
REPORTING = (OrganKind.GOVERNMENT, OrganKind.GOVERNMENT_OFFICE, OrganKind.DEPARTMENT, OrganKind.TOWNSHIP, OrganKind.STREET)
COMPARED = (
    ("收到申请", ("R1:total",)), ("办结申请", ("R3.7:total",)), ("予以公开和部分公开", ("R3.1:total", "R3.2:total")), ("结转下年度", ("R4:total",)),
    ("行政复议", ("review:total",)), ("行政诉讼", ("direct:total", "after:total")), ("现行有效规范性文件", ("normative:valid",)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One unit in the year's board."""

    organ: Organ
    report: Report | None
    light: object
    stage: str
    tone: str

    @property
    def complete(self) -> bool:
        return self.report is not None and self.report.state in (State.ACCEPTED, State.IMPORTED)


def visible_to(actor: Actor) -> QuerySet[Report]:
    """Reports of the organs that the right reaches."""
    reach = organs.reach(actor, "annualreport.see")
    found = Report.objects.select_related("organ", "record", "file").prefetch_related("sections")
    return found if reach is None else found.filter(organ_id__in=reach)


def reporting(day: date) -> QuerySet[Organ]:
    """Organs that owe a report for the year before."""
    return organs.living(day).filter(kind__in=REPORTING)


def years(actor: Actor) -> list[int]:
    """Years of which there are reports, newest first."""
    return sorted(set(visible_to(actor).order_by().values_list("year", flat=True)), reverse=True)


def board(year: int, actor: Actor, at: datetime, day: date) -> list[Line]:
    """Every unit that owes a report of the year, with its report and its light."""
    found = {report.organ_id: report for report in visible_to(actor).filter(year=year)}
    reach = organs.reach(actor, "annualreport.see")
    owing = [organ for organ in reporting(min(day, date(year, 12, 31))) if reach is None or organ.pk in reach]
    extra = [report.organ for report in found.values() if report.organ_id not in {organ.pk for organ in owing}]
    running = {clock.subject_id: clock for clock in clocks.of_subjects(SUBJECT, [report.pk for report in found.values()])}
    lines = []
    for organ in (*owing, *extra):
        report = found.get(organ.pk)
        clock = running.get(str(report.pk)) if report else None
        lines.append(Line(organ, report, clocks.light(clock, at) if clock else None, *stage(report)))
    return lines


def stage(report: Report | None) -> tuple[str, str]:
    """Words and tone for a badge."""
    if report is None:
        return "未生成", "late"
    if report.is_online:
        return "已公布", "fine"
    if report.record_id:
        return "审核发布中", "primary"
    tones = {State.DRAFTING: "soon", State.RETURNED: "late", State.SUBMITTED: "primary", State.ACCEPTED: "fine", State.IMPORTED: "neutral"}
    return str(State(report.state).label), tones[State(report.state)]


def online() -> QuerySet[Report]:
    """What the public may read."""
    return Report.objects.filter(record__live__isnull=False).select_related("organ", "record__live")


def below(report: Report) -> QuerySet[Report]:
    """The reports that a government sums up."""
    return Report.objects.filter(year=report.year, organ_id__in=organs.below([report.organ_id])).select_related("organ").prefetch_related("sections")


def compared(reports: Sequence[Report]) -> list[tuple[str, list[tuple[int, Figure]]]]:
    """Title → (year, figure), oldest first; only figures that are final."""
    known = [(report.year, figures(report)) for report in sorted(reports, key=lambda report: report.year) if report.figures]
    return [(title, [(year, sum((cells.get(cell, 0) for cell in addends), 0)) for year, cells in known]) for title, addends in COMPARED]
