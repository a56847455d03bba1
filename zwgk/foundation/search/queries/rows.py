"""The rows behind the index, and titles found without it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from zwgk.foundation.search.models import Document

MOST_WORDS = 8


def documents(type: str = "") -> QuerySet[Document]:
    """All rows, for a rebuild."""
    return Document.objects.filter(type=type) if type else Document.objects.all()


def document(type: str, id: int | str) -> Document | None:
    """The row of one thing; None when it is not public."""
    return Document.objects.filter(type=type, item_id=str(id)).first()


def at_addresses(urls: Iterable[str]) -> dict[str, Document]:
    """Address → the row, of those that are public at this moment."""
    asked = list({url for url in urls if url})
    parts = (asked[start : start + 500] for start in range(0, len(asked), 500))
    return {row.url: row for part in parts for row in Document.objects.filter(url__in=part)}


def unread(type: str, limit: int = 50) -> list[str]:
    """Numbers of documents whose attachments nobody has read yet."""
    return list(Document.objects.filter(type=type, unread=True).order_by("-pk").values_list("item_id", flat=True)[:limit])


def rows(type: str = "") -> Iterator[Document]:
    """Row by row, for a rebuild of any size."""
    return documents(type).order_by("pk").iterator(chunk_size=500)


def rows_newest(type: str = "", limit: int = 50) -> list[Document]:
    """What came last."""
    return list(documents(type).order_by("-dated", "-id").defer("text", "parts")[:limit])


def find_titles(text: str, *, organ_id: int | None = None, type: str = "", limit: int = 50) -> list[Document]:
    """Documents whose title holds every word of the text, newest first; nothing for an empty text."""
    words = text.split()[:MOST_WORDS]
    if not words:
        return []
    found = documents(type)
    if organ_id is not None:
        found = found.filter(organ_id=organ_id)
    for word in words:
        found = found.filter(**{_holding(word): word[:100]})
    ids = list(found.order_by("-dated", "-id").values_list("pk", flat=True)[:limit])
    there = Document.objects.defer("text", "parts").in_bulk(ids)
    return [there[pk] for pk in ids if pk in there]


def _holding(word: str) -> str:
    """PostgreSQL folds every title for a word with letters; Chinese has none."""
    return "title__contains" if word.upper() == word.lower() else "title__icontains"
