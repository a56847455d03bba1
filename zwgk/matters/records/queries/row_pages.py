"""What the pages of a kind show: rows in words, how kinds stand, the course of a project, which periods are owed, who was late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Q
from django.utils.timezone import localdate

from zwgk.domain.kinds import Drawing, drawing, is_public
from zwgk.domain.kinds.showing import period_name
from zwgk.foundation.clocks import queries as clocks
from zwgk.foundation.clocks.models import Clock
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ, OrganKind
from zwgk.foundation.pagecache.queries import shows
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.kind_model import NUMBERS, FieldDef, FieldType, KindDef, Stage
from zwgk.matters.records.models import DOCUMENT, SUBJECT, Cell, Publication, Record

from ..shelves import of_kind
from . import rows
from .rows import Asked

PERIODS = {"month": 12, "quarter": 4, "half_year": 2, "year": 1}
SHOWN_PERIODS = 6


@dataclass(frozen=True, slots=True)
class Value:
    """One cell of a table in words."""

    field: FieldDef
    text: str
    url: str = ""

    @property
    def is_number(self) -> bool:
        return self.field.type in NUMBERS

    @property
    def is_day(self) -> bool:
        return self.field.type is FieldType.DATE


@dataclass(slots=True)
class Row:
    """One line of a table: the thing, its words, its light."""

    thing: Any
    values: list[Value]
    light: Any = None
    clock: Clock | None = None


def columns(kind: KindDef) -> list[FieldDef]:
    """The columns of the tables."""
    return [each for each in kind.fields if each.listed]


def public_columns(kind: KindDef) -> list[FieldDef]:
    """Those that the public sees; a field that was hidden later is not among them, whatever was published of it before."""
    return [each for each in columns(kind) if is_public(each)]


def words(each: FieldDef, cell: Cell | None) -> str:
    """A cell as people read it."""
    if cell is None or not cell.text:
        return ""
    return period_name(cell.text) if each.type is FieldType.PERIOD else cell.text


def table(asked: Asked, start: int, size: int) -> list[Row]:
    """The rows of one page: ids from the index, then their cells, then the things themselves."""
    ids = rows.page(asked, start, size)
    cells = rows.cells_of(ids, office=asked.office)
    things = Record.objects.select_related("organ", "live") if asked.office else Publication.objects.select_related("organ")
    found = {each.pk: each for each in things.defer("body", "values").filter(pk__in=ids)}
    linked = _linked(asked.kind, cells.values(), office=asked.office)
    shown, out = columns(asked.kind) if asked.office else public_columns(asked.kind), []
    for each in ids:
        if each in found:
            values = [Value(column, words(column, cells[each].get(column.id)), "") for column in shown]
            out.append(Row(found[each], [_followed(value, linked) for value in values]))
    return out


def _linked(kind: KindDef, cells: Iterable[dict[str, Cell]], *, office: bool) -> dict[tuple[str, str], tuple[str, str]]:
    """(kind, key) → (name, address) of the rows that are pointed to."""
    wanted: dict[str, set[str]] = {}
    pointing = [each for each in columns(kind) if each.type is FieldType.KEY]
    for row in cells:
        for each in pointing:
            if each.id in row and row[each.id].text:
                wanted.setdefault(each.of, set()).add(row[each.id].text)
    found = {}
    shows(*map(of_kind, wanted))
    for other, keys in wanted.items():
        for record in Record.objects.filter(kind=other, key__in=keys).select_related("live").only("key", "kind", "title", "live__slug", "live__title"):
            if office or record.live is not None:
                found[other, record.key] = (record.title, record.url) if office else (record.live.title, record.live.url)
    return found


def _followed(value: Value, linked: dict[tuple[str, str], tuple[str, str]]) -> Value:
    name, url = linked.get((value.field.of, value.text), ("", ""))
    return Value(value.field, name, url) if name else value


def with_lights(found: list[Row], at: datetime) -> list[Row]:
    """The limit of each draft beside it."""
    by_id: dict[str, Clock] = {}
    for clock in clocks.of_subjects(SUBJECT, [row.thing.pk for row in found]).exclude(state="void"):
        by_id[clock.subject_id] = clock
    for row in found:
        row.clock = by_id.get(str(row.thing.pk))
        row.light = clocks.light(row.clock, at) if row.clock else None
    return found


def charts(asked: Asked) -> list[Drawing]:
    """The drawings of the kind over what was asked for, empty ones left out; a timeline is a table of its own."""
    drawn = [drawing(asked.kind, each, rows.grouped(asked, each)) for each in asked.kind.charts if each.type != "timeline"]
    return [each for each in drawn if each.labels]


def standing() -> list[tuple[str, list[tuple[KindDef, int, datetime | None]]]]:
    """Every kind by theme with its number of public rows and the newest one."""
    shows(*map(of_kind, rulebook.law().kinds))
    told = Publication.objects.filter(shown=True).exclude(kind=DOCUMENT).order_by().values("kind").annotate(rows=Count("id"), newest=Max("published_at"))
    counted = {each["kind"]: (each["rows"], each["newest"]) for each in told}
    themes: dict[str, list[tuple[KindDef, int, datetime | None]]] = {}
    for kind in rulebook.law().kinds.values():
        themes.setdefault(kind.theme, []).append((kind, *counted.get(kind.id, (0, None))))
    return list(themes.items())


def office_standing(organ_ids: set[int] | None) -> dict[str, dict[str, int]]:
    """Kind → state → how many records these organs have."""
    found = Record.objects.exclude(kind=DOCUMENT).exclude(state__in=("staged", "discarded"))
    if organ_ids is not None:
        found = found.filter(organ__in=organ_ids)
    out: dict[str, dict[str, int]] = {}
    for each in found.order_by().values("kind", "state").annotate(rows=Count("id")):
        out.setdefault(each["kind"], {})[each["state"]] = each["rows"]
    return out


@dataclass(slots=True)
class Station:
    """One station of a course: what was published of it, by whom it is owed."""

    stage: Stage
    rows: list[tuple[str, Publication]] = field(default_factory=list)  # day, what


def course(kind: KindDef, key: str) -> list[Station]:
    """The course of one thing out of the public rows of the other kind; a station without rows is a gap."""
    line = kind.line
    if line is None:
        return []
    shows(of_kind(line.kind))
    base = Cell.objects.filter(kind=line.kind, publication__isnull=False)
    ids = list(base.filter(field=line.field, text=key).values_list("publication_id", flat=True))
    cells = rows.cells_of(ids, office=False)
    found = {each.pk: each for each in Publication.objects.filter(pk__in=ids).select_related("organ").defer("body")}
    stations = {stage.name: Station(stage) for stage in line.stages}
    for pk, own in cells.items():
        stage, day = own.get(line.by), own.get(line.day)
        if stage and stage.text in stations and pk in found:
            stations[stage.text].rows.append((day.text if day else "", found[pk]))
    for station in stations.values():
        station.rows.sort(key=lambda each: each[0])
    return list(stations.values())


@dataclass(frozen=True, slots=True)
class Owed:
    """Which periods a place has published: periods as columns, places as rows."""

    periods: tuple[str, ...]
    lines: tuple[tuple[Organ, tuple[bool, ...]], ...]

    @property
    def named(self) -> list[str]:
        """The periods as a resident reads them: 2026年第三季度."""
        return [period_name(period) for period in self.periods]

    def missing(self, period: str) -> list[Organ]:
        at = self.periods.index(period)
        return [organ for organ, done in self.lines if not done[at]]

    @property
    def gaps(self) -> list[tuple[str, list[Organ]]]:
        """Period → places that owe it, the newest first."""
        return [(period_name(period), owing) for period in reversed(self.periods) if (owing := self.missing(period))]


def owed(kind: KindDef, day: date) -> Owed | None:
    """Township × period of a kind that is due each period; None for other kinds."""
    place = next((each for each in kind.fields if each.type is FieldType.PLACE and each.id in kind.key), None)
    when = next((each for each in kind.fields if each.type is FieldType.PERIOD and each.id in kind.key), None)
    if kind.every not in PERIODS or place is None or when is None:
        return None
    shows(of_kind(kind.id))
    periods = ended_periods(kind.every, day)
    towns = [each for each in organs.living(day).order_by("order", "id") if each.kind in (OrganKind.TOWNSHIP, OrganKind.STREET)]
    cells = Cell.objects.filter(kind=kind.id, field__in=(place.id, when.id), publication__isnull=False).filter(Q(field=place.id) | Q(text__in=periods))
    by_row: dict[int, dict[str, str]] = {}
    for pk, name, text in cells.values_list("publication_id", "field", "text"):
        by_row.setdefault(pk, {})[name] = text
    done = {(each.get(place.id, ""), each.get(when.id, "")) for each in by_row.values()}
    begun = min((period for _, period in done if period in periods), default=periods[0])
    periods = tuple(period for period in periods if period >= begun)  # what lies before the county's first period was not yet kept here
    return Owed(periods, tuple((town, tuple(any((name, period) in done for name in (town.label, town.name, town.short_name)) for period in periods)) for town in towns))


def ended_periods(every: str, day: date) -> tuple[str, ...]:
    """The last periods that have ended before the day."""
    count, found = PERIODS[every], []
    number = day.year * count + (day.month - 1) * count // 12
    for at in range(number - SHOWN_PERIODS, number):
        year, part = divmod(at, count)
        sign = {"month": f"-{part + 1:02}", "quarter": f"Q{part + 1}", "half_year": f"H{part + 1}", "year": ""}[every]
        found.append(f"{year}{sign}")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Late:
    """A row that was published late, or is late now."""

    clock: Clock
    days: int  # calendar days behind


def late(kind_ids: Sequence[str], organ_ids: set[int] | None, at: datetime) -> list[Late]:
    """ENF-03: decisions whose publication came after its last day, or has not come; the longest first."""
    rules = {rule for each in kind_ids if (rule := rulebook.law().kinds[each].deadline)}
    found = clocks.of_type(SUBJECT).filter(rule__in=rules).filter(Q(state="running", due_at__lt=at) | Q(met_late=True)).select_related("organ")
    if organ_ids is not None:
        found = found.filter(organ__in=organ_ids)
    listed = list(found.order_by("-due_at")[:500])
    wanted = set(Record.objects.filter(pk__in=[each.subject_id for each in listed], kind__in=kind_ids).values_list("pk", flat=True))
    out = [Late(each, (localdate(each.met_at or at) - each.due_on).days) for each in listed if int(each.subject_id) in wanted and each.due_on]
    return sorted(out, key=lambda each: -each.days)


def timeline(kind: KindDef) -> tuple[list[int], list[tuple[str, str, str, int, int, int]]]:
    """规划 over the years: the years, and (name, address, group, empty before, width, empty behind) of each public row."""
    chart = next((each for each in kind.charts if each.type == "timeline"), None)
    if chart is None:
        return [], []
    shows(of_kind(kind.id))
    found = list(Publication.objects.filter(shown=True, kind=kind.id).only("title", "slug", "values")[:200])
    spans = [(each, int(each.values[chart.by]), int(each.values.get("to_year", each.values[chart.by]))) for each in found if chart.by in each.values]
    if not spans:
        return [], []
    first, last = min(start for _, start, _ in spans), max(end for _, _, end in spans)
    spans.sort(key=lambda each: (str(each[0].values.get(chart.split, "")), each[1]))
    lines = [(each.title, each.url, str(each.values.get(chart.split, "")), start - first, end - start + 1, last - end) for each, start, end in spans]
    return list(range(first, last + 1)), lines


def total(figures: Iterable[tuple[FieldDef, Decimal]]) -> list[tuple[str, str]]:
    """Sums in words."""
    return [(each.label if each.label.endswith("合计") else f"{each.label}合计", f"{figure:,.2f}".rstrip("0").rstrip(".") + each.unit) for each, figure in figures]
