"""urge_gaps 催补: tell units what they still lack."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput
from zwgk.domain.rights import Actor
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.inbox.actions import Note
from zwgk.foundation.organs.models import Organ

from .. import queries
from ..models import IndicatorTable
from .support import tell


@transaction.atomic
def urge_gaps(table: IndicatorTable, organs: Sequence[Organ], words: str = "", *, actor: Actor, at: datetime) -> int:
    """One message per unit that lacks something; how many were told. The same words once a day."""
    actor.require("assessments.import_table")
    lacking = [unit for unit in queries.standing(table, [organ.pk for organ in organs]).units if unit.missing]
    if not lacking:
        raise BadInput("所选单位没有缺项。", remedy="请勾选还有缺项的单位。")
    told = 0
    for unit in lacking:
        body = queries.gaps_text(table, [unit], words)
        note = Note(
            f"请补 {len(unit.missing)} 项佐证材料：{table.title}"[:200], body, f"{table.url}materials/?organ={unit.organ.pk}", kind="assessments.urge",
            key=f"assessments:{table.pk}:{unit.organ.pk}:{localdate(at)}",
        )  # fmt: skip
        if inbox.send_to_organ(note, organ=unit.organ, actor=actor, at=at):
            told += 1
            tell(table, "urge", f"催补佐证材料 {len(unit.missing)} 项", unit.organ, actor=actor, at=at)
    return told
