"""Timed work: clear away uploads that nobody handed in."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.rights import system_actor
from zwgk.foundation.jobs.actions import Timed

from .actions import drop_stale_uploads


def tidy_uploads(*, at: datetime) -> str:
    """Once a night."""
    count = drop_stale_uploads(actor=system_actor("夜间清理"), at=at)
    return f"清除 {count} 个没有提交的上传" if count else ""


SCHEDULE = [Timed("zwgk.foundation.files.jobs.tidy_uploads", "day 03:40", "清理未提交的上传")]
