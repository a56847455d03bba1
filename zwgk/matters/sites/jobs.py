"""Timed work: tell who has not answered a reader; forget who read what today."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.rights import system_actor
from zwgk.foundation.jobs.actions import Timed

from . import actions, queries

ACTOR = system_actor("网站管理")


def watch(*, at: datetime) -> str:
    """One message per message of a reader and day, from its last day on."""
    found = queries.due_for_reminder(at)
    for correction, due in found:
        actions.remind(correction, due, actor=ACTOR, at=at)
    return f"网站找错提醒 {len(found)} 件" if found else ""


def forget(*, at: datetime) -> str:
    """No mark of a reader lives longer than a day."""
    gone = actions.clear_marks(at=at)
    return f"清除浏览去重标记 {gone} 条" if gone else ""


SCHEDULE = [Timed("zwgk.matters.sites.jobs.watch", "day 08:15", "网站找错到期提醒"), Timed("zwgk.matters.sites.jobs.forget", "hour", "清除浏览去重标记")]
