"""Timed work: forget counted tries."""

from __future__ import annotations

from datetime import datetime

from zwgk.foundation.jobs.actions import Timed

from . import actions


def clean(*, at: datetime) -> str:
    """Forget what no limit counts any more."""
    gone = actions.clear_attempts(at=at)
    return f"清除限次计数 {gone} 条" if gone else ""


SCHEDULE = [Timed("zwgk.foundation.gate.jobs.clean", "day 03:25", "清除限次计数")]
