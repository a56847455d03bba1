"""What the verbs share: telling the journal."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Organ

from ..models import TABLE, IndicatorTable


def tell(table: IndicatorTable, verb: str, sentence: str, organ: Organ | None = None, *, actor: Actor, at: datetime) -> None:
    """A fact about the table, for the unit concerned."""
    told = Told(f"assessments.{verb}", sentence, organ_id=organ.pk if organ else None, organ_name=organ.label if organ else "")
    journal.record(Subject(TABLE, table.pk, table.title, table.url), told, actor=actor, at=at)
