"""Plans, their documents, their superior clauses; defaults for the wizard."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.db.models import QuerySet

from zwgk.domain.errors import BadInput
from zwgk.domain.plans import own_publication
from zwgk.matters.notices import queries as notices
from zwgk.matters.notices.models import Clause, Notice

from ..models import Plan, Task


def plan_of(notice: Notice) -> Plan | None:
    """The plan made from this document."""
    return Plan.objects.filter(notice=notice).first()


def adoptable() -> QuerySet[Notice]:
    """Confirmed documents with tasks that have not been handed out and do not correct a plan's document."""
    return notices.all_notices().filter(state=Notice.State.CONFIRMED, plan__isnull=True, supersedes__plan__isnull=True, tasks__gt=0)


def default_adoption(notice: Notice, today: date) -> dict[str, Any]:
    """What the wizard proposes: title and year of the document, the year's end, the 实施方案 limit if the text has one."""
    year = notice.plan_year or (notice.signed_date.year if notice.signed_date else today.year)
    return {
        "title": notice.annex_title or notice.title,
        "year": year,
        "public_on": notice.published_date or notice.signed_date,
        "default_due": date(year, 12, 31),
        "unit_plan_days": _unit_plan_days(notice),
    }


def _unit_plan_days(notice: Notice) -> int | None:
    """The N of “公布后N个工作日内制定实施方案”, when a task says so."""
    for clause in notices.tasks(notice):
        for item in clause.deadlines:
            anchored = own_publication(str(item.get("anchor") or item.get("text") or ""))
            if item.get("unit") == "working_day" and anchored and re.search("实施方案|工作方案|工作措施", clause.text):
                return int(item["amount"])
    return None


def trace_matrix(plan: Plan) -> list[tuple[Clause, list[Task]]]:
    """Every superior clause with the local tasks that carry it out; an empty list is a gap."""
    superior = plan.notice.superior
    if superior is None:
        return []
    by_clause: dict[int, list[Task]] = {}
    for task in plan.tasks.filter(superior__isnull=False, cancelled=""):
        by_clause.setdefault(task.superior_id, []).append(task)
    return [(clause, by_clause.get(clause.pk, [])) for clause in notices.tasks(superior)]


def day_from(text: str) -> date:
    """2026-11-23 → date, or a refusal."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadInput(f"“{text}”不是有效日期。", remedy="请按 2026-11-23 的样式填写。")
