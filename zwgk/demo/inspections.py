"""A first look at the columns of two units of 和光县: what it finds is really so in the sample county."""

from __future__ import annotations

from zwgk.domain.rights import system_actor
from zwgk.matters.inspections import actions, queries
from zwgk.matters.inspections.models import Run

from .desk import Desk
from .reading import moment

UNITS = ("caizhengju", "qinghe")
ROBOT = system_actor("栏目检查")


def make_inspections(desk: Desk) -> str:
    """One run through the verbs; nothing when there has been one."""
    if queries.runs().exists():
        return "栏目检查已有记录"
    at = moment(f"{desk.cast.today} 01:40")
    run = actions.begin([desk.cast.organs[slug].pk for slug in UNITS], actor=ROBOT, at=at)
    while run.stage != Run.Stage.DONE:
        run = actions.go_on(run, actor=ROBOT, at=at)
    return f"栏目检查：打开 {run.counts['looked']} 个页面，发现 {run.counts['new']} 个问题，下达任务 {run.counts['tasks']} 项"
