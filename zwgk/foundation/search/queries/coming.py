"""What came since: for people who follow a search."""

from __future__ import annotations

from datetime import datetime

from zwgk.foundation.search.indexing import engine
from zwgk.foundation.search.models import Document

from .asking import AWAY, asked_of, in_order, plainly
from .wishes import Wish

MOST_CANDIDATES = 2_000


def fresh(wish: Wish, since: datetime, limit: int = 50) -> list[Document]:
    """Documents that fit the wish and became findable after that moment, newest first.

    A new version of a document counts, a change of its standing does not. Ask with the moment of the last asking: nothing is told twice.
    """
    came = Document.objects.filter(findable_at__gt=since)
    if wish.source:
        came = came.filter(type=wish.source)
    candidates = list(came.order_by("-dated", "-id").defer("text", "parts")[:MOST_CANDIDATES])
    if not candidates:
        return []
    keys = [row.key for row in candidates]
    try:
        found = engine().ask(asked_of(wish, keys=keys, newest=True, offset=0, limit=limit, counts=()), today=0)
    except AWAY:
        return [row for row in candidates if plainly(wish, row)][:limit]
    return [] if found.relaxed else in_order(found.keys)
