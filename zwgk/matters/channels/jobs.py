"""Timed work: look at pasted addresses within the minute, at all live addresses once a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from zwgk.domain.rights import system_actor
from zwgk.foundation.jobs.actions import Timed

from .actions import note_seen
from .comparing import Ours, compare
from .fetching import look_at
from .models import Live, Release
from .queries.releases import due_for_look, waiting_for_look

FEW = 10  # pasted addresses in one round
MANY = 60  # live addresses in one round
LONGEST = timedelta(minutes=8)  # a round ends in time for its lease, however slow the sites are


def look_at_new(*, at: datetime) -> str:
    """Addresses that somebody has just pasted, or wants looked at again."""
    return _look(waiting_for_look(FEW), at)


def look_at_all(*, at: datetime) -> str:
    """差异清单: every live address once a day, a few at a time, the longest waiting first."""
    return _look(due_for_look(timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0), MANY), at)


def _look(rows: Iterable[Release], at: datetime) -> str:
    count, began = dict.fromkeys(Live.values, 0), timezone.now()
    for row in rows:
        if timezone.now() - began > LONGEST:
            break
        count[look(row, at=at)] += 1
    total = sum(count.values())
    return f"核对 {total} 个页面，不一致 {count[Live.DIFFERS]} 个，不存在 {count[Live.GONE]} 个，无法访问 {count[Live.UNREACHABLE]} 个" if total else ""


def look(row: Release, *, at: datetime) -> str:
    """Fetch outside any transaction, compare, keep."""
    actor = system_actor("渠道核对")
    page = look_at(row.address)
    if page.theirs is None:
        note_seen(row, page.result, said=page.said, actor=actor, at=at)
        return page.result
    found = compare(Ours(row.piece.title, row.piece.text, row.piece.published_on, row.released_on), page.theirs)
    title = next((title for title in page.theirs.titles if title), "")
    result = Live.DIFFERS if found else Live.SAME
    note_seen(row, result, found, page_title=title, actor=actor, at=at)
    return result


SCHEDULE = [
    Timed("zwgk.matters.channels.jobs.look_at_new", "minute", "核对新登记的发布地址"),
    Timed("zwgk.matters.channels.jobs.look_at_all", "10min", "每日核对渠道页面"),
]
