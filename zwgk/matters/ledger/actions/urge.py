"""urge 催办: remind units of their open items, in their in-boxes; the text is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.inbox.actions import Note
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Told
from zwgk.foundation.organs.models import Organ

from ..models import Item, Plan, Urging
from ..queries import urging_text
from ..subjects import of_item, of_plan


def urge(plan: Plan, items: Sequence[Item], words: str = "", *, automatic: bool = False, actor: Actor, at: datetime) -> Urging:
    """One message per unit with its items; `words` of the office stand on top."""
    actor.require("ledger.urge")
    open_items = [item for item in items if item.state != Item.State.DONE and item.duty.task.plan_id == plan.pk]
    if not open_items:
        raise BadInput("没有选择需要催办的事项。", remedy="已完成的事项不需要催办；请在列表中勾选。")
    with transaction.atomic():
        row = Urging.objects.create(
            plan=plan, text=urging_text(open_items, words, at=at), automatic=automatic, sent_at=at, sent_by=actor.name
        )
        row.items.set(open_items)
        # An automatic reminder is only noted: the digest of the day tells each person once.
        for organ, own in {} if automatic else _by_organ(open_items).items():
            note = Note(f"催办 {len(own)} 件：{plan.title}"[:200], urging_text(own, words, at=at), of_item(own[0]).url, kind="ledger.urge")
            inbox.send_to_organ(note, organ=organ, actor=actor, at=at)
        for item in open_items:
            told = Told("ledger.urge", "系统提醒" if automatic else "催办", organ_id=item.duty.organ_id, organ_name=item.duty.organ.label)
            journal.record(of_item(item), told, actor=actor, at=at)
        journal.record(of_plan(plan), Told("ledger.urge", f"{'提醒' if automatic else '催办'} {len(open_items)} 件"), actor=actor, at=at)
    return row


def _by_organ(items: Sequence[Item]) -> dict[Organ, list[Item]]:
    found: dict[Organ, list[Item]] = {}
    for item in items:
        found.setdefault(item.duty.organ, []).append(item)
    return found
