"""How the index is kept, for the office."""

from __future__ import annotations

from dataclasses import dataclass

from zwgk.foundation.search import indexing
from zwgk.foundation.search.models import Change, Document, Upkeep


@dataclass(frozen=True, slots=True)
class State:
    """What the keepers see."""

    ready: bool  # an index answers; else titles are searched
    indexed: int
    public: int  # documents that should be in it
    waiting: int  # changes it has not heard of
    unread: int  # documents whose attachments are still to be read
    upkeep: Upkeep


def state() -> State:
    """At this moment."""
    engine = indexing.engine()
    ready = engine.ready
    return State(
        ready, engine.count() if ready else 0, Document.objects.count(), Change.objects.count(), Document.objects.filter(unread=True).count(), indexing.upkeep()
    )
