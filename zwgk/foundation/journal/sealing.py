"""Chain the facts into seals. Done afterwards by the worker: inside the verbs it would fork the chain or put them in a queue."""

from __future__ import annotations

from datetime import datetime

from django.db import OperationalError, connection, transaction

from .chain import GENESIS, digest, marks
from .models import Fact, Seal

BATCH = 500
_LOCK = 7_221_906  # number of the advisory lock: one sealer at a time


def seal(*, at: datetime) -> int:
    """Seal all settled facts, in batches; how many facts were sealed."""
    until, total = _settled(), 0
    while count := _seal_batch(until, at):
        total += count
    return total


@transaction.atomic
def _seal_batch(until: int, at: datetime) -> int:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = Seal.objects.order_by("-id").first()
    facts = list(Fact.objects.filter(pk__gt=last.last_fact if last else 0, pk__lte=until).order_by("pk")[:BATCH])
    if not facts:
        return 0
    previous, marked = last.digest if last else GENESIS, marks(facts)
    Seal.objects.create(
        made_at=at, first_fact=facts[0].pk, last_fact=facts[-1].pk, count=len(facts), marks=marked, previous=previous,
        digest=digest(previous, marked),
    )  # fmt: skip
    return len(facts)


@transaction.atomic
def _settled() -> int:
    """The highest number below which nothing can appear any more; 0 when writers keep the table busy.

    PostgreSQL gives numbers before the commit, so a lower one may become visible after a higher one. The table lock waits
    for the writers of this moment and is let go at once. SQLite has one writer at a time.
    """
    if connection.vendor == "postgresql":
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '2s'")
                cursor.execute("LOCK TABLE journal_fact IN SHARE MODE")
                return _highest()
        except OperationalError:  # next minute
            return 0
    return _highest()


def _highest() -> int:
    return Fact.objects.order_by("-id").values_list("id", flat=True).first() or 0
