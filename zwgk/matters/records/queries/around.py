"""What stands around a publication on its page: its columns, files and entries of the catalogue. Every page asks it, so its SQL is prepared."""

from __future__ import annotations

from zwgk.foundation.pagecache.prepared import Prepared
from zwgk.matters.catalogue.models import Column
from zwgk.matters.records.models import Publication, PublishedFile

_PLACED = Prepared(
    lambda pk: Publication.columns.through.objects.filter(publication=pk)
    .select_related("column__parent__parent", "column__organ").order_by("column__organ", "column__order", "column_id")
)  # fmt: skip
_LISTED = Prepared(lambda pk: Publication.entries.through.objects.filter(publication=pk).values_list("entry_id"))
_FILES = Prepared(lambda pk: PublishedFile.objects.filter(publication=pk).select_related("file"))


def columns_of(publication: Publication) -> list[Column]:
    """Where it stands, with what is above each and whose it is."""
    return [each.column for each in _PLACED.rows(publication.pk)]  # type: ignore[attr-defined]


def entries_of(publication: Publication) -> list[int]:
    """Entries of the catalogue that it belongs to, by number."""
    return [pk for pk, in _LISTED.values(publication.pk)]


def files_of(publication: Publication) -> list[PublishedFile]:
    """Its attachments in their order."""
    found = _FILES.rows(publication.pk)
    for each in found:
        each.publication = publication
    return found
