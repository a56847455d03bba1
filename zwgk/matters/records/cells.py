"""The typed cells of a draft, for lists, filters and sums of the office; the public ones are made at publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zwgk.domain import kinds
from zwgk.foundation.rulebook import queries as rulebook

from .models import DOCUMENT, Cell, Record


def cells_of(record: Record) -> Iterator[Cell]:
    """Its cells, not saved; none for a document."""
    kind = rulebook.law().kinds.get(record.kind) if record.kind != DOCUMENT else None
    if kind is not None:
        for cell in kinds.projected(kind, record.values):
            yield Cell(record=record, kind=record.kind, field=cell.field, text=cell.text, amount=cell.number, day=cell.day)


def keep(records: Iterable[Record]) -> None:
    """Cells as the values stand now."""
    rows = [record for record in records if record.kind != DOCUMENT]
    if rows:
        Cell.objects.filter(record__in=rows, publication=None).delete()
        Cell.objects.bulk_create((cell for record in rows for cell in cells_of(record)), batch_size=500)
