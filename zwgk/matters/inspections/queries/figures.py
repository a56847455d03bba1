"""The figures of a month: found, mended, how long it took; by unit and by sort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median

from django.utils.timezone import get_current_timezone, localdate

from zwgk.foundation.organs.models import Organ
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.inspections import rules
from zwgk.matters.inspections.models import Problem, Run


@dataclass(slots=True)
class Unit:
    """One unit in the month."""

    organ: Organ
    found: int = 0
    mended: int = 0
    open: int = 0  # at the end of the month
    late: int = 0  # mended or still open after the day of the order
    days: list[int] = field(default_factory=list)  # working days from order to mended

    @property
    def usual(self) -> float | None:
        return median(self.days) if self.days else None


@dataclass(frozen=True, slots=True)
class Figures:
    """A month of checks."""

    start: date
    end: date
    runs: int
    pages: int  # looked at
    public: int  # public pages at the last run
    units: list[Unit]
    groups: list[tuple[str, str, int, int, int]]  # key, sort, found, mended, open
    rows: list[Problem]
    behind: dict[str, list[int]]  # found, mended, open, late, dismissed → the problems behind the number

    @property
    def dismissed(self) -> int:
        return len(self.behind.get("dismissed", ()))

    @property
    def found(self) -> int:
        return sum(unit.found for unit in self.units)

    @property
    def mended(self) -> int:
        return sum(unit.mended for unit in self.units)

    @property
    def open(self) -> int:
        return sum(unit.open for unit in self.units)

    @property
    def late(self) -> int:
        return sum(unit.late for unit in self.units)

    @property
    def usual(self) -> float | None:
        days = [day for unit in self.units for day in unit.days]
        return median(days) if days else None


def month_of(day: date) -> tuple[date, date]:
    """Its first day and the first of the next."""
    start = day.replace(day=1)
    return start, (start + timedelta(days=32)).replace(day=1)


def figures(day: date, today: date, organ_ids: set[int] | None = None) -> Figures:
    """The month in which the day lies, as far as it has gone; hints are not counted."""
    start, end = month_of(day)
    last = min(end - timedelta(days=1), today)
    zone = get_current_timezone()
    begins, ends = (datetime(each.year, each.month, each.day, tzinfo=zone) for each in (start, end))
    known = Problem.objects.filter(found_at__lt=ends).exclude(rule__in=rules.hints()).select_related("organ", "column", "finding")
    known = known if organ_ids is None else known.filter(organ_id__in=organ_ids)
    rows = [row for row in known.order_by("organ__order", "organ_id", "rule", "pk") if row.ended_at is None or row.ended_at >= begins]
    units: dict[int, Unit] = {}
    kinds: dict[str, Counter[str]] = {group: Counter() for group in rules.GROUPS}
    behind: dict[str, list[int]] = {}
    group_of = {ident: each.group for ident, each in rules.every().items()}
    for row in rows:
        if row.state == Problem.State.DISMISSED and row.ended_at and row.ended_at < ends:
            behind.setdefault("dismissed", []).append(row.pk)
            continue
        unit = units.setdefault(row.organ_id, Unit(row.organ))
        for name in _counted(row, unit, begins, ends, last):
            kinds.setdefault(group_of.get(row.rule, "page"), Counter())[name] += 1
            behind.setdefault(name, []).append(row.pk)
    looked = list(Run.objects.filter(began_at__gte=begins, began_at__lt=ends).order_by("pk").values_list("counts", flat=True))
    groups = [(group, title, kinds[group]["found"], kinds[group]["mended"], kinds[group]["open"]) for group, title in rules.GROUPS.items() if kinds[group]]
    return Figures(
        start, end, len(looked), sum(counts.get("looked", 0) for counts in looked), looked[-1].get("public", 0) if looked else 0,
        sorted(units.values(), key=lambda unit: (-unit.open, -unit.found, unit.organ.order)), groups, rows, behind,
    )  # fmt: skip


def _counted(row: Problem, unit: Unit, begins: datetime, ends: datetime, last: date) -> Sequence[str]:
    """Into which numbers this problem goes."""
    names = ["found"] if row.found_at >= begins else []
    ended = localdate(row.ended_at) if row.state == Problem.State.MENDED and row.ended_at is not None and row.ended_at < ends else None
    if ended is not None:
        unit.days.append(rulebook.calendar().count(localdate(row.found_at), ended))
    names.append("open" if ended is None else "mended")
    due = row.finding.order_due if row.finding else None
    if due is not None and (ended or last) > due:
        names.append("late")
    for name in names:
        setattr(unit, name, getattr(unit, name) + 1)
    return names

