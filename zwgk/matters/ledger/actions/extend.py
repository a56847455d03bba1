"""Extension 延期: a unit asks before the day, the office decides; only then the clock moves."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.inbox.actions import Note
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Told

from ..models import Extension, Item
from ..queries import clock_of
from ..subjects import of_item


def ask_extension(item: Item, until: date, reason: str, *, actor: Actor, at: datetime) -> Extension:
    """Ask for more time. A new day must lie after the old one; the reason is kept."""
    actor.require("ledger.ask_extension", item.duty.organ_id)
    clock = clock_of(item)
    if clock is None or clock.due_on is None:
        raise Conflict("这件事项没有截止日期，不需要延期。")
    if item.state == Item.State.DONE:
        raise Conflict("这件事项已经完成。")
    if item.extensions.filter(state=Extension.State.ASKED).exists():
        raise Conflict("已有一份延期申请待批复。", remedy="请等待政务公开办批复。")
    if until <= clock.due_on:
        raise BadInput(f"申请延至的日期须晚于现在的期限 {clock.due_on:%Y-%m-%d}。", field="until")
    if len(reason.strip()) < 6:
        raise BadInput("请写明延期理由。", field="reason", remedy="说明原因、已做的工作和新的安排。")
    with transaction.atomic():
        row = Extension.objects.create(item=item, until=until, reason=reason.strip(), asked_at=at, asked_by=actor.name)
        journal.record(of_item(item), _told(row, f"申请延期至 {until:%Y-%m-%d}：{reason.strip()[:120]}"), actor=actor, at=at)
    return row


def decide_extension(row: Extension, granted: bool, comment: str, *, actor: Actor, at: datetime) -> None:
    """Grant (the clock moves, with its ground) or refuse (with a reason)."""
    actor.require("ledger.grant_extension")
    if row.state != Extension.State.ASKED:
        raise Conflict("这份延期申请已经批复过。")
    if not granted and not comment.strip():
        raise BadInput("不同意延期须写明理由。", field="comment")
    item = row.item
    with transaction.atomic():
        row.state = Extension.State.GRANTED if granted else Extension.State.REFUSED
        row.comment, row.decided_at, row.decided_by = comment.strip(), at, actor.name
        row.save()
        clock = clock_of(item)
        if granted and clock is not None:
            clocks.extend(clock, new_due=row.until, approved_by=actor.name, basis="政务公开主管部门同意延期", actor=actor, at=at)
        sentence = f"{'同意' if granted else '不同意'}延期至 {row.until:%Y-%m-%d}{f'：{comment.strip()[:120]}' if comment.strip() else ''}"
        journal.record(of_item(item), _told(row, sentence), actor=actor, at=at)
        note = Note(sentence[:120], of_item(item).title, of_item(item).url, kind="ledger.extension")
        inbox.send_to_organ(note, organ=item.duty.organ, actor=actor, at=at)


def _told(row: Extension, sentence: str) -> Told:
    duty = row.item.duty
    return Told("ledger.grant_extension" if row.decided_at else "ledger.ask_extension", sentence, organ_id=duty.organ_id, organ_name=duty.organ.label)
