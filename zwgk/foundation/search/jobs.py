"""The one process that writes the index: every moment what changed, once a minute whether it is whole."""

from __future__ import annotations

import time
from datetime import datetime

from django.utils.timezone import localdate

from zwgk.foundation.jobs.actions import Timed

from .actions import tidy_words
from .indexing import catch_up, heal, upkeep

CHECK = 60.0  # seconds between two looks whether the index is whole
_checked = -CHECK


def keep_up() -> None:
    """Until nothing is left to tell. A lost or damaged index is built anew first, at once when somebody asks for it."""
    global _checked
    if time.monotonic() - _checked >= CHECK or upkeep().asked_at:
        heal()
        _checked = time.monotonic()
    while catch_up():
        pass


def tidy(*, at: datetime) -> str:
    """Words asked long ago are forgotten."""
    gone = tidy_words(localdate(at))
    return f"清除半年前的搜索词 {gone} 个" if gone else ""


SCHEDULE = [Timed("zwgk.foundation.search.jobs.tidy", "day 03:50", "清除旧搜索词")]
ROUNDS = [("检索", keep_up)]
