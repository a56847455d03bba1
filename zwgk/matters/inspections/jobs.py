"""Timed work: a check begins every night and goes on a while each minute until it is done."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.rights import system_actor
from zwgk.foundation.jobs.actions import Timed
from zwgk.foundation.organs import queries as organs

from . import actions, queries

ROBOT = system_actor("栏目检查")


def nightly(*, at: datetime) -> str:
    """A new run, unless one is under way or there is nothing to look at yet."""
    if queries.running() is not None or not organs.existing().exists():
        return ""
    run = actions.begin(actor=ROBOT, at=at)
    return f"{run}：{len(run.todo)} 个页面"


def work(*, at: datetime) -> str:
    """Go on with what is under way."""
    run = queries.running()
    if run is None:
        return ""
    after = actions.go_on(run, 40, actor=ROBOT, at=at)
    return f"{after}：{after.get_stage_display()} {after.at}/{len(after.todo)}"


SCHEDULE = [
    Timed("zwgk.matters.inspections.jobs.nightly", "day 01:40", "每日栏目检查"),
    Timed("zwgk.matters.inspections.jobs.work", "minute", "栏目检查继续"),
]
