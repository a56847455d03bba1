"""Say what has changed."""

from __future__ import annotations

from collections.abc import Iterable

from .models import Purge

KEPT = 20_000  # rows; every process has seen what is older


def purge(tags: Iterable[str]) -> int:
    """Every kept page that shows one of these is made anew when it is asked for next; how many tags."""
    return len(Purge.objects.bulk_create([Purge(tag=tag[:140]) for tag in sorted(set(tags))], batch_size=500))


def forget() -> int:
    """Throw away what every process has seen; how many rows."""
    newest = Purge.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return Purge.objects.filter(pk__lte=newest - KEPT).delete()[0]
