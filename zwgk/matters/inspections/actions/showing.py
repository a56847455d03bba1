"""One page is looked at now, because somebody has just mended it."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.rights import Actor, system_actor
from zwgk.matters.inspections.looking import columns, plan
from zwgk.matters.inspections.looking.outside import ask_all
from zwgk.matters.inspections.models import Problem, Target

from . import outer, running, tasks
from .keeping import keep
from .support import office_id, site

SECONDS, MOST = 12.0, 10  # for other sites while a person waits
ROBOT = system_actor("栏目检查")


def look_now(problem: Problem, *, actor: Actor, at: datetime) -> Problem:
    """Look again at the place of this problem; what is mended is closed at once."""
    actor.require("inspections.look", problem.organ_id)
    if problem.rule in (*columns.RULES, *plan.RULES):
        _columns(problem, at)
    elif problem.page is not None:
        _page(problem, at)
    fresh = Problem.objects.select_related("finding", "organ", "column", "page").get(pk=problem.pk)
    tasks.close_mended(actor=ROBOT, at=at)
    return fresh


def _page(problem: Problem, at: datetime) -> None:
    page, shared = problem.page, site(at)
    assert page is not None
    shared.about([page])
    running.write([(page, shared.look(page))], None, at=at)
    if problem.rule == outer.RULE:
        wanted = [address for address, _ in page.links if not address.startswith("/")]
        troubled = list(Target.objects.filter(address__in=wanted, nights__gt=0).values_list("address", flat=True)[:MOST])
        outer.hear(ask_all(troubled, SECONDS), at=at)
        outer.judged([page], None, at=at)


def _columns(problem: Problem, at: datetime) -> None:
    """Columns are asked all together, that is as quick; only this problem is written."""
    day = site(at).day
    found = columns.check(day) if problem.rule in columns.RULES else plan.check(plan.links_of_site(), office_id())
    keep([each for each in found if each.mark == problem.mark], Problem.objects.filter(pk=problem.pk), None, said="复查栏目", at=at)
