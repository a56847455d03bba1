"""Progress: a unit reports, the office notes, returns or confirms; the lead unit sums up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.inbox.actions import Note
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Told
from zwgk.foundation.organs import actions as organs
from zwgk.foundation.organs.models import Organ

from ..models import Duty, Item, Report, Summary, Task
from ..queries import clock_of, reported_with
from ..subjects import ITEM, of_item, of_task


@dataclass(frozen=True, slots=True)
class Progress:
    """What a unit typed."""

    text: str
    percent: int
    finished: bool = False  # asks the office to confirm completion
    counts: Mapping[str, float] = field(default_factory=dict)  # target number → counted value
    key: str = ""  # of the form: sent again over a bad line it makes no second report


def report(item: Item, progress: Progress, *, actor: Actor, at: datetime) -> Report:
    """Hand in progress; `finished` puts the item before the office."""
    organ = item.duty.organ
    actor.require_about(ITEM, item.pk)
    if earlier := reported_with(item, progress.key):
        actor.require("ledger.see", organ.pk)
        return earlier
    actor.require("ledger.report", organ.pk)
    _check(item, progress)
    with transaction.atomic():
        if progress.key and Item.objects.select_for_update().filter(pk=item.pk).exists() and (earlier := reported_with(item, progress.key)):
            return earlier  # the same form, sent twice at one moment
        row = Report.objects.create(
            item=item,
            text=progress.text.strip(),
            percent=100 if progress.finished else progress.percent,
            finished=progress.finished,
            counts=dict(progress.counts),
            reported_at=at,
            reported_by=actor.name,
        )
        item.percent = row.percent
        item.state = Item.State.SUBMITTED if progress.finished else Item.State.DOING
        item.save(update_fields=["percent", "state"])
        sentence = f"{'申请办结' if progress.finished else f'上报进展 {row.percent}%'}：{row.text[:120]}"
        data = {"key": progress.key, "report": row.pk} if progress.key else {}
        journal.record(of_item(item), Told("ledger.report", sentence, organ_id=organ.pk, organ_name=organ.label, data=data), actor=actor, at=at)
    return row


def note_report(row: Report, *, actor: Actor, at: datetime) -> None:
    """The office has seen an interim report."""
    actor.require("ledger.return_report")
    _decide(row, Report.State.NOTED, "", actor=actor, at=at)


def return_report(row: Report, comment: str, *, actor: Actor, at: datetime) -> None:
    """Send it back with a comment; the unit is told. The clock keeps running."""
    actor.require("ledger.return_report")
    if not comment.strip():
        raise BadInput("请写明退回的原因。", field="comment", remedy="说明缺什么、怎样补。")
    item = row.item
    with transaction.atomic():
        _decide(row, Report.State.RETURNED, comment.strip(), actor=actor, at=at)
        item.state = Item.State.RETURNED
        item.percent = min(item.percent, 90)
        item.save(update_fields=["state", "percent"])
        subject = of_item(item)
        journal.record(subject, Told("ledger.return_report", f"退回：{comment.strip()[:200]}", organ_id=item.duty.organ_id, organ_name=item.duty.organ.label), actor=actor, at=at)
        note = Note(f"退回补充：{subject.title}"[:200], comment.strip(), subject.url, kind="ledger.return_report")
        inbox.send_to_organ(note, organ=item.duty.organ, actor=actor, at=at)


def confirm_done(item: Item, comment: str = "", *, actor: Actor, at: datetime) -> None:
    """The office confirms completion: the item is done, its clock met at the day it was handed in."""
    actor.require("ledger.confirm_done")
    if item.state == Item.State.DONE:
        raise Conflict("这件事项已经确认完成。")
    row = item.reports.first()
    if row is None:
        raise Conflict("还没有进展上报，不能确认完成。", remedy="请先由责任单位上报，或由主管部门代录。")
    with transaction.atomic():
        _decide(row, Report.State.CONFIRMED, comment.strip(), actor=actor, at=at)
        item.state, item.percent, item.done_at = Item.State.DONE, 100, row.reported_at
        item.save(update_fields=["state", "percent", "done_at"])
        clock = clock_of(item)
        if clock is not None:
            clocks.meet(clock, met_at=row.reported_at, actor=actor, at=at)
        organs.end_passes(ITEM, item.pk, "事项已办结", actor=actor, at=at)
        told = Told("ledger.confirm_done", f"确认完成{f'：{comment.strip()[:150]}' if comment.strip() else ''}", organ_id=item.duty.organ_id, organ_name=item.duty.organ.label)
        journal.record(of_item(item), told, actor=actor, at=at)


def summarise(task: Task, organ: Organ, text: str, *, actor: Actor, at: datetime) -> Summary:
    """The lead unit sums up the task for the office."""
    actor.require("ledger.summarise", organ.pk)
    leads = task.duties.filter(part=Duty.Part.LEAD).values_list("organ_id", flat=True)
    if leads and organ.pk not in leads and not actor.may("ledger.adopt"):
        raise Conflict(f"{organ.label}不是这项任务的牵头单位。", remedy="汇总由牵头单位填写。")
    if len(text.strip()) < 10:
        raise BadInput("汇总情况过短。", field="text", remedy="请写明完成情况、存在问题和下一步安排。")
    with transaction.atomic():
        row = Summary.objects.create(task=task, organ=organ, text=text.strip(), written_at=at, written_by=actor.name)
        told = Told("ledger.summarise", f"牵头汇总：{row.text[:150]}", organ_id=organ.pk, organ_name=organ.label)
        journal.record(of_task(task), told, actor=actor, at=at)
    return row


def _decide(row: Report, state: str, comment: str, *, actor: Actor, at: datetime) -> None:
    row.state, row.comment, row.decided_at, row.decided_by = state, comment, at, actor.name
    row.save(update_fields=["state", "comment", "decided_at", "decided_by"])


def _check(item: Item, progress: Progress) -> None:
    if item.duty.ended:
        raise Conflict(f"这项任务已终止：{item.duty.ended}。")
    if item.state == Item.State.DONE:
        raise Conflict("这件事项已经确认完成，不能再上报。", remedy="如需更正，请联系政务公开办退回。")
    if len(progress.text.strip()) < 4:
        raise BadInput("请写明进展情况。", field="text", remedy="至少说明做了什么、做到哪一步。")
    same = {"text": progress.text.strip(), "percent": 100 if progress.finished else progress.percent, "finished": progress.finished}
    if any(row.counts == dict(progress.counts) for row in item.reports.filter(state=Report.State.OPEN, **same)):
        raise Conflict("同样的进展已经上报，正在等待审核。", remedy="如需补充材料，请用“补充佐证材料”；如有新的进展，请写明新的内容。")
    if not 0 <= progress.percent <= 100:
        raise BadInput("进度须在 0 到 100 之间。", field="percent")
    for key, value in progress.counts.items():
        if value < 0:
            raise BadInput("指标完成数不能小于零。", field=f"count_{key}")
