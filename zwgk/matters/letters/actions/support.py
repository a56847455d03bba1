"""What all verbs of a letter share: the lock, the states, the journal, the files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from zwgk.domain.errors import Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.matters.letters.models import SUBJECT, Letter, State


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came from the person."""

    data: bytes
    name: str


def locked(letter: Letter, verb: str, *states: State) -> Letter:
    """The row as it is now; refused unless it is in one of the states."""
    now = Letter.objects.select_for_update(of=("self",)).select_related("organ", "addressee_organ").get(pk=letter.pk)
    if now.state not in states:
        raise Conflict(
            f"这份{now.kind_title}{now.get_state_display()}，不能{verb}。", remedy="请刷新页面查看最新情况。"
        )
    return now


def subject(letter: Letter) -> Subject:
    return Subject(SUBJECT, letter.pk, str(letter), letter.url)


def tell(letter: Letter, verb: str, sentence: str, *, actor: Actor, at: datetime, basis: str = "") -> None:
    """Write it into the journal, under the organ whose letter it is; and under what the letter is about, if anything."""
    told = Told(f"letters.{verb}", sentence, basis=basis, organ_id=letter.organ_id, organ_name=letter.organ.label)
    journal.record(subject(letter), told, actor=actor, at=at)
