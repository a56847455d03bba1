"""Every minute: seal what has been written."""

from __future__ import annotations

from datetime import datetime

from zwgk.foundation.jobs.actions import Timed

from . import actions


def seal(*, at: datetime) -> str:
    """Chain the facts that have settled."""
    count = actions.seal(at=at)
    return f"封存 {count} 条" if count else ""


SCHEDULE = [Timed("zwgk.foundation.journal.jobs.seal", "minute", "工作日志封存")]
