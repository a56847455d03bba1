"""Rows of a kind out of their cells: filtered, sorted, summed, grouped. Everything reads `Cell`, nothing looks into JSON.

    Asked(kind, filters, …)             what somebody wants to see; `asked_from(kind, given)` reads it out of an address
    page(asked)  → ids in order         count(asked)   sums(asked)   choices(asked, field)   grouped(asked, chart)

`Asked.office` False: cells of what is public now. True: cells of the drafts, for the office.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q, QuerySet, Sum
from django.db.models.functions import Substr

from zwgk.domain.kinds import bucket_of, is_public, measures_of
from zwgk.foundation.pagecache.queries import shows
from zwgk.law.kind_model import NUMBERS, ChartDef, FieldDef, FieldType, KindDef

from .. import shelves
from ..models import Cell

EXACT = frozenset({
    FieldType.CHOICE, FieldType.ORGAN, FieldType.PLACE, FieldType.PERIOD, FieldType.YEAR, FieldType.YESNO, FieldType.KEY,
})  # fmt: skip
MOST_CHOICES = 200
MOST_HOLDING = 5_000  # rows named one by one in a question


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see of a kind."""

    kind: KindDef
    filters: Mapping[str, str] = field(default_factory=dict)  # field → words; of a date: “2026-01-01..2026-03-31”
    text: str = ""
    sort: str = ""  # field, with “-” in front from the top
    office: bool = False
    organs: frozenset[int] | None = None  # None: every organ
    states: tuple[str, ...] = ()  # of records, for the office
    holding: tuple[int, ...] | None = None  # rows that hold the text, when they were looked up before (`narrowed`)

    @property
    def sort_field(self) -> FieldDef:
        """The field by which the rows are ordered."""
        return self.kind.field(self.sort.lstrip("-"))

    @property
    def base(self) -> str:
        """The column of `Cell` that names a row."""
        return "record_id" if self.office else "publication_id"


def asked_from(kind: KindDef, given: Mapping[str, Any], **more: Any) -> Asked:
    """Filters and order out of the address of a page; what it does not know is left out."""
    filters, fields = {}, [each for each in kind.fields if more.get("office") or is_public(each)]
    for each in fields:
        if not each.filter:
            continue
        if each.type is FieldType.DATE:
            since, until = _day(given.get(f"{each.id}_from")), _day(given.get(f"{each.id}_to"))
            if since or until:
                filters[each.id] = f"{since}..{until}"
        elif wanted := str(given.get(each.id, "")).strip()[:200]:
            filters[each.id] = wanted
    sort = str(given.get("sort", ""))
    known = {each.id for each in fields if each.sort or each.listed}
    return Asked(kind, filters, str(given.get("q", "")).strip()[:80], sort if sort.lstrip("-") in known else default_sort(kind), **more)


def _day(said: Any) -> str:
    try:
        return date.fromisoformat(str(said)).isoformat()
    except ValueError:
        return ""


def default_sort(kind: KindDef) -> str:
    """The newest first, by the first day or period that may be sorted; else by the first column."""
    for each in kind.fields:
        if each.sort and each.type in (FieldType.DATE, FieldType.PERIOD, FieldType.YEAR):
            return f"-{each.id}"
    return next(each.id for each in kind.fields if each.listed)


def _cells(asked: Asked, name: str) -> QuerySet[Cell]:
    shows(shelves.of_kind(asked.kind.id))
    return Cell.objects.filter(kind=asked.kind.id, field=name, publication__isnull=asked.office)


def matching(asked: Asked, name: str) -> QuerySet[Cell]:
    """Cells of one field, of the rows that were asked for."""
    found = _cells(asked, name)
    if asked.organs is not None:
        found = found.filter(record__organ__in=asked.organs)
    if asked.states:
        found = found.filter(record__state__in=asked.states)
    for each, wanted in asked.filters.items():
        told = _wanted(asked.kind.field(each), wanted)
        found = found.filter(told) if each == name else found.filter(**{f"{asked.base}__in": _cells(asked, each).filter(told).values(asked.base)})
    if asked.holding is not None:
        found = found.filter(**{f"{asked.base}__in": asked.holding})
    elif asked.text:
        found = found.filter(**{f"{asked.base}__in": _holding(asked)})
    return found


def narrowed(asked: Asked) -> Asked:
    """The same, with its words looked for once and not in every question of the page."""
    if not asked.text:
        return asked
    found = tuple(_holding(asked).distinct().values_list(asked.base, flat=True)[: MOST_HOLDING + 1])
    return replace(asked, holding=found) if len(found) <= MOST_HOLDING else asked


def _holding(asked: Asked) -> QuerySet[Cell]:
    """Rows that hold the words in a column of text."""
    fields = (each for each in asked.kind.fields if asked.office or is_public(each))
    names = [each.id for each in fields if each.projected and each.type not in NUMBERS and each.type is not FieldType.DATE]
    how = "contains" if asked.text.upper() == asked.text.lower() else "icontains"  # PostgreSQL folds every cell for a word with letters
    hits = Cell.objects.filter(kind=asked.kind.id, field__in=names, publication__isnull=asked.office, **{f"text__{how}": asked.text})
    return hits.values(asked.base)


def _wanted(each: FieldDef, wanted: str) -> Q:
    if each.type is FieldType.DATE:
        since, _, until = wanted.partition("..")
        told = Q(day__gte=since) if since else Q()
        return told & Q(day__lte=until) if until else told
    return Q(text=wanted) if each.type in EXACT else Q(text__icontains=wanted)


def count(asked: Asked) -> int:
    return matching(asked, asked.sort.lstrip("-")).count()


def page(asked: Asked, start: int, size: int) -> list[int]:
    """Ids of publications (or records) in order. A required field has no empty cells, so that the order is the index itself."""
    by, down = asked.sort_field, asked.sort.startswith("-")
    column = "day" if by.type is FieldType.DATE else "amount" if by.type in NUMBERS else "text"
    key = F(column)
    if by.required:
        order = key.desc() if down else key.asc()
    else:
        order = key.desc(nulls_last=True) if down else key.asc(nulls_last=True)
    last = f"-{asked.base}" if down else asked.base
    return list(matching(asked, by.id).order_by(order, last).values_list(asked.base, flat=True)[start : start + size])


def cells_of(ids: Sequence[int], *, office: bool) -> dict[int, dict[str, Cell]]:
    """Every cell of these rows."""
    base = "record_id" if office else "publication_id"
    out: dict[int, dict[str, Cell]] = {each: {} for each in ids}
    for cell in Cell.objects.filter(**{f"{base}__in": ids}, publication__isnull=office):
        out[getattr(cell, base)][cell.field] = cell
    return out


def sums(asked: Asked) -> list[tuple[FieldDef, Decimal]]:
    """The sum of every column that is summed."""
    out = []
    for each in asked.kind.fields:
        if each.sum:
            found = matching(asked, each.id).aggregate(total=Sum("amount"))["total"]
            if found is not None:
                out.append((each, found))
    return out


def choices(asked: Asked, name: str) -> list[tuple[str, int]]:
    """The words of one field with how many rows have them, its own filter left aside."""
    others = replace(asked, filters={each: wanted for each, wanted in asked.filters.items() if each != name})
    found = matching(others, name).exclude(text="").values("text").annotate(rows=Count("id")).order_by("text")
    listed = [(row["text"], row["rows"]) for row in found[:MOST_CHOICES]]
    order = asked.kind.field(name).options
    if order:
        listed.sort(key=lambda each: order.index(each[0]) if each[0] in order else len(order))
    elif asked.kind.field(name).type in (FieldType.PERIOD, FieldType.YEAR):
        listed.reverse()
    return listed


def grouped(asked: Asked, chart: ChartDef) -> dict[tuple[str, str], Decimal]:
    """(bucket, series) → figure, as `domain.kinds.drawing` wants it."""
    measures = measures_of(chart)
    if measures[0].how == "count":
        return _grouped(asked, chart, "")
    if measures[0].how == "share":
        part, whole = (_grouped(asked, chart, name) for name in measures[0].fields)
        return {each: round(part.get(each, Decimal(0)) * 100 / figure, 2) for each, figure in whole.items() if figure}
    if measures[0].how == "mean":
        figures, rows = _grouped(asked, chart, measures[0].fields[0]), _grouped(asked, chart, "")
        return {each: round(figure / rows[each], 2) for each, figure in figures.items() if rows.get(each)}
    if len(measures) == 1:
        return _grouped(asked, chart, measures[0].fields[0])
    out = {}
    for measure in measures:
        label = asked.kind.field(measure.fields[0]).label
        out.update({(bucket, label): figure for (bucket, _), figure in _grouped(asked, chart, measure.fields[0]).items()})
    return out


def _grouped(asked: Asked, chart: ChartDef, value: str) -> dict[tuple[str, str], Decimal]:
    """Count of rows, or the sum of `value`, per bucket and split: the database adds up, cells are joined by their row."""
    how, name = bucket_of(chart)
    by = Substr("text", 1, {"month": 7, "quarter": 7, "year": 4}[how]) if how else F("text")
    found = matching(asked, name).annotate(bucket=by)
    joins = {"split": chart.split, "value": value}
    for alias, other in joins.items():
        if other and other != name:
            found = _joined(found, asked, alias, other)
    split = {"": None, name: F("text")}.get(chart.split, F("split__text"))
    names = ["bucket"]
    if split is not None:
        found, names = found.annotate(serie=split), ["bucket", "serie"]
    figure = Sum(F("value__amount") if value != name else F("amount")) if value else Count("id")
    out: dict[tuple[str, str], Decimal] = {}
    for row in found.values(*names).annotate(figure=figure).order_by():
        if row["bucket"] and row["figure"] is not None:
            key = (_quarter(row["bucket"]) if how == "quarter" else row["bucket"], row.get("serie") or "")
            out[key] = out.get(key, Decimal(0)) + Decimal(row["figure"])
    return out


def _joined(found: QuerySet[Cell], asked: Asked, alias: str, name: str) -> QuerySet[Cell]:
    """Another cell of the same row beside each one."""
    way = "record__cells" if asked.office else "publication__cells"
    told = Q(**{f"{way}__field": name})
    if asked.office:
        told &= Q(**{f"{way}__publication": None})
    return found.annotate(**{alias: FilteredRelation(way, condition=told)})


def _quarter(month: str) -> str:
    """2026-08 → 2026Q3."""
    return f"{month[:4]}Q{(int(month[5:7]) + 2) // 3}"
