"""Reading the index. A plain search over titles; the real engine comes later behind the same questions."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from .models import Document

__all__ = ["document", "documents", "find_titles"]
MOST_WORDS = 8


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
    rows = Document.objects.defer("text").in_bulk(ids)
    return [rows[pk] for pk in ids if pk in rows]


def _holding(word: str) -> str:
    """PostgreSQL folds every title for a word with letters; Chinese has none."""
    return "title__contains" if word.upper() == word.lower() else "title__icontains"


def documents(type: str = "") -> QuerySet[Document]:
    """All rows, for a rebuild."""
    return Document.objects.filter(type=type) if type else Document.objects.all()


def document(type: str, id: int | str) -> Document | None:
    """The row of one thing; None when it is not public."""
    return Document.objects.filter(type=type, item_id=str(id)).first()


def rows(type: str = "") -> Iterator[Document]:
    """Row by row, for a rebuild of any size."""
    return documents(type).order_by("pk").iterator(chunk_size=500)
