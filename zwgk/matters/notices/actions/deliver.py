"""主送、抄送: put the document into the in-boxes of the organs named, and keep their receipt."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.inbox.actions import Note
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Told
from zwgk.foundation.organs.models import Organ

from ..models import Notice, Recipient
from ..subjects import subject


def deliver(notice: Notice, organs: Iterable[tuple[str, Organ, bool]], *, actor: Actor, at: datetime) -> int:
    """Deliver to (name in the document, organ, copy?) and return how many organs got it now; a second call adds only new ones."""
    actor.require("notices.deliver")
    if notice.state != Notice.State.CONFIRMED:
        raise Conflict("请先核对来文，再分送。", remedy="打开来文，点“核对完成”。")
    wanted = list(organs)
    if not wanted:
        raise BadInput("没有选择收文单位。", remedy="请把主送、抄送的名称对应到单位。")
    with transaction.atomic():
        reached = set(notice.recipients.filter(delivered_at__isnull=False).values_list("organ_id", flat=True))
        count = 0
        for text, organ, copy in wanted:
            if organ.pk in reached:
                continue
            reached.add(organ.pk)
            _deliver_one(notice, text, organ, copy, actor=actor, at=at)
            count += 1
        if count:
            journal.record(subject(notice), Told("notices.deliver", f"分送 {count} 个单位"), actor=actor, at=at)
    return count


def acknowledge(notice: Notice, organ: Organ, *, actor: Actor, at: datetime) -> Recipient:
    """The organ signs for the document."""
    actor.require("notices.acknowledge", organ.pk)
    recipient = notice.recipients.filter(organ=organ, delivered_at__isnull=False).first()
    if recipient is None:
        raise Conflict(f"这份文件没有分送给{organ.label}。")
    if recipient.received_at is None:
        with transaction.atomic():
            recipient.received_at, recipient.received_by = at, actor.name
            recipient.save(update_fields=["received_at", "received_by"])
            told = Told("notices.acknowledge", f"{organ.label}签收", organ_id=organ.pk, organ_name=organ.label)
            journal.record(subject(notice), told, actor=actor, at=at)
    return recipient


def _deliver_one(notice: Notice, text: str, organ: Organ, copy: bool, *, actor: Actor, at: datetime) -> None:
    row = notice.recipients.filter(organ=organ).first() or notice.recipients.filter(organ__isnull=True, text=text).first()
    row = row or Recipient(notice=notice, text=text, copy=copy)
    row.organ, row.delivered_at, row.copy = organ, at, copy
    row.save()
    title = f"{'抄送' if copy else '收文'}：{notice.label}"
    note = Note(title[:200], "请签收并阅知。", subject(notice).url, kind="notices.deliver", needs_receipt=True)
    inbox.send_to_organ(note, organ=organ, actor=actor, at=at)
