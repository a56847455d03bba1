"""What all verbs of a finding share: the lock, the states, the journal, the message, the files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.matters.findings.models import SUBJECT, Answer, Attachment, Finding, State


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came from the person."""

    data: bytes
    name: str


def check_far(day: date, today: date, field: str) -> None:
    """A year typed wrongly: nobody is given more than five years."""
    if day.year > today.year + 5:
        raise BadInput(f"期限{day}太远，年份可能填错了。", field=field)


def locked(finding: Finding, verb: str, *states: State) -> Finding:
    """The row as it is now; refused unless it is in one of the states."""
    finding = Finding.objects.select_for_update(of=("self",)).select_related("organ").get(pk=finding.pk)
    if finding.state not in states:
        raise Conflict(f"问题{finding.number}{finding.get_state_display()}，不能{verb}。", remedy="请刷新页面查看最新情况。")
    return finding


def subject(finding: Finding) -> Subject:
    return Subject(SUBJECT, finding.pk, f"{finding.number} {finding.title}", finding.url)


def tell(finding: Finding, verb: str, sentence: str, *, actor: Actor, at: datetime, basis: str = "") -> None:
    """Write it into the journal, under the organ that has to mend it."""
    told = Told(verb, sentence, basis=basis, organ_id=finding.organ_id, organ_name=finding.organ.label)
    journal.record(subject(finding), told, actor=actor, at=at)


def announce(finding: Finding, title: str, body: str, *, actor: Actor, at: datetime) -> None:
    """A message to the liaison of the organ."""
    note = inbox.Note(title=title, body=body, url=finding.url, kind="findings")
    inbox.send_to_organ(note, organ=finding.organ, actor=actor, at=at)


def attach(finding: Finding, uploads: Iterable[Upload], answer: Answer | None, *, actor: Actor, at: datetime) -> None:
    """Keep the files and hang them on the finding or on the answer."""
    for upload in uploads:
        file = files.keep(upload.data, upload.name, actor=actor, at=at)
        Attachment.objects.create(finding=finding, answer=answer, file=file)
