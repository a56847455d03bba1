"""Timed work."""

from __future__ import annotations

from datetime import datetime

from zwgk.foundation.jobs.actions import Timed

from . import actions


def forget(*, at: datetime) -> str:
    return f"清除 {actions.forget()} 行"


SCHEDULE = [Timed("zwgk.foundation.pagecache.jobs.forget", "day 03:50", "清除页面缓存的更新记录")]
