"""Timed work: tell the handler what has run out. Nothing lapses by itself: the organ establishes it on the case page."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate

from zwgk.domain.rights import system_actor
from zwgk.foundation.jobs.actions import Timed

from . import actions, queries

ACTOR = system_actor("依申请公开")


def watch(*, at: datetime) -> str:
    """One message per case and limit, to whoever handles it."""
    found = list(queries.run_out(localdate(at)))
    for case, key, title, body in found:
        actions.tell_handler(case, title, body, key=f"inforequests:{key}", actor=ACTOR, at=at)
    return f"期限届满提醒 {len(found)} 件" if found else ""


def clean(*, at: datetime) -> str:
    """Forget drafts that nobody needs any more."""
    gone = actions.clear_drafts(at=at)
    return f"清除过期草稿 {gone} 条" if gone else ""


SCHEDULE = [
    Timed("zwgk.matters.inforequests.jobs.watch", "day 08:10", "依申请公开期限届满提醒"),
    Timed("zwgk.matters.inforequests.jobs.clean", "day 03:20", "清除过期的申请草稿"),
]
