"""Who handles a duty; and the day on which the plan became public."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Told
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Person

from ..models import Duty, Plan
from ..queries import clocks_of
from ..subjects import of_plan, of_task
from .unit_plans import restart_unit_plans


def assign_person(duty: Duty, person: Person | None, *, actor: Actor, at: datetime) -> None:
    """Name the person in charge; the open clocks of the duty follow."""
    actor.require("ledger.assign_person", duty.organ_id)
    if person is not None and not organs.holdings_on(localdate(at)).filter(person=person, post__organ_id=duty.organ_id).exists():
        raise BadInput(f"“{person}”不在{duty.organ.label}任职。", field="person", remedy="请选择本单位人员；新到人员请先由政务公开办设置岗位。")
    with transaction.atomic():
        duty.person = person
        duty.save(update_fields=["person"])
        for clock in clocks_of(duty.items.all()).values():
            clocks.assign(clock, person=person, actor=actor, at=at)
        told = Told("ledger.assign_person", f"经办人：{person or '（未定）'}", organ_id=duty.organ_id, organ_name=duty.organ.label)
        journal.record(of_task(duty.task), told, actor=actor, at=at)


def set_public_day(plan: Plan, day: date, *, actor: Actor, at: datetime) -> None:
    """Record the day on which the plan was made public; clocks that run from it are reckoned anew."""
    actor.require("ledger.edit_plan")
    if day > localdate(at):
        raise BadInput("公布日期晚于今天。", field="public_on", remedy="计划公布后再登记。")
    with transaction.atomic():
        old, plan.public_on = plan.public_on, day
        plan.save(update_fields=["public_on"])
        restart_unit_plans(plan, actor=actor, at=at)
        told = Told("ledger.edit_plan", f"公布日期：{old or '（未定）'} → {day}")
        journal.record(of_plan(plan), told, actor=actor, at=at)
