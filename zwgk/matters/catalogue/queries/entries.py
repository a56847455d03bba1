"""Entries: the working copy for the office, the released versions for everybody else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from zwgk.domain import catalogues
from zwgk.foundation.organs.models import Organ
from zwgk.matters.catalogue.models import Column, Entry, EntryState, Field, Merge, Revision

COLUMNS = (*catalogues.row.TEXTS, *catalogues.row.TRUTHS, "channels", "tiers", "extra", "exceptions")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the list; "" leaves one out."""

    field_id: int | None = None
    organ_id: int | None = None  # publishes under it
    state: str = "live"
    show: str = ""  # wrong | unmapped | changed | variant
    tier: str = ""
    text: str = ""


def every_entry() -> QuerySet[Entry]:
    return Entry.objects.select_related("field", "owner", "released", "into", "varies")


def live_entries(field: Field | None = None) -> QuerySet[Entry]:
    """In the working copy."""
    found = every_entry().filter(state=EntryState.LIVE)
    return found if field is None else found.filter(field=field)


def filtered(wanted: Wanted) -> QuerySet[Entry]:
    """The list of the office."""
    found = every_entry()
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.field_id:
        found = found.filter(field_id=wanted.field_id)
    if wanted.organ_id:
        found = found.filter(publishers=wanted.organ_id)
    if wanted.text:
        found = found.filter(
            Q(level1__icontains=wanted.text) | Q(level2__icontains=wanted.text) | Q(level3__icontains=wanted.text) | Q(content__icontains=wanted.text)
        )
    if wanted.show == "unmapped":
        found = found.filter(column_key="")
    if wanted.show == "variant":
        found = found.filter(owner__isnull=False)
    if wanted.show == "nobody":
        found = found.filter(publishers__isnull=True)
    return found


def row_of(entry: Entry) -> catalogues.Row:
    """The working copy as a row."""
    return catalogues.from_values({name: getattr(entry, name) for name in COLUMNS})


def checked(entries: Iterable[Entry]) -> list[tuple[Entry, list[catalogues.Finding]]]:
    """Those with something to mend or look at."""
    found = [(entry, catalogues.check_row(row_of(entry))) for entry in entries]
    return [(entry, problems) for entry, problems in found if problems]


def unmapped() -> QuerySet[Entry]:
    """Bound to no column, or to a column that no organ has (CAT-09)."""
    known = set(Column.objects.filter(closed_on__isnull=True).values_list("key", flat=True).distinct())
    return live_entries().exclude(column_key__in=known)


def history(entry: Entry) -> list[tuple[Revision, tuple[tuple[str, str, str], ...]]]:
    """Every version, newest first, each with what it changed against the one before."""
    rows = list(entry.revisions.order_by("-number"))
    names = (*catalogues.comparing.COMPARED, "number", "extra", "exceptions")
    found = []
    for at, row in enumerate(rows):
        older = rows[at + 1].values if at + 1 < len(rows) else None
        found.append((row, catalogues.comparing.changed_fields(older, row.values, names) if older is not None else ()))
    return found


def simplifications(field: Field) -> list[tuple[Merge, list[tuple[str, str, str]]]]:
    """Merged, dropped, shortened: each with its columns before and after (CAT-08)."""
    return [(row, _before_after(row)) for row in field.merges.all()]


def _before_after(row: Merge) -> list[tuple[str, str, str]]:
    shown = []
    for each in row.before:
        after = next((one["values"] for one in row.after if one["entry"] == each["entry"]), None)
        if after is None:
            into = f"并入“{row.after[0]['title']}”" if row.after else "取消"
            shown.append((each["title"], str(each["values"].get("content", "")), into))
        else:
            shown += [(f"{each['title']}·{label}", old, new) for label, old, new in catalogues.comparing.changed_fields(each["values"], after)]
    return shown


def released_entries(field: Field | None = None) -> QuerySet[Entry]:
    """What the public sees, in order; `released_values` holds the columns of each."""
    found = Entry.objects.filter(released__isnull=False).select_related("field", "owner", "released").order_by("field__order", "field_id", "order", "pk")
    return found if field is None else found.filter(field=field)


def released_entry(pk: int) -> Entry | None:
    return released_entries().filter(pk=pk).first()


def taken_over() -> dict[int, int]:
    """Entry that was merged, and that no released edition carries any more → the one that stands at the end of its chain."""
    into = dict(Entry.objects.filter(state=EntryState.MERGED, released__isnull=True, into__isnull=False).values_list("pk", "into_id"))
    return {pk: _last(pk, into) for pk in into}


def _last(pk: int, into: Mapping[int, int]) -> int:
    while pk in into:  # only what lives can take over, so that no chain comes back to its beginning
        pk = into[pk]
    return pk


def released_values(entry: Entry) -> Mapping[str, Any]:
    """The columns as released; empty when it never was."""
    return entry.released.values if entry.released else {}


def released_row(entry: Entry) -> catalogues.Row:
    return catalogues.from_values(released_values(entry))


def entries_for(organ: Organ) -> QuerySet[Entry]:
    """The entries under which this organ publishes; its own variant instead of the county's."""
    mine = every_entry().filter(publishers=organ, state=EntryState.LIVE)
    varied = Entry.objects.filter(owner=organ, state=EntryState.LIVE, varies__isnull=False).values("varies_id")
    return mine.exclude(Q(owner__isnull=True) & Q(pk__in=varied)).order_by("field__order", "order", "pk")
