"""Timed work: letters that a dead worker left in hand are taken up again."""

from __future__ import annotations

from datetime import datetime, timedelta

from zwgk.foundation.jobs.actions import Timed

from .actions import wake
from .queries import left_behind

PATIENCE = timedelta(seconds=50)  # the worker takes a new batch up within a second or two


def resume(*, at: datetime) -> str:
    """Wake the worker when letters have waited for a while and nobody has them in hand."""
    count = left_behind(at, at - PATIENCE).count()
    if count:
        wake()
    return f"续做 {count} 份" if count else ""


SCHEDULE = [Timed("zwgk.matters.letters.jobs.resume", "minute", "续做未生成的文书")]
