"""Fields with what stands in each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from zwgk.domain.rights import Actor
from zwgk.matters.catalogue.models import Edition, EditionState, Entry, EntryState, Field, Guide


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One line of the overview."""

    field: Field
    entries: int
    released: int
    guide: Guide | None
    edition: Edition | None  # the newest
    released_edition: Edition | None


def fields() -> QuerySet[Field]:
    """Those that are kept, in order."""
    return Field.objects.filter(closed_on__isnull=True).select_related("department")


def field_called(key: str) -> Field | None:
    return Field.objects.filter(key=key).first()


def field_rows() -> list[FieldRow]:
    """Every field with its numbers; six questions whatever their count."""
    live = Entry.objects.filter(state=EntryState.LIVE).values("field_id").annotate(n=Count("pk"), out=Count("pk", filter=Q(released__isnull=False)))
    counts = {row["field_id"]: (row["n"], row["out"]) for row in live}
    guides = {row.field_id: row for row in Guide.objects.defer("rows").filter(pk__in=_newest(Guide))}
    editions = {row.field_id: row for row in Edition.objects.defer("revisions").filter(pk__in=_newest(Edition))}
    out = {row.field_id: row for row in Edition.objects.defer("revisions").filter(state=EditionState.RELEASED)}
    return [
        FieldRow(row, *counts.get(row.pk, (0, 0)), guides.get(row.pk), editions.get(row.pk), out.get(row.pk))
        for row in fields()
    ]  # fmt: skip


def released_fields() -> list[tuple[Field, Edition, int]]:
    """Fields with a released catalogue: the edition, how many entries."""
    counts = dict(Entry.objects.filter(released__isnull=False).values_list("field_id").annotate(Count("pk")))
    rows = Edition.objects.filter(state=EditionState.RELEASED, field__closed_on__isnull=True).select_related("field__department").defer("revisions")
    return [(row.field, row, counts.get(row.field_id, 0)) for row in rows.order_by("field__order")]


def visible(actor: Actor, day: date) -> bool:
    """Everybody with the right sees the whole catalogue: it is made to be public."""
    return actor.may("catalogue.see")


def _newest(table: type[Guide] | type[Edition]) -> list[int]:
    return [row["newest"] for row in table.objects.order_by().values("field_id").annotate(newest=Max("pk"))]
