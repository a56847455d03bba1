"""Timed work of migrations: go on with what is under way, a while each minute."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.rights import system_actor
from zwgk.foundation.jobs.actions import Timed

from . import actions
from .actions.migration_work import WORKING
from .models import Migration


def work(*, at: datetime) -> str:
    """The oldest first; the others wait for it."""
    row = Migration.objects.filter(state__in=WORKING).order_by("pk").first()
    if row is None:
        return ""
    after = actions.migrate_some(row, seconds=45, actor=system_actor("历史数据迁移"), at=at)
    return f"{after.name}：{after.get_state_display()} {after.said}"


SCHEDULE = [Timed("zwgk.matters.records.migration_jobs.work", "minute", "历史数据迁移")]
