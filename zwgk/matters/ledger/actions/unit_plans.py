"""实施方案: each unit owes its own plan within N working days after the plan was made public (TSK-06)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.deadlines import Unit
from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks.actions import Length, Timed
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Told
from zwgk.foundation.organs.models import Organ

from ..models import Plan, UnitPlan
from ..queries import clock_of_unit_plan
from ..subjects import of_unit_plan
from .evidence import address


@dataclass(frozen=True, slots=True)
class UnitPlanFacts:
    """What the unit hands in."""

    title: str
    published_on: date
    url: str = ""
    number: str = ""
    file: StoredFile | None = None


def owe_unit_plans(plan: Plan, organs: Iterable[Organ], *, actor: Actor, at: datetime) -> int:
    """Note who owes one and start the clocks, if the plan asks for one; return their number."""
    if not plan.unit_plan_days:
        return 0
    rows = UnitPlan.objects.bulk_create(UnitPlan(plan=plan, organ=organ) for organ in organs)
    _start(plan, rows, actor=actor, at=at)
    return len(rows)


def restart_unit_plans(plan: Plan, *, actor: Actor, at: datetime) -> None:
    """The day of publication has become known or has changed: open clocks run from it."""
    owed = list(plan.unit_plans.filter(kind=UnitPlan.Kind.PLAN, filed_at__isnull=True).select_related("plan", "organ"))
    for row in owed:
        if clock := clock_of_unit_plan(row):
            clocks.void(clock, reason="公布日期变更，重新计时", actor=actor, at=at)
    _start(plan, owed, actor=actor, at=at)


def file_unit_plan(row: UnitPlan, facts: UnitPlanFacts, *, actor: Actor, at: datetime) -> None:
    """The unit hands in its plan (or implementing opinion) with the address where it is published."""
    actor.require("ledger.file_unit_plan", row.organ_id)
    if not facts.title.strip():
        raise BadInput("请填写实施方案名称。", field="title")
    if not facts.url.strip() and facts.file is None:
        raise BadInput("请填写公开网址，或上传文件。", field="url", remedy="本计划要求实施方案在本单位网站公开。")
    if facts.published_on > localdate(at):
        raise BadInput("公开日期晚于今天。", field="published_on")
    with transaction.atomic():
        row.title, row.number, row.file = facts.title.strip(), facts.number.strip(), facts.file
        row.url = address(facts.url) if facts.url.strip() else ""
        row.published_on, row.filed_at, row.filed_by = facts.published_on, at, actor.name
        row.save()
        clock = clock_of_unit_plan(row)
        if clock is not None:
            clocks.meet(clock, actor=actor, at=at)
        told = Told("ledger.file_unit_plan", f"报送{row.get_kind_display()}：{row.title}", organ_id=row.organ_id, organ_name=row.organ.label)
        journal.record(of_unit_plan(row), told, actor=actor, at=at)


def add_opinion(plan: Plan, organ: Organ, facts: UnitPlanFacts, *, actor: Actor, at: datetime) -> UnitPlan:
    """A unit's own implementing opinion 实施意见 for the plan (TSK-11), filed in one step."""
    actor.require("ledger.file_unit_plan", organ.pk)
    if plan.unit_plans.filter(organ=organ, kind=UnitPlan.Kind.OPINION).exists():
        raise Conflict(f"{organ.label}已登记过实施意见。", remedy="请打开已有的记录更新。")
    with transaction.atomic():
        row = UnitPlan.objects.create(plan=plan, organ=organ, kind=UnitPlan.Kind.OPINION)
        file_unit_plan(row, facts, actor=actor, at=at)
    return row


def inspect_unit_plan(row: UnitPlan, conclusion: str, *, actor: Actor, at: datetime) -> None:
    """The office notes that it looked at the unit's plan and what it found."""
    actor.require("ledger.inspect")
    if row.filed_at is None:
        raise Conflict("该单位尚未报送实施方案。", remedy="可以先催办。")
    if not conclusion.strip():
        raise BadInput("请填写检查结论。", field="inspection")
    with transaction.atomic():
        row.inspection, row.inspected_at, row.inspected_by = conclusion.strip()[:200], at, actor.name
        row.save(update_fields=["inspection", "inspected_at", "inspected_by"])
        told = Told("ledger.inspect", f"检查实施方案：{row.inspection}", organ_id=row.organ_id, organ_name=row.organ.label)
        journal.record(of_unit_plan(row), told, actor=actor, at=at)


def _start(plan: Plan, rows: list[UnitPlan], *, actor: Actor, at: datetime) -> None:
    if plan.public_on is None or not plan.unit_plan_days or not rows:
        return  # the day of publication is a fact that somebody must record first
    spec = Length(plan.unit_plan_days, Unit.WORKING_DAY)
    source = {"notice": plan.notice.label, "words": f"公布后{plan.unit_plan_days}个工作日内"}
    clocks.start_many(
        [Timed(of_unit_plan(row), "报送实施方案", row.organ_id, spec, plan.public_on, source=source) for row in rows], actor=actor, at=at
    )
