"""Reading the index: questions with filters, counts and snippets; plain titles while there is no index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from .engine import Asked, Found
from .engine.snippets import Piece, holds, marked, snippet
from .indexing import EPOCH, engine
from .models import Document

__all__ = ["Answer", "Hit", "Wish", "ask", "document", "documents", "find_titles", "related", "rows", "unread"]
MOST_WORDS = 8
DEEPEST = 1_000  # results that can be paged through
FACETS = ("organ", "type", "theme", "year", "standing", "column")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader asks."""

    text: str
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)  # of FACETS
    since: date | None = None
    until: date | None = None
    newest: bool = False
    page: int = 1
    size: int = 10
    source: str = ""  # documents of one type only: "records.publication"


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: the row, its title and the place of the hit in pieces (words, whether found)."""

    row: Document
    title: Sequence[Piece]
    text: Sequence[Piece]
    where: str = ""  # name of the attachment that holds the hit


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of results. `plain`: the index is away, titles were searched."""

    total: int = 0
    hits: Sequence[Hit] = ()
    counts: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    relaxed: bool = False
    plain: bool = False
    other: str = ""  # “您是不是要找”


def ask(wish: Wish, *, today: date) -> Answer:
    """Best first, or newest first. Only what is public at this moment: a row that is gone is never shown."""
    facets = {**wish.facets, "source": [wish.source] if wish.source else []}
    asked = Asked(
        wish.text, facets, _day(wish.since), _day(wish.until), wish.newest, min((wish.page - 1) * wish.size, DEEPEST), wish.size, FACETS,
    )  # fmt: skip
    try:
        found = engine().ask(asked, today=_day(today))
    except (LookupError, OSError, ValueError):
        return _titles(wish)
    other = engine().other(wish.text) if found.relaxed or not found.total else ""
    return Answer(found.total, _hits(found), found.counts, found.relaxed, other=other)


def related(row: Document, *, today: date, limit: int = 5) -> list[Document]:
    """Documents about the same: most words of its title."""
    try:
        found = engine().ask(Asked(row.title, limit=limit + 1, counts=()), today=_day(today))
    except (LookupError, OSError, ValueError):
        return []
    return [each for each in _in_order(found.keys) if each.pk != row.pk][:limit]


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
    rows = Document.objects.defer("text", "parts").in_bulk(ids)
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


def unread(type: str, limit: int = 50) -> list[str]:
    """Numbers of documents whose attachments nobody has read yet."""
    return list(Document.objects.filter(type=type, unread=True).order_by("-pk").values_list("item_id", flat=True)[:limit])


def rows(type: str = "") -> Iterator[Document]:
    """Row by row, for a rebuild of any size."""
    return documents(type).order_by("pk").iterator(chunk_size=500)


def _day(day: date | None) -> int:
    return day.toordinal() - EPOCH if day else 0


def _hits(found: Found) -> list[Hit]:
    return [_hit(row, found.marks) for row in _in_order(found.keys)]


def _hit(row: Document, marks: Sequence[str]) -> Hit:
    where, text = "", row.text
    if not holds(text, marks):
        where, text = next(((name, words) for name, words in row.parts if holds(words, marks)), ("", text))
    return Hit(row, marked(row.title, marks), snippet(text, marks), where)


def _in_order(keys: Sequence[str]) -> list[Document]:
    """The rows of the keys, those that are still public."""
    ids: dict[str, list[str]] = {}
    for key in keys:
        type, _, id = key.partition(":")
        ids.setdefault(type, []).append(id)
    there = {row.key: row for type, wanted in ids.items() for row in Document.objects.filter(type=type, item_id__in=wanted)}
    return [there[key] for key in keys if key in there]


def _titles(wish: Wish) -> Answer:
    rows = find_titles(wish.text, type=wish.source, limit=100)
    if organs := wish.facets.get("organ"):
        rows = [row for row in rows if row.organ_name in organs]
    marks = wish.text.split()
    start = (wish.page - 1) * wish.size
    return Answer(len(rows), [_hit(row, marks) for row in Document.objects.filter(pk__in=[row.pk for row in rows[start : start + wish.size]])], plain=True)
