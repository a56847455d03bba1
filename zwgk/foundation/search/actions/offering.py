"""A document is offered when it becomes public, withdrawn in the transaction in which it leaves the public."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from zwgk.foundation.search.models import Change, Document


@dataclass(frozen=True, slots=True)
class Offer:
    """One document as the public sees it; plain values only."""

    type: str
    id: int | str
    title: str
    url: str
    text: str = ""
    organ_id: int | None = None
    organ_name: str = ""
    dated: datetime | None = None
    facets: Mapping[str, Any] = field(default_factory=dict)
    number: str = ""
    names: Sequence[str] = ()
    unread: bool = False  # it has attachments whose text will follow by `add_parts`


def offer(document: Offer, *, at: datetime) -> Document:
    """Put it into the index, in place of its earlier form."""
    return offer_many([document], at=at)[0]


@transaction.atomic
def offer_many(documents: Sequence[Offer], *, at: datetime) -> list[Document]:
    """Put them into the index."""
    rows = [
        Document(
            type=each.type, item_id=str(each.id), organ_id=each.organ_id, organ_name=each.organ_name, title=each.title[:300], url=each.url, text=each.text,
            dated=each.dated, facets=dict(each.facets), number=each.number[:120], names=list(each.names), unread=each.unread, offered_at=at,
        )
        for each in documents
    ]  # fmt: skip
    fields = ["organ_id", "organ_name", "title", "url", "text", "dated", "facets", "number", "names", "unread", "offered_at"]
    made = Document.objects.bulk_create(rows, batch_size=200, update_conflicts=True, unique_fields=["type", "item_id"], update_fields=fields)
    _tell((each.type, str(each.id)) for each in documents)
    return made


@transaction.atomic
def add_parts(type: str, id: int | str, parts: Sequence[tuple[str, str]]) -> bool:
    """Text of its attachments, by name; False when the document is no longer public."""
    known = Document.objects.filter(type=type, item_id=str(id)).update(parts=[list(each) for each in parts], unread=False)
    if known:
        _tell([(type, str(id))])
    return bool(known)


@transaction.atomic
def withdraw(type: str, ids: Iterable[int | str]) -> int:
    """Take them out at once; the number of rows that were there."""
    gone = [str(each) for each in ids]
    _tell((type, each) for each in gone)
    return Document.objects.filter(type=type, item_id__in=gone).delete()[0]


def _tell(documents: Iterable[tuple[str, str]]) -> None:
    Change.objects.bulk_create((Change(type=type, item_id=id) for type, id in documents), batch_size=500)
