"""Requests from the superior platform, each once by its number there; and the journal of what leaves with personal data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zwgk.domain.errors import Refusal
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.organs.models import Organ

from ..models import SUBJECT, Case, Channel
from ..platform import Row
from .receiving import Asker, NewCase, receive


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of one row."""

    row: Row
    case: Case | None = None
    known: bool = False  # it was here already
    refused: str = ""


def take_rows(rows: Sequence[tuple[Row, Organ]], *, actor: Actor, at: datetime) -> list[Arrived]:
    """Row by row: one that is refused does not hold up the others; one that is here already stays as it is."""
    numbers = {(row.said("number"), organ.pk) for row, organ in rows}
    here = set(Case.objects.filter(external_number__in=[number for number, _ in numbers]).values_list("external_number", "organ_id"))
    found = []
    for row, organ in rows:
        try:
            case = receive(_new(row, organ), actor=actor, at=at)
        except Refusal as refusal:
            found.append(Arrived(row, refused=refusal.sentence))
        else:
            found.append(Arrived(row, case, known=(row.said("number"), organ.pk) in here))
    return found


def _new(row: Row, organ: Organ) -> NewCase:
    asker = Asker(row.kind, row.said("name"), phone=row.said("phone")[:40], email=row.said("email")[:254], address=row.said("address")[:300], postcode=row.said("postcode")[:10])
    return NewCase(
        organ, Channel.PLATFORM, asker, row.said("title"), description=row.said("description"), hint_number=row.said("hint")[:80], form=row.form,
        delivery=row.delivery, arrived_on=row.arrived, confirmed_on=row.confirmed, external_number=row.said("number")[:60],
    )  # fmt: skip


def note_export(what: str, count: int, *, actor: Actor, at: datetime) -> None:
    """A list with personal data has left the platform: who took it, how many rows."""
    actor.require("inforequests.export")
    told = journal.Told("inforequests.export", f"导出{what}，{count}件（含申请人个人信息）")
    journal.record(journal.Subject(SUBJECT, 0, what, "/office/requests/register/"), told, actor=actor, at=at)
