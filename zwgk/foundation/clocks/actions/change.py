"""While a clock runs: suspend, resume, restart, extend, assign."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from zwgk.domain.deadlines import find
from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.rulebook import queries as rulebook

from ..counting import place, refuse_unless
from ..models import OPEN, TICKING, Clock, State
from ..moments import day_of
from .tell import tell


@transaction.atomic
def suspend(clock: Clock, *, first: date, reason: str, basis: str, actor: Actor, at: datetime) -> Clock:
    """From `first` on days are not counted, until `resume`."""
    clock = locked(clock)
    _refuse_fixed(clock, "中止计时")
    refuse_unless(clock.state in TICKING, f"“{clock.title}”{clock.get_state_display()}，不能中止计时。")
    refuse_unless(
        clock.due_on is None or first <= clock.due_on, f"期限已于{clock.due_on}届满，不能再中止计时。", field="first"
    )
    refuse_unless(first >= clock.started_on, f"中止日期不能早于起算日期{clock.started_on}。", field="first")
    clock.suspensions.append({"first": first.isoformat(), "last": None, "reason": reason, "basis": basis})
    return _replaced(clock, "clocks.suspend", f"中止计时：自{first}起，{reason}", {"basis": basis}, actor=actor, at=at)


@transaction.atomic
def resume(clock: Clock, *, last: date, actor: Actor, at: datetime) -> Clock:
    """`last` is the last day that is not counted; counting goes on the day after."""
    clock = locked(clock)
    refuse_unless(clock.state == State.SUSPENDED, f"“{clock.title}”没有中止，不需要恢复计时。")
    clock.suspensions[-1]["last"] = last.isoformat()
    return _replaced(clock, "clocks.resume", f"恢复计时：{last}之后继续计算", {}, actor=actor, at=at)


@transaction.atomic
def restart(clock: Clock, *, day: date, reason: str, basis: str, actor: Actor, at: datetime) -> Clock:
    """Count the whole limit anew after `day`: a corrected application, a paid fee."""
    clock = locked(clock)
    refuse_unless(clock.spec["kind"] == "rule", "只有按规则计算的期限可以重新起算。")
    refuse_unless(clock.state in OPEN, f"“{clock.title}”{clock.get_state_display()}，不能重新起算。")
    clock.spec.setdefault("restarts", []).append({"day": day.isoformat(), "reason": reason, "basis": basis})
    return _replaced(clock, "clocks.restart", f"重新起算：{day}，{reason}", {"basis": basis}, actor=actor, at=at)


@transaction.atomic
def extend(
    clock: Clock,
    *,
    amount: int | None = None,
    new_due: date | None = None,
    approved_by: str = "",
    basis: str,
    actor: Actor,
    at: datetime,
) -> Clock:
    """Extend by `amount` units (cap and consent as the rule says) or, without a rule, to a later day."""
    clock, today = locked(clock), day_of(at)
    refuse_unless(clock.state in OPEN, f"“{clock.title}”{clock.get_state_display()}，不能延期。")
    if not basis.strip():
        raise BadInput("延期须写明理由或依据。", field="basis")
    grant: dict[str, Any] = {"basis": basis, "approved_by": approved_by, "decided": today.isoformat()}
    former = clock.due_on and clock.due_on.isoformat()
    if clock.spec["kind"] == "rule":
        _check_times(clock)
    if new_due is not None:
        _check_day(clock, new_due)
        grant |= {"new_due": new_due.isoformat(), "former_due": former, "amount": 0}
    elif amount is None or amount < 1 or clock.spec["kind"] == "fixed":
        raise BadInput("请填写延期到哪一天。", field="new_due")
    else:
        grant["amount"] = amount
    clock.extension.append(grant)
    place(clock, rulebook.law(), rulebook.calendar())
    return _saved(
        clock, "clocks.extend", f"延期：{former} → {clock.due_on}，{basis}", {"before": former}, actor=actor, at=at
    )


@transaction.atomic
def assign(clock: Clock, *, organ: Any = None, person: Any = None, actor: Actor, at: datetime) -> Clock:
    """Hand the clock to another organ or person."""
    clock = locked(clock)
    clock.organ_id = organ.pk if organ is not None else clock.organ_id
    clock.person_id = person.pk if person is not None else None
    return _saved(clock, "clocks.assign", f"调整责任人：{organ or ''}{person or ''}", {}, actor=actor, at=at)


def locked(clock: Clock) -> Clock:
    """The row as it is now, held until the transaction ends."""
    return Clock.objects.select_for_update().get(pk=clock.pk)


def _replaced(clock: Clock, verb: str, sentence: str, data: dict[str, Any], *, actor: Actor, at: datetime) -> Clock:
    place(clock, rulebook.law(), rulebook.calendar())
    due = f"；到期日{clock.due_on}" if clock.due_on else "；到期日待恢复后确定"
    return _saved(clock, verb, sentence + due, data, actor=actor, at=at)


def _saved(clock: Clock, verb: str, sentence: str, data: dict[str, Any], *, actor: Actor, at: datetime) -> Clock:
    clock.save()
    tell([(clock, verb, sentence, data)], actor=actor, at=at)
    return clock


def _refuse_fixed(clock: Clock, what: str) -> None:
    if not clock.law_version:
        raise Conflict(f"“{clock.title}”按指定日期办理，不能{what}。", remedy="请办理延期，改为新的日期。")


def _check_times(clock: Clock) -> None:
    rule = find(rulebook.law(), clock.rule)
    times = rule.extension.times if rule.extension else 0
    if rule.extension and len(clock.extension) >= times:
        basis = str(rule.extension.values[-1].reference)
        raise Conflict(f"“{rule.title}”只能延期{times}次，已经延期过。", basis=basis)


def _check_day(clock: Clock, new_due: date) -> None:
    if clock.spec["kind"] == "rule":
        raise BadInput("按规则计算的期限，请填写延长的长度。", field="amount")
    if clock.due_on and new_due <= clock.due_on:
        raise BadInput(f"新的日期应当晚于原定的{clock.due_on}。", field="new_due")
