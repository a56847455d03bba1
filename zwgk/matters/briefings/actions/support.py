"""What the verbs of a paper share."""

from __future__ import annotations

from datetime import datetime

from zwgk.domain.errors import Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told

from ..models import BRIEFING, Briefing


def locked(briefing: Briefing, verb: str, *states: str) -> Briefing:
    """The row as it is now; refused unless it is in one of the states."""
    found = Briefing.objects.select_for_update(of=("self",)).select_related("organ").get(pk=briefing.pk)
    if states and found.state not in states:
        raise Conflict(f"《{found.title}》{found.get_state_display()}，不能{verb}。", remedy="请刷新页面查看最新情况。")
    return found


def tell(briefing: Briefing, verb: str, sentence: str, *, actor: Actor, at: datetime) -> None:
    told = Told(f"briefings.{verb}", sentence[:500], organ_id=briefing.organ_id, organ_name=briefing.organ.label)
    journal.record(Subject(BRIEFING, briefing.pk, briefing.title, briefing.url), told, actor=actor, at=at)
