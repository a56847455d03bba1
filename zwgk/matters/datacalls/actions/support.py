"""What all verbs share: the lock, the journal, the note to a unit."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.errors import Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.matters.datacalls.models import CALL, SUBJECT, CallState, DataCall, Return


def locked_call(call: DataCall, verb: str, *states: CallState) -> DataCall:
    """The row as it is now; refused unless it is in one of the states."""
    call = DataCall.objects.select_for_update(of=("self",)).select_related("book", "file").get(pk=call.pk)
    if call.state not in states:
        raise Conflict(f"采集表“{call.title}”{call.get_state_display()}，不能{verb}。", remedy="请刷新页面查看最新情况。")
    return call


def locked(given: Return, verb: str) -> Return:
    """The unit's row as it is now; refused unless the call is running."""
    given = Return.objects.select_for_update(of=("self",)).select_related("call__book", "organ").get(pk=given.pk)
    if given.call.state != CallState.RUNNING:
        raise Conflict(f"采集表“{given.call.title}”{given.call.get_state_display()}，不能{verb}。", remedy="确需更正的，请联系政务公开办公室重新打开。")
    return given


def subject_of(given: Return) -> Subject:
    return Subject(SUBJECT, given.pk, given.call.title, given.url)


def tell(given: Return, verb: str, sentence: str, *, actor: Actor, at: datetime) -> None:
    told = Told(verb, sentence, organ_id=given.organ_id, organ_name=given.organ.label)
    journal.record(subject_of(given), told, actor=actor, at=at)


def tell_call(call: DataCall, verb: str, sentence: str, *, actor: Actor, at: datetime) -> None:
    journal.record(Subject(CALL, call.pk, call.title, call.url), Told(verb, sentence), actor=actor, at=at)


def note(given: Return, title: str, body: str, *, actor: Actor, at: datetime) -> None:
    """A message to the liaison of the unit."""
    written = inbox.Note(title=title[:200], body=body, url=given.url, kind="datacalls")
    inbox.send_to_organ(written, organ=given.organ, actor=actor, at=at)
