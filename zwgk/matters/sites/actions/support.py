"""What the verbs share."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.foundation.organs.models import Organ


def tell(subject: Subject, verb: str, sentence: str, *, organ: Organ | None = None, basis: str = "", actor: Actor, at: datetime) -> None:
    """A fact in the journal."""
    told = Told(verb, sentence[:480], basis=basis, organ_id=organ.pk if organ else None, organ_name=organ.label if organ else "")
    journal.record(subject, told, actor=actor, at=at)


def need(text: str, field: str, label: str) -> str:
    """The text without blanks around it; refused when nothing is left."""
    if not text.strip():
        raise BadInput(f"请填写{label}。", field=field)
    return text.strip()
