"""Timed work: files of data sets that hold an earlier state leave the disk."""

from __future__ import annotations

from datetime import datetime

from zwgk.foundation.jobs.actions import Timed

from .opendata import keeping


def tidy(*, at: datetime) -> str:
    """What was taken down is given out by no download; here it leaves the disk too."""
    gone = keeping.tidy()
    return f"清除过时的数据文件 {gone} 个" if gone else ""


SCHEDULE = [Timed("zwgk.surfaces.api.jobs.tidy", "minute", "清除过时的数据文件")]
