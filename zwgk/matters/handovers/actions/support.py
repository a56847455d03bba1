"""What the verbs share: the locked row, the journal, who acts inside a confirmed hand-over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told

from ..models import SUBJECT, Handover

SECRETS = ("密码", "口令", "password", "passwd", "pwd")


def subject(handover: Handover) -> Subject:
    return Subject(SUBJECT, handover.pk, f"{handover.organ.label}工作交接：{handover}", handover.url)


def locked(handover: Handover, what: str, *states: str) -> Handover:
    """The row as it is now, held until the transaction ends; a Conflict when its state does not allow this."""
    row = Handover.objects.select_for_update(of=("self",)).select_related("leaving", "successor", "organ").get(pk=handover.pk)
    if row.state not in states:
        raise Conflict(f"这次交接{row.get_state_display()}，不能{what}。")
    return row


def tell(handover: Handover, verb: str, sentence: str, *, actor: Actor, at: datetime, **data: object) -> None:
    told = Told(f"handovers.{verb}", sentence, organ_id=handover.organ_id, organ_name=handover.organ.label, data=data)
    journal.record(subject(handover), told, actor=actor, at=at)


def empowered(actor: Actor) -> Actor:
    """Same name; the confirmed hand-over is the authority for its parts, which the person alone could not do."""
    return replace(actor, system=True)


def no_secret(text: str, field: str) -> None:
    """Passwords are told by mouth and changed at once; they never stand here."""
    if any(word in text.lower() for word in SECRETS):
        raise BadInput("这里不能写密码、口令。", field=field, remedy="只写在哪里、由谁管理；密码当面移交后立即修改。")
