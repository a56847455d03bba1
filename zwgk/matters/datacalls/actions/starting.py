"""Ask the units, with a deadline on their desks; and remind those who are late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.organs.models import Organ
from zwgk.matters.datacalls.models import CallState, DataCall, Return, State, Urge
from zwgk.matters.datacalls.queries import group_message, missing

from .support import locked_call, note, subject_of, tell_call


@dataclass(frozen=True, slots=True)
class Start:
    """Who is asked until when."""

    organs: Sequence[Organ]
    due_on: date
    due_words: str = ""  # 中午12时
    needs_sign: bool = False


@transaction.atomic
def start(call: DataCall, wanted: Start, *, actor: Actor, at: datetime) -> DataCall:
    """One return, one clock and one note per unit."""
    actor.require("datacalls.open")
    call, today = locked_call(call, "下发", CallState.DRAFT), timezone.localdate(at)
    if not wanted.organs:
        raise BadInput("请选择填报单位。", field="organs")
    if wanted.due_on < today:
        raise BadInput(f"截止日期{wanted.due_on}早于今天。", field="due_on")
    if wanted.due_on.year > today.year + 2:
        raise BadInput(f"截止日期{wanted.due_on}太远，年份可能填错了。", field="due_on")
    call.state, call.due_on, call.due_words, call.needs_sign = CallState.RUNNING, wanted.due_on, wanted.due_words.strip()[:60], wanted.needs_sign
    call.started_at, call.started_by = at, actor.name
    call.save()
    returns = Return.objects.bulk_create([Return(call=call, organ=organ) for organ in dict.fromkeys(wanted.organs)])
    clocks.start_many(
        [clocks.Timed(subject_of(given), "报送采集表", given.organ_id, clocks.Fixed(wanted.due_on, call.due_words), at) for given in returns], actor=actor, at=at
    )  # fmt: skip
    body = "\n".join(filter(None, [call.words, f"请于{wanted.due_on.month}月{wanted.due_on.day}日{call.due_words}前报送；没有的填“零报告”。"]))
    for given in returns:
        note(given, f"请填报：{call.title}", body, actor=actor, at=at)
    tell_call(call, "datacalls.start", f"下发采集表：{len(returns)} 个单位，{wanted.due_on}截止", actor=actor, at=at)
    return call


@transaction.atomic
def urge(call: DataCall, *, actor: Actor, at: datetime) -> Urge:
    """Write to everybody who has not sent; the words for the group are kept."""
    actor.require("datacalls.open")
    call = locked_call(call, "催报", CallState.RUNNING)
    late = missing(call)
    if not late:
        raise Conflict("各单位均已报送，不需要催报。")
    last = call.urges.first()
    if last and (at - last.at).total_seconds() < 60:
        return last
    for given in late:
        body = f"退回原因：{given.reason}" if given.state == State.RETURNED else f"截止时间：{call.due_on}{call.due_words}。没有的填“零报告”。"
        note(given, f"催报：{call.title}", body, actor=actor, at=at)
        given.urged += 1
    Return.objects.bulk_update(late, ["urged"])
    made = Urge.objects.create(call=call, at=at, by=actor.name, text=group_message(call, late), organs=[given.organ.label for given in late])
    tell_call(call, "datacalls.urge", f"催报 {len(late)} 个单位", actor=actor, at=at)
    return made
