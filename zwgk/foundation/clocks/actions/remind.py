"""Tell organs what has moved after a replay. What is due they hear from the digest of the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from zwgk.domain.rights import Actor, Role
from zwgk.foundation.inbox import actions as inbox

from .replay import Change

SHOWN = 20  # clocks named in one message; the desk shows all
DESK = "/office/"


def tell_organs(changes: Iterable[Change], *, actor: Actor, at: datetime) -> int:
    """After a replay: one message per organ with its changed days."""
    moved = defaultdict(list)
    for change in changes:
        moved[change.clock.organ_id].append(change)
    for found in moved.values():
        lines = [_moved(change) for change in found[:SHOWN]] + _rest(len(found))
        note = inbox.Note(
            f"放假安排或规则有变化，{len(found)} 项时限重算", "\n".join(lines), DESK, kind="clocks.replay"
        )
        inbox.send_to_organ(note, organ=found[0].clock.organ, role=Role.LIAISON, actor=actor, at=at)
    return len(moved)


def _moved(change: Change) -> str:
    clock = change.clock
    if change.problem:
        return f"{clock.title}（{clock.subject_title}）：未能重算，仍按 {change.before}"
    return f"{clock.title}（{clock.subject_title}）：{change.before} → {change.after}"


def _rest(count: int) -> list[str]:
    return [f"……共 {count} 项，其余见工作台。"] if count > SHOWN else []
