"""Count tries, refuse what is over the limit, forget."""

from __future__ import annotations

from datetime import datetime, timedelta

from zwgk.domain.errors import Conflict
from zwgk.foundation.files.actions import key_of

from .models import Attempt
from .queries import Limit, count

KEPT = timedelta(days=2)  # longer than any limit counts


def refuse_over(limit: Limit, whose: str, *, at: datetime) -> None:
    """Refuse when the limit is reached; says when and where else."""
    if count(limit, whose, at=at) >= limit.most:
        raise Conflict(limit.says, remedy=limit.remedy)


def within(limit: Limit, whose: str, *, at: datetime) -> bool:
    """Count one more, unless the limit is reached."""
    if count(limit, whose, at=at) >= limit.most:
        return False
    note(limit, whose, at=at)
    return True


def note(limit: Limit, whose: str, *, at: datetime) -> None:
    """Count one more."""
    Attempt.objects.create(kind=limit.kind, whose=key_of(whose), at=at)


def clear_attempts(*, at: datetime) -> int:
    """Forget what no limit counts any more."""
    return Attempt.objects.filter(at__lt=at - KEPT).delete()[0]
