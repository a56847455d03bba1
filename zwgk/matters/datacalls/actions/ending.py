"""The call ends; its merged workbook is handed on and frozen."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks import queries as running
from zwgk.foundation.files import actions as files
from zwgk.matters.datacalls import queries
from zwgk.matters.datacalls.models import SUBJECT, CallState, DataCall, Handed, State

from .support import locked_call, tell_call


@transaction.atomic
def close(call: DataCall, *, actor: Actor, at: datetime) -> DataCall:
    """No more changes; clocks of those who sent nothing run on until they are met or the call is void."""
    actor.require("datacalls.open")
    call = locked_call(call, "截止", CallState.RUNNING)
    call.state, call.closed_at = CallState.CLOSED, at
    call.save(update_fields=["state", "closed_at"])
    _void(call, "采集表已截止", actor, at)
    tell_call(call, "datacalls.close", f"截止收集，缺报 {len(queries.missing(call))} 个单位", actor=actor, at=at)
    return call


@transaction.atomic
def reopen(call: DataCall, *, actor: Actor, at: datetime) -> DataCall:
    """Units may send and correct again."""
    actor.require("datacalls.open")
    call = locked_call(call, "重新打开", CallState.CLOSED)
    call.state, call.closed_at = CallState.RUNNING, None
    call.save(update_fields=["state", "closed_at"])
    late = [given.pk for given in queries.missing(call)]
    for clock in running.of_subjects(SUBJECT, late).filter(state="void"):
        clocks.reopen(clock, reason="采集表重新打开", actor=actor, at=at)
    tell_call(call, "datacalls.reopen", "重新打开收集", actor=actor, at=at)
    return call


@transaction.atomic
def void(call: DataCall, reason: str, *, actor: Actor, at: datetime) -> DataCall:
    """Asked by mistake, or the superior took it back."""
    actor.require("datacalls.open")
    call = locked_call(call, "撤销", CallState.DRAFT, CallState.RUNNING, CallState.CLOSED)
    if not reason.strip():
        raise BadInput("请写明撤销原因。", field="reason")
    if call.handed.exists():
        raise Conflict("已经报送上级，不能撤销。")
    call.state = CallState.VOID
    call.save(update_fields=["state"])
    _void(call, "采集表撤销", actor, at)
    tell_call(call, "datacalls.void", f"撤销采集表：{reason.strip()[:100]}", actor=actor, at=at)
    return call


def _void(call: DataCall, reason: str, actor: Actor, at: datetime) -> None:
    ids = list(call.returns.values_list("pk", flat=True))
    for clock in running.of_subjects(SUBJECT, ids).filter(state__in=("running", "waiting", "suspended")):
        clocks.void(clock, reason=reason, actor=actor, at=at)


def hand_on(call: DataCall, handed_to: str, note: str = "", *, actor: Actor, at: datetime) -> Handed:
    """Merge, freeze with digest, say to whom. Merging happens before the transaction."""
    actor.require("datacalls.merge")
    if not handed_to.strip():
        raise BadInput("请写报送给哪个单位。", field="handed_to")
    if call.state not in (CallState.RUNNING, CallState.CLOSED):
        raise Conflict(f"采集表“{call.title}”{call.get_state_display()}，不能报送。")
    data = queries.merged(call, queries.signature(actor, at))
    file = files.keep(data, f"{call.title[:60]}（汇总）.xlsx", actor=actor, at=at)
    sent = call.returns.filter(state=State.SENT)
    with transaction.atomic():
        made = Handed.objects.create(
            call=call, file=file, sha256=file.sha256, values={str(each.organ_id): {} if each.zero else each.values for each in sent},
            missing=[each.organ.label for each in queries.missing(call)], handed_to=handed_to.strip()[:120], note=note.strip()[:300], at=at, by=actor.name,
        )  # fmt: skip
        lacks = f"，缺报 {len(made.missing)} 个单位" if made.missing else ""
        tell_call(call, "datacalls.merge", f"汇总报送{made.handed_to}：{len(made.values)} 个单位{lacks}", actor=actor, at=at)
    return made
