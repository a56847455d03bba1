"""The legal adviser is asked on hard answers (REQ-08)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import Conflict
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.inbox import actions as inbox

from ..models import Case, Opinion
from .course import Act, begin, finish, need
from .telling import tell_handler


@transaction.atomic
def ask_legal(case: Case, question: str, *, actor: Actor, at: datetime) -> Opinion:
    """Send the question to the adviser of the organ; the limit runs on."""
    case = begin(case, "ask_legal", localdate(at), actor=actor, at=at)
    row = Opinion.objects.create(case=case, question=need(question, "question", "需要审核的问题"), asked_at=at, asked_by=actor.name)
    finish(case, Act("ask_legal", localdate(at), f"送法律审核：{row.question}", told="送法律审核"), actor=actor, at=at)
    note = inbox.Note(f"{case.number} 请出具法律意见", "", case.url, kind="inforequests")
    inbox.send_to_organ(note, organ=case.organ, role=Role.LEGAL, actor=actor, at=at)
    return row


@transaction.atomic
def give_legal(opinion: Opinion, text: str, *, actor: Actor, at: datetime) -> Opinion:
    """The opinion stands in the case; it binds nobody, but is shown to whoever approves."""
    case = begin(opinion.case, "give_legal", localdate(at), actor=actor, at=at)
    row = Opinion.objects.select_for_update().get(pk=opinion.pk)
    if row.given_at is not None:
        raise Conflict(f"{row.given_by}已经出具意见。")
    row.opinion, row.given_at, row.given_by = need(text, "opinion", "法律意见"), at, actor.name
    row.save(update_fields=["opinion", "given_at", "given_by"])
    finish(case, Act("give_legal", localdate(at), f"法律意见：{row.opinion}", told="出具法律意见"), actor=actor, at=at)
    tell_handler(case, "法律意见已经出具", actor=actor, at=at)
    return row
