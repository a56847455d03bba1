"""Columns of organs, their keepers, the table of duties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Organ, OrganKind, Person
from zwgk.matters.catalogue.models import Column, ColumnDuty, Entry, Step

KEEPING = (
    OrganKind.GOVERNMENT, OrganKind.GOVERNMENT_OFFICE, OrganKind.DEPARTMENT, OrganKind.DISPATCHED, OrganKind.TOWNSHIP, OrganKind.STREET,
)  # fmt: skip


@dataclass(slots=True)
class ColumnRow:
    """A column with who does what in it."""

    column: Column
    holders: dict[str, ColumnDuty] = field(default_factory=dict)

    @property
    def keeper(self) -> ColumnDuty | None:
        return self.holders.get(Step.KEEP)

    @property
    def steps(self) -> list[tuple[str, ColumnDuty | None]]:
        return [(str(step.label), self.holders.get(step.value)) for step in Step]


def every_column() -> QuerySet[Column]:
    return Column.objects.select_related("organ", "parent")


def columns_of(organ: Organ) -> QuerySet[Column]:
    """The columns that this organ keeps, in order."""
    return every_column().filter(organ=organ, closed_on__isnull=True)


def tree_of(organ: Organ) -> list[tuple[Column, list[Column]]]:
    """First level with what stands below."""
    rows = list(columns_of(organ))
    below: dict[int, list[Column]] = {}
    for row in rows:
        if row.parent_id:
            below.setdefault(row.parent_id, []).append(row)
    return [(row, below.get(row.pk, [])) for row in rows if row.parent_id is None]


def column_at(organ: Organ, key: str) -> Column | None:
    return columns_of(organ).filter(key=key).first()


def column_for(entry: Entry, organ: Organ) -> Column | None:
    """Where what is published under this entry stands at this organ; 本级重点公开 or 其他法定信息 when it has no such column."""
    wanted = [entry.column_key, "art21", "art20-15"]
    found = {row.key: row for row in columns_of(organ).filter(key__in=wanted)}
    return next((found[key] for key in wanted if key in found), None)


def columns_by_key(key: str) -> QuerySet[Column]:
    """The same column at every organ."""
    return every_column().filter(key=key, closed_on__isnull=True)


def column_keys() -> list[tuple[str, str]]:
    """Key and usual title, for choosing one in a form."""
    seen: dict[str, str] = {}
    for key, title in Column.objects.filter(closed_on__isnull=True).order_by("order", "id").values_list("key", "title"):
        seen.setdefault(key, title)
    return list(seen.items())


def obliged(day: date) -> QuerySet[Organ]:
    """Organs that keep columns."""
    return organs.living(day).filter(kind__in=KEEPING)


def add_holders(columns: Iterable[Column], day: date) -> list[ColumnRow]:
    """Who does what in each of them on that day, in one question."""
    rows = {column.pk: ColumnRow(column) for column in columns}
    held = ColumnDuty.objects.filter(Q(until__isnull=True) | Q(until__gte=day), column_id__in=list(rows), since__lte=day).select_related("person")
    for duty in held.order_by("since"):
        rows[duty.column_id].holders[duty.step] = duty
    return list(rows.values())


def keeper_of(column: Column, day: date) -> Person | None:
    """Who answers for the column (PRO-06)."""
    row = next(iter(add_holders([column], day)), None)
    return row.keeper.person if row and row.keeper else None


def duty_table(organ: Organ, day: date) -> list[ColumnRow]:
    """采集、审核、发布 of every column of an organ (ATT-06)."""
    return add_holders(columns_of(organ), day)


def without_keeper(day: date, organ_ids: Iterable[int] | None = None) -> QuerySet[Column]:
    """Columns for which nobody answers."""
    held = ColumnDuty.objects.filter(Q(until__isnull=True) | Q(until__gte=day), step=Step.KEEP, person__is_active=True).values("column_id")
    rows = every_column().filter(closed_on__isnull=True).exclude(pk__in=held)
    return rows if organ_ids is None else rows.filter(organ_id__in=list(organ_ids))
