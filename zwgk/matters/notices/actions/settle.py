"""Confirm the reading; record the approval; say which superior document it carries out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Told

from ..models import Approval, Notice
from ..subjects import subject


@dataclass(frozen=True, slots=True)
class ApprovalFacts:
    """What is known of an approval."""

    level: str  # 县人民政府
    approved_on: date
    by: str  # person or meeting
    file: StoredFile | None = None


def confirm(notice: Notice, *, actor: Actor, at: datetime) -> None:
    """A person has compared the reading with the source. Title and plan year are wanted, nothing else."""
    actor.require("notices.correct")
    if notice.state != Notice.State.DRAFT:
        raise Conflict("这份来文已经核对过。")
    if not (notice.title or notice.annex_title):
        raise BadInput("还没有标题。", field="title", remedy="原文没有标题时，请根据原件填写，或向来文单位询问。")
    with transaction.atomic():
        notice.state, notice.confirmed_at, notice.confirmed_by = Notice.State.CONFIRMED, at, actor.name
        notice.save()
        open_repairs = sum(repair["state"] == "proposed" for repair in notice.repairs)
        told = Told("notices.correct", f"核对完成，{notice.clauses.filter(is_task=True).count()} 项任务，未处理的修复建议 {open_repairs} 条")
        journal.record(subject(notice), told, actor=actor, at=at)


def record_approval(notice: Notice, facts: ApprovalFacts, *, actor: Actor, at: datetime) -> Approval:
    """Keep who approved the document, when, and the signed sheet."""
    actor.require("notices.approve")
    if not facts.level.strip() or not facts.by.strip():
        raise BadInput("请填写批准机关和批准人（或会议）。", field="level")
    if facts.approved_on > localdate(at):
        raise BadInput("批准日期晚于今天。", field="approved_on", remedy="请核对批准件上的日期。")
    with transaction.atomic():
        approval = Approval.objects.create(
            notice=notice, level=facts.level, approved_on=facts.approved_on, by=facts.by, file=facts.file, recorded_by=actor.name, recorded_at=at
        )
        told = Told("notices.approve", f"登记批准：{facts.level}，{facts.approved_on:%Y-%m-%d}，{facts.by}")
        journal.record(subject(notice), told, actor=actor, at=at)
    return approval


def link_superior(notice: Notice, superior: Notice | None, *, actor: Actor, at: datetime) -> None:
    """Say which received document this one carries out (上级文件 → 本级)."""
    actor.require("notices.correct")
    step = superior
    while step is not None:
        if step.pk == notice.pk:
            raise BadInput("不能形成循环：上级文件最终又指回本文件。", field="superior")
        step = step.superior
    with transaction.atomic():
        notice.superior = superior
        notice.save(update_fields=["superior"])
        told = Told("notices.correct", f"贯彻的上级文件：{superior.label if superior else '（无）'}")
        journal.record(subject(notice), told, actor=actor, at=at)
