"""What is due: the dates of the jurisdiction (编制时限), and revisions after a new guide. Each with its clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks import queries as running
from zwgk.foundation.journal.actions import Subject
from zwgk.foundation.organs.models import Organ
from zwgk.matters.catalogue.models import TARGET, Field, Guide, Target

from .support import notify, say_why, tell_organ

URL = "/office/catalogue/targets/"


@dataclass(frozen=True, slots=True)
class NewTarget:
    """What an organ has to have ready until a day."""

    title: str
    basis: str
    due_on: date
    organ: Organ
    field: Field | None = None
    guide: Guide | None = None


@transaction.atomic
def set_target(new: NewTarget, *, actor: Actor, at: datetime) -> Target:
    """Start the clock and tell the organ."""
    actor.require("catalogue.edit")
    if not new.title.strip():
        raise BadInput("请填写任务。", field="title")
    if not new.basis.strip():
        raise BadInput("请填写依据。", field="basis", remedy="写明规定这个时限的文件。")
    today = timezone.localdate(at)
    if not today.year - 8 <= new.due_on.year <= today.year + 5:
        raise BadInput(f"时限{new.due_on}的年份可能填错了。", field="due_on")
    row = Target.objects.create(
        title=new.title.strip(), basis=new.basis.strip(), due_on=new.due_on, field=new.field, guide=new.guide, organ=new.organ, set_at=at, set_by=actor.name
    )
    subject = Subject(TARGET, row.pk, row.title, URL)
    clocks.start_fixed(subject, organ=row.organ, due_on=row.due_on, title=row.title[:200], grounds={"words": row.basis}, actor=actor, at=at)
    tell_organ(row.organ, "edit", f"下达目录编制任务：{row.title}，{row.due_on}前", actor=actor, at=at, basis=row.basis)
    notify(row.organ, f"目录任务：{row.title}", f"请于{row.due_on}前完成。依据：{row.basis}", URL, actor=actor, at=at)
    return row


@transaction.atomic
def finish_target(row: Target, note: str, done_on: date | None = None, *, actor: Actor, at: datetime) -> Target:
    """It is done; the day may lie before today."""
    actor.require("catalogue.propose", row.organ_id)
    row = Target.objects.select_for_update(of=("self",)).select_related("organ").get(pk=row.pk)
    today = timezone.localdate(at)
    if row.done_on:
        raise Conflict(f"已于{row.done_on}完成。")
    if done_on and done_on > today:
        raise BadInput("完成日期不能晚于今天。", field="done_on")
    row.done_on, row.done_note = done_on or today, say_why(note, "note")[:300]
    row.save(update_fields=["done_on", "done_note"])
    met_at = None if row.done_on == today else datetime.combine(row.done_on, datetime.min.time().replace(hour=12), at.tzinfo)
    for clock in running.open_of(TARGET, row.pk):
        clocks.meet(clock, met_at=met_at, actor=actor, at=at)
    tell_organ(row.organ, "propose", f"完成目录任务：{row.title}（{row.done_note}）", actor=actor, at=at, basis=row.basis)
    return row
