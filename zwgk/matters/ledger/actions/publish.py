"""publish 公布落实情况: what was done goes on the portal, in plain words, item by item."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Told

from ..models import Item, Plan
from ..subjects import of_item, of_plan
from .evidence import address


def publish_plan(plan: Plan, *, actor: Actor, at: datetime) -> None:
    """Open the plan's pages on the portal: tasks, units and honest counts, also of what is late."""
    actor.require("ledger.publish")
    with transaction.atomic():
        plan.published_at = at
        plan.save(update_fields=["published_at"])
        journal.record(of_plan(plan), Told("ledger.publish", "公布落实情况"), actor=actor, at=at)


def publish_item(item: Item, text: str, url: str = "", *, actor: Actor, at: datetime) -> None:
    """Put what a unit did on the portal. Only confirmed work; the words are those of this act."""
    actor.require("ledger.publish")
    if item.state != Item.State.DONE:
        raise Conflict("只有确认完成的事项可以公布。", remedy="请先审核并确认完成。")
    if len(text.strip()) < 6:
        raise BadInput("请写明公布的内容。", field="text", remedy="用群众看得懂的话说明做成了什么、在哪里可以看到。")
    with transaction.atomic():
        item.public_text, item.public_url = text.strip(), address(url) if url.strip() else ""
        item.published_at = at
        item.save(update_fields=["public_text", "public_url", "published_at"])
        told = Told("ledger.publish", f"公布：{text.strip()[:150]}", organ_id=item.duty.organ_id, organ_name=item.duty.organ.label)
        journal.record(of_item(item), told, actor=actor, at=at)


def withdraw_item(item: Item, reason: str, *, actor: Actor, at: datetime) -> None:
    """Take the words off the portal; the journal keeps them."""
    actor.require("ledger.publish")
    if not reason.strip():
        raise BadInput("请写明撤回的原因。", field="reason")
    with transaction.atomic():
        told = Told("ledger.publish", f"撤回公布：{reason.strip()[:150]}", data={"text": item.public_text, "url": item.public_url})
        item.public_text, item.public_url, item.published_at = "", "", None
        item.save(update_fields=["public_text", "public_url", "published_at"])
        journal.record(of_item(item), told, actor=actor, at=at)
