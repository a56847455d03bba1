"""Which papers the file still lacks."""

from __future__ import annotations

from ..models import Case, State


def papers_missing(case: Case) -> tuple[str, ...]:
    """Named before the case is closed, so that nothing is missing in court."""
    lacking = []
    if case.state == State.SERVED and not case.services.filter(reply__isnull=False).exists():
        lacking.append("送达证明")
    return tuple(lacking)
