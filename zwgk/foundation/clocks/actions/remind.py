"""Tell organs what is due: every working day what is late or near, and after a replay what has moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from zwgk.domain.rights import Actor, Role
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.rulebook import queries as rulebook

from ..lights import SOON, light
from ..models import Clock, State
from ..moments import day_of, end_of_day
from .replay import Change

SHOWN = 20  # clocks named in one message; the desk shows all
ESCALATE = 3  # working days late: the leader of the organ is told too
DESK = "/office/"


def remind(*, actor: Actor, at: datetime) -> int:
    """One message per organ and day; how many organs were written to. On days of rest nobody is.

    The contact person hears of what is late, due today or within three working days; the leader, of what has been late for more than three.
    """
    today, calendar = day_of(at), rulebook.calendar()
    if not calendar.is_working(today):
        return 0
    until, long_ago = end_of_day(calendar.add(today, SOON)), end_of_day(calendar.add(today, -ESCALATE - 1))
    due = Clock.objects.filter(state=State.RUNNING, due_at__lte=until).select_related("organ").order_by("due_at")
    sent = 0
    for clocks in _by_organ(due.defer("grounds").iterator()):
        sent += _write(clocks, Role.LIAISON, "到期提醒", actor, at)
        late = [clock for clock in clocks if clock.due_at and clock.due_at <= long_ago]
        if late:
            _write(late, Role.LEADER, "逾期提醒", actor, at)
    return sent


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


def _by_organ(clocks: Iterable[Clock]) -> list[list[Clock]]:
    found: dict[int, list[Clock]] = defaultdict(list)
    for clock in clocks:
        found[clock.organ_id].append(clock)
    return list(found.values())


def _write(clocks: list[Clock], role: Role, what: str, actor: Actor, at: datetime) -> int:
    calendar, organ, today = rulebook.calendar(), clocks[0].organ, day_of(at)
    seen = [(clock, light(clock, at, calendar)) for clock in clocks]
    late = sum(shown.state == "late" for _, shown in seen)
    title = f"{what}：逾期 {late} 项，临期 {len(seen) - late} 项" if late else f"{what}：临期 {len(seen)} 项"
    lines = [f"{clock.title}（{clock.subject_title}）：{shown.words}" for clock, shown in seen[:SHOWN]] + _rest(
        len(seen)
    )
    key = f"clocks.remind:{today}:{organ.pk}:{role}"
    note = inbox.Note(title, "\n".join(lines), DESK, kind="clocks.remind", key=key)
    return inbox.send_to_organ(note, organ=organ, role=role, actor=actor, at=at) is not None


def _moved(change: Change) -> str:
    clock = change.clock
    if change.problem:
        return f"{clock.title}（{clock.subject_title}）：未能重算，仍按 {change.before}"
    return f"{clock.title}（{clock.subject_title}）：{change.before} → {change.after}"


def _rest(count: int) -> list[str]:
    return [f"……共 {count} 项，其余见工作台。"] if count > SHOWN else []
