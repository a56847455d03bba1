"""What a page shows, told by those who read it; what was purged, read by those who keep pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from zwgk.foundation.journal import queries as journal

from .models import Purge

_shown: ContextVar[set[str] | None] = ContextVar("shown", default=None)
BACK = 1_000  # a transaction that began before a process may commit after it: so many numbers are looked at again


def shows(*tags: str) -> None:
    """The page that is being made shows these; nothing when none is being made."""
    shown = _shown.get()
    if shown is not None:
        shown.update(tags)


@contextmanager
def collecting() -> Iterator[set[str]]:
    """Everything that is shown meanwhile."""
    token = _shown.set(shown := set())
    try:
        yield shown
    finally:
        _shown.reset(token)


def purged(after: int) -> list[tuple[int, tuple[str, ...]]]:
    """(number, tags) of what the verbs purged."""
    return [(pk, (tag,)) for pk, tag in Purge.objects.filter(pk__gt=after).values_list("pk", "tag")]


def told(after: int) -> list[tuple[int, tuple[str, ...]]]:
    """(number, tags) of what the journal tells: a fact about a `catalogue.column` purges this and `catalogue`."""
    return [(pk, (type, type.partition(".")[0])) for pk, type in journal.after(after)]


def newest() -> tuple[int, int]:
    """The last number of each."""
    return Purge.objects.order_by("-pk").values_list("pk", flat=True).first() or 0, journal.newest()
