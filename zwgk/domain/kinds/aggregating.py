"""Grouped figures → what a chart draws. The grouping itself is the database's; here months are filled, long tails gathered, words put on.

A chart's `by` is a field or year(field), quarter(field), month(field); its `value` is count, or one or more of sum(field),
mean(field), share(part, whole).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from zwgk.law.kind_model import ChartDef, FieldDef, FieldType, KindDef

from .showing import period_name

MOST_BARS, MOST_MONTHS = 12, 24
REST = "其他"
_CALL = re.compile(r"(\w+)\(([\w,\s]+)\)")


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a chart."""

    how: str  # count, sum, mean, share
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures, a figure per label; None where nothing is known."""

    name: str
    figures: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart ready to be drawn, and its table."""

    title: str
    type: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""

    @property
    def rows(self) -> list[tuple[str, list[Decimal | None]]]:
        """The same as a table."""
        return [(label, [each.figures[at] for each in self.series]) for at, label in enumerate(self.labels)]


def bucket_of(chart: ChartDef) -> tuple[str, str]:
    """(how, field): month(decided_on) → ("month", "decided_on"); organ → ("", "organ")."""
    found = _CALL.fullmatch(chart.by.strip())
    return (found[1], found[2].strip()) if found else ("", chart.by.strip())


def measures_of(chart: ChartDef) -> tuple[Measure, ...]:
    """count, or the sums, means and shares that are asked."""
    found = tuple(Measure(how, tuple(part.strip() for part in names.split(","))) for how, names in _CALL.findall(chart.value))
    return found or (Measure("count"),)


def unit_of(kind: KindDef, chart: ChartDef) -> str:
    """The unit of the figures."""
    measure = measures_of(chart)[0]
    if measure.how == "count":
        return "条"
    return "%" if measure.how == "share" else kind.field(measure.fields[0]).unit


def drawing(kind: KindDef, chart: ChartDef, grouped: Mapping[tuple[str, str], Decimal]) -> Drawing:
    """Figures by (bucket, series) → a drawing."""
    how, name = bucket_of(chart)
    names = list(dict.fromkeys(serie for _, serie in grouped))
    if chart.split:
        order = kind.field(chart.split).options
        names.sort(key=lambda each: order.index(each) if each in order else len(order))
    running = how or kind.field(name).type in (FieldType.PERIOD, FieldType.YEAR, FieldType.DATE)
    buckets = _running(how, {each for each, _ in grouped}) if running else _largest(grouped, kind.field(name))
    rest = set() if running else {each for each, _ in grouped} - set(buckets)
    series = []
    for serie in names:
        figures = [grouped.get((each, serie)) for each in buckets]
        if rest:
            figures.append(sum((grouped.get((each, serie), Decimal(0)) for each in rest), Decimal(0)))
        if running and measures_of(chart)[0].how in ("count", "sum") and how:
            figures = [Decimal(0) if each is None else each for each in figures]
        series.append(Series(serie or kind.title, tuple(figures)))
    labels = [_label(how, kind.field(name), each) for each in buckets] + ([f"{REST}（{len(rest)}项）"] if rest else [])
    return Drawing(chart.title, chart.type, tuple(labels), tuple(series), unit_of(kind, chart))


def _running(how: str, buckets: Iterable[str]) -> list[str]:
    """Months and years without holes, the last ones; other periods as they are."""
    found = sorted(each for each in buckets if each)
    if not found or how not in ("month", "year"):
        return found[-MOST_MONTHS:]
    if how == "year":
        return [str(year) for year in range(int(found[0]), int(found[-1]) + 1)][-MOST_MONTHS:]
    first, last = (int(each[:4]) * 12 + int(each[5:7]) - 1 for each in (found[0], found[-1]))
    return [f"{at // 12}-{at % 12 + 1:02}" for at in range(first, last + 1)][-MOST_MONTHS:]


def _largest(grouped: Mapping[tuple[str, str], Decimal], field: FieldDef) -> list[str]:
    """The options in their order; free words by size, a long tail left for 其他."""
    sums: dict[str, Decimal] = {}
    for (bucket, _), figure in grouped.items():
        if bucket:
            sums[bucket] = sums.get(bucket, Decimal(0)) + figure
    if field.options:
        return [each for each in field.options if each in sums]
    ranked = sorted(sums, key=lambda each: (-sums[each], each))
    return ranked if len(ranked) <= MOST_BARS else ranked[: MOST_BARS - 1]


def _label(how: str, field: FieldDef, bucket: str) -> str:
    if how == "month":
        return f"{bucket[:4]}年{int(bucket[5:7])}月"
    if how == "quarter" or field.type is FieldType.PERIOD:
        return period_name(bucket)
    return f"{bucket.rstrip('年')}年" if how == "year" or field.type is FieldType.YEAR else bucket
