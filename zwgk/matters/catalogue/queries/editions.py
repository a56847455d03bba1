"""Editions, their comparison, guides against our rows, what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db.models import QuerySet

from zwgk.domain import catalogues
from zwgk.foundation.clocks import queries as clocks
from zwgk.matters.catalogue.models import TARGET, Edition, EditionState, Entry, Field, Guide, Revision, Target
from zwgk.matters.catalogue.models.fields import EDITING

from .entries import live_entries, row_of


def open_edition_of(field: Field) -> Edition | None:
    """The one in work."""
    return field.editions.filter(state__in=(*EDITING, EditionState.IN_REVIEW, EditionState.CLEARED)).first()


def edition_rows(edition: Edition) -> list[catalogues.Row]:
    """What it released; before that what would be released."""
    if edition.revisions:
        found = {row.pk: row for row in _released(edition).select_related("entry").order_by("entry__order", "entry_id")}
        return [catalogues.from_values(row.values) for row in found.values()]
    return [row_of(entry) for entry in live_entries(edition.field)]


def compare_editions(older: Edition | None, newer: Edition) -> list[catalogues.Difference]:
    """What the newer one adds, drops and changes; of what is gone, which entry carries it on."""
    found = catalogues.compare_rows(edition_rows(older) if older else [], edition_rows(newer))
    heirs = _heirs(older, newer) if older else {}
    return [replace(each, heir=heirs.get(each.left.path)) if each.what == "gone" else each for each in found]


def _heirs(older: Edition, newer: Edition) -> dict[tuple[str, ...], Entry | None]:
    """Path in the older one → the entry of the newer one that it was merged into, or that is the same by a new name."""
    carried = set(_released(newer).values_list("entry_id", flat=True)) if newer.revisions else {entry.pk for entry in live_entries(newer.field)}
    rows = _released(older).select_related("entry__into__into")
    return {catalogues.from_values(row.values).path: _heir(row.entry, carried) for row in rows}


def _heir(entry: Entry | None, carried: set[int]) -> Entry | None:
    while entry is not None and entry.pk not in carried:
        entry = entry.into
    return entry


def _released(edition: Edition) -> QuerySet[Revision]:
    return Revision.objects.filter(pk__in=edition.revisions)


def compare_guide(guide: Guide) -> list[catalogues.Difference]:
    """Our working copy against a guide (CAT-11); the publisher is ours to name, so it is not compared."""
    ours = [row_of(entry) for entry in live_entries(guide.field).filter(owner__isnull=True)]
    theirs = [catalogues.from_values(values) for values in guide.rows]
    names = [name for name in catalogues.comparing.COMPARED if name not in ("publisher", "tiers")]
    return catalogues.compare_rows(ours, theirs, names)


def targets(at: datetime, field: Field | None = None) -> list[tuple[Target, clocks.Light | None]]:
    """Tasks with their light, what is open first."""
    rows = Target.objects.select_related("organ", "field", "guide")
    rows = rows if field is None else rows.filter(field=field)
    found = list(rows)
    running = {int(clock.subject_id): clock for clock in clocks.of_subjects(TARGET, [row.pk for row in found])}
    shown = clocks.lights(running.values(), at)
    pairs = [(row, shown.get(running[row.pk].pk) if row.pk in running else None) for row in found]
    return sorted(pairs, key=lambda pair: (pair[0].done_on is not None, pair[0].due_on))


def fields_due(target: Target) -> list[tuple[Field, Edition | None]]:
    """For a date over all fields: which have a released catalogue (CAT-05)."""
    rows = Field.objects.filter(closed_on__isnull=True)
    rows = rows.filter(pk=target.field_id) if target.field_id else rows
    out = {row.field_id: row for row in Edition.objects.filter(state=EditionState.RELEASED).defer("revisions")}
    return [(row, out.get(row.pk)) for row in rows]
