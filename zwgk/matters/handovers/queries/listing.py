"""Which hand-overs there are, who has still to confirm, which objects are kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from zwgk.domain.rights import Actor, Role
from zwgk.foundation.organs.queries import reach

from ..models import OPEN, Confirmation, Handover, KeptObject, Part, State

UNDO_DAYS = 7


def handovers(actor: Actor) -> QuerySet[Handover]:
    """Those this person may see: of the own organs, and in which he takes part himself."""
    organ_ids = reach(actor, "handovers.see")
    rows = Handover.objects.select_related("leaving", "successor", "organ")
    if organ_ids is None:
        return rows
    return rows.filter(Q(organ_id__in=organ_ids) | Q(leaving_id=actor.person_id) | Q(successor_id=actor.person_id))


def confirmed(handover: Handover) -> dict[str, Confirmation]:
    """Part → its confirmation."""
    return {row.part: row for row in handover.confirmations.select_related("paper")}


def missing_parts(handover: Handover) -> list[Part]:
    """Who has still to confirm. Of a person who is gone nobody asks; the county answers for him with its note."""
    there = confirmed(handover)
    wanted = [Part.SUPERVISOR] if handover.absent_note else list(Part)
    return [part for part in wanted if part not in there]


def waiting_for(handover: Handover, actor: Actor) -> list[Part]:
    """The parts that this person may confirm now. Leaver and successor do not supervise themselves."""
    if handover.state != State.PREPARING:
        return []
    own = {handover.leaving_id: Part.LEAVING, handover.successor_id: Part.SUCCESSOR}
    mine = own.get(actor.person_id or 0)
    if mine is None and supervises(actor, handover):
        mine = Part.SUPERVISOR
    return [part for part in missing_parts(handover) if part is mine]


def supervises(actor: Actor, handover: Handover) -> bool:
    """The leader in charge of the unit, or the county office."""
    leads = any(grant.role is Role.LEADER and grant.organ_id == handover.organ_id for grant in actor.grants)
    return leads or actor.may("handovers.hand_over_for", handover.organ_id)


def undo_until(handover: Handover) -> datetime | None:
    """Until when the office may take it back."""
    return handover.done_at + timedelta(days=UNDO_DAYS) if handover.done_at else None


def open_of(person_id: int) -> Handover | None:
    return Handover.objects.filter(leaving_id=person_id, state__in=OPEN).first()


def kept_objects(organ_ids: Collection[int] | None) -> QuerySet[KeptObject]:
    rows = KeptObject.objects.filter(ended_on__isnull=True).select_related("organ", "keeper")
    return rows if organ_ids is None else rows.filter(organ_id__in=organ_ids)
