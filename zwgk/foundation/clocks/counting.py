"""From the spec of a clock to its due day and grounds; no writing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from zwgk.domain import deadlines
from zwgk.domain.deadlines import DayNote, Direction, Due, Extension, Restart, Suspension
from zwgk.domain.errors import Conflict
from zwgk.domain.workdays import Calendar, weekday
from zwgk.law import Law

from .models import Clock, State
from .moments import end_of_day, parse
from .specs import ByRule, Fixed, Length, from_json

_NOT_OURS = (Direction.AT_LEAST, Direction.KEEP_AT_LEAST, Direction.WINDOW)


def place(clock: Clock, law: Law, calendar: Calendar) -> None:
    """Set due day, state, grounds and law version of the row from its spec, suspensions and extension."""
    source = clock.grounds.get("source")
    moved = clock.extension[-1].get("new_due") if clock.extension else None
    spec = from_json(clock.spec)
    if moved or isinstance(spec, Fixed):
        _fix(clock, date.fromisoformat(moved) if moved else spec.due_on)
    else:
        _put(clock, _compute(clock, law, calendar))
    if source:
        clock.grounds["source"] = source


def waits(due: Due) -> bool:
    """Whether such a limit only runs out: a minimum length, a window."""
    return due.direction in _NOT_OURS


def _compute(clock: Clock, law: Law, calendar: Calendar) -> Due:
    spec, start = from_json(clock.spec), parse(clock.spec["start"])
    pauses = tuple(suspension(item) for item in clock.suspensions)
    if isinstance(spec, Length):
        more = sum(item["amount"] for item in clock.extension)
        return deadlines.compute_length(
            spec.amount, spec.unit, start, calendar=calendar, suspensions=pauses, more=more, direction=spec.direction
        )
    assert isinstance(spec, ByRule)
    restarts = [Restart(date.fromisoformat(r["day"]), r["reason"], r["basis"]) for r in clock.spec.get("restarts", [])]
    return deadlines.compute(
        deadlines.find(law, spec.rule),
        start,
        calendar=calendar,
        suspensions=pauses,
        extension=_extension(clock.extension),
        restarts=restarts,
        amount=spec.amount,
    )


def _put(clock: Clock, due: Due) -> None:
    clock.due_on = due.day
    clock.due_at = due.due if isinstance(due.due, datetime) else due.due and end_of_day(due.due)
    clock.unit, clock.remaining = due.unit.value, due.remaining
    clock.provisional = due.provisional
    clock.law_version = due.law_version
    clock.waits = clock.waits or waits(due)
    clock.state = _state(clock)
    clock.grounds = {
        "reference": due.reference,
        "law_version": due.law_version,
        "title": due.title,
        "code": due.code,
        "amount": due.amount,
        "unit": due.unit.value,
        "direction": due.direction.value,
        "steps": list(due.steps),
        "warnings": list(due.warnings),
        "result": due.result(),
        "days": pack(due.days),
    }


def _fix(clock: Clock, due_on: date) -> None:
    clock.due_on, clock.due_at = due_on, end_of_day(due_on)
    clock.unit, clock.remaining, clock.provisional, clock.law_version = "", None, False, ""
    clock.state = _state(clock)
    said = clock.spec.get("words") or "按指定日期办理"
    steps = [f"{said}：{due_on}（{weekday(due_on)}）。"]
    steps += [
        f"改期：{item['former_due']} → {item['new_due']}，{item['basis']}。"
        for item in clock.extension
        if "new_due" in item
    ]
    clock.grounds = {
        "reference": "",
        "steps": steps,
        "warnings": [],
        "days": [],
        "result": f"最后期限：{due_on}（{weekday(due_on)}）",
    }


def _state(clock: Clock) -> str:
    if any(item["last"] is None for item in clock.suspensions):
        return State.SUSPENDED
    return State.WAITING if clock.waits else State.RUNNING


def suspension(item: dict[str, Any]) -> Suspension:
    """The stored pause as the core wants it."""
    last = date.fromisoformat(item["last"]) if item["last"] else None
    return Suspension(date.fromisoformat(item["first"]), last, item["reason"], item["basis"])


def _extension(grants: list[dict[str, Any]]) -> Extension | None:
    if not grants:
        return None
    last = grants[-1]
    total = sum(item["amount"] for item in grants)
    return Extension(total, last["approved_by"], date.fromisoformat(last["decided"]), last["basis"])


def pack(notes: Iterable[DayNote]) -> list[list[Any]]:
    """Runs of equal days as [first, last, number of the first or None, reason, basis]: a year of weekdays fits in 4 kB."""
    runs: list[list[Any]] = []
    previous: DayNote | None = None
    for note in notes:
        same = previous and (previous.counted, previous.reason, previous.basis) == (
            note.counted,
            note.reason,
            note.basis,
        )
        if same:
            runs[-1][1] = note.day.isoformat()
        else:
            runs.append([note.day.isoformat(), note.day.isoformat(), note.number, note.reason, note.basis])
        previous = note
    return runs


def refuse_unless(condition: object, message: str, **told: str) -> None:
    """Raise Conflict with this sentence."""
    if not condition:
        raise Conflict(message, **told)
