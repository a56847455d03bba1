"""The common course of every verb: lock → right and table → the act itself → law → event, state, clock, journal.

    case = begin(case, "clarify", on, actor=actor, at=at)        locked; refused unless the table and the law allow it now
    …                                                            what the verb itself checks and writes
    finish(case, Act("clarify", on, "告知补正", {…}), actor=actor, at=at)

The engine of zwgk/domain/inforequests has the last word: what it refuses is refused with its article, and nothing has changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils.timezone import localdate, make_aware

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.inforequests import STATE_NAMES, TABLE, CaseState, ClockState, Effect, Kind, next_state
from zwgk.domain.inforequests import Event as Told
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks import queries as running
from zwgk.foundation.clocks.actions import ByRule, Fixed, Timed
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject

from .. import queries
from ..models import SUBJECT, Case, Event, State
from .writing import draft_after

if TYPE_CHECKING:
    from zwgk.domain.inforequests import Standing

OTHERWISE = ("assign", "transfer", "serve")  # no event of the engine, but another handler, or the day that counts
WAITING = {ClockState.AWAITING_CLARIFICATION: "等待申请人补正", ClockState.AWAITING_PAYMENT: "等待申请人缴费"}


@dataclass(frozen=True, slots=True)
class Act:
    """Something that was done about a case: a verb of the table, or an event of the engine."""

    kind: str
    on: date
    sentence: str  # for the timeline, which only the handling organ sees
    data: dict[str, Any] = field(default_factory=dict)
    basis: str = ""
    told: str = ""  # for the journal, where the sentence names a person
    letter_id: int | None = None
    file_id: int | None = None


def begin(case: Case, verb: str, on: date, *, actor: Actor, at: datetime, papers_missing: tuple[str, ...] = ()) -> Case:
    """The row, locked, when this act may be done now; inside the transaction of the verb."""
    row = TABLE[verb]
    actor.require(row.right, case.organ_id)
    case = locked(case)
    if on > localdate(at):
        raise BadInput("日期不能晚于今天。", field="on", remedy="请填写实际发生的那一天。")
    if case.state not in row.sources:
        names = "、".join(STATE_NAMES[source] for source in row.sources)
        raise Conflict(
            f"{case.number}{case.get_state_display()}，不能“{row.title}”。", basis=row.article, remedy=f"这一步适用于：{names}。请刷新页面查看最新情况。"
        )
    barred = next((step.why_not for step in queries.steps(case, on, papers_missing) if step.verb == verb), "")
    if barred:
        raise Conflict(barred)
    return case


def locked(case: Case) -> Case:
    """The row as it is now, held until the transaction ends."""
    return Case.objects.select_for_update(of=("self",)).select_related("organ", "handler").get(pk=case.pk)


def finish(case: Case, act: Act, *, actor: Actor, at: datetime) -> Event:
    """The act is done: what the law says, the event, the new state, the clock, the journal."""
    row = TABLE[act.kind]
    if row.event is not None:
        _ask_engine(case, row.event, act, at)
    done = happened(case, act, right=row.right, kind=row.event or act.kind, actor=actor, at=at)
    case.state = next_state(CaseState(case.state), act.kind, queries.still_asked(case, act.on))
    case.save()
    if row.clock is not Effect.NONE or act.kind in OTHERWISE:
        restate(case, actor=actor, at=at)
    draft_after(done, actor=actor, at=at)
    return done


def happened(case: Case, act: Act, *, right: str, kind: str = "", actor: Actor, at: datetime) -> Event:
    """One more event of the case, and its fact."""
    last = case.events.aggregate(last=Max("seq"))["last"] or 0
    done = Event.objects.create(
        case=case, seq=last + 1, kind=kind or act.kind, on=act.on, data=act.data, sentence=act.sentence[:500], by=actor.name, by_id=actor.person_id, at=at,
        letter_id=act.letter_id, file_id=act.file_id,
    )  # fmt: skip
    basis = act.basis or (TABLE[act.kind].article if act.kind in TABLE else "")
    told = journal.Told(right, (act.told or act.sentence)[:480], basis=basis, organ_id=case.organ_id, organ_name=case.organ.label, data={"event": done.pk})
    journal.record(subject_of(case), told, actor=actor, at=at)
    return done


def subject_of(case: Case) -> Subject:
    """The case for clocks and journal: its number only, for who asks and for what is nobody else's business."""
    return Subject(SUBJECT, case.pk, f"政府信息公开申请{case.number}", case.url)


def restate(case: Case, *, actor: Actor, at: datetime) -> None:
    """The one clock of the case, as the engine finds it: running, somebody else's time, met or void."""
    found = queries.standing(case, localdate(at))
    if case.state in (State.FORWARDED, State.SPLIT):
        return _void(case, f"{case.get_state_display()}，由新编号继续计时", actor, at)
    if found is None:
        return None
    match found.state:
        case ClockState.WITHDRAWN | ClockState.LAPSED:
            _void(case, case.get_state_display(), actor, at)
        case ClockState.ANSWERED | ClockState.ANSWERED_LATE:
            _met(case, found, actor, at)
        case _:
            clocks.restate(*_timed(case, found), actor=actor, at=at)
    return None


def need(text: str, field_name: str, what: str, basis: str = "") -> str:
    """The text without blanks; refused when empty."""
    if not text.strip():
        raise BadInput(f"请写明{what}。", field=field_name, basis=basis)
    return text.strip()


def _ask_engine(case: Case, kind: Kind, act: Act, at: datetime) -> None:
    """The engine runs over all events with this one at their end; refused there is refused here."""
    limit = act.data.get("limit_on")
    told = Told(
        act.on, kind, date.fromisoformat(limit) if limit else None, int(act.data.get("days") or 0), act.data.get("approved_by", ""),
        act.data.get("who", ""),
    )  # fmt: skip
    index = len(queries.told_to_clock(case))
    found = queries.standing(case, localdate(at), [told])
    refused = [each.reason for each in found.refused if each.index == index] if found else []
    if refused:
        raise Conflict(refused[0])


def _timed(case: Case, found: Standing) -> tuple[Timed, clocks.Course]:
    person = case.handler_id
    if found.state in WAITING and found.waits_until is not None:
        title = WAITING[found.state]
        spec = Fixed(found.waits_until, "申请人的期限，届满后由机关认定，不会自动终结")
        return Timed(subject_of(case), title, case.organ_id, spec, found.asked_on, person, waits=True), clocks.Course()
    spec = found.spec
    assert spec is not None
    course = clocks.Course(spec.suspensions, spec.extension, spec.restart, found.due if spec.not_before else None, "条例第三十五条，延迟答复")
    return Timed(subject_of(case), "答复申请", case.organ_id, ByRule(spec.rule), spec.start, person), course


def _met(case: Case, found: Standing, actor: Actor, at: datetime) -> None:
    timed, course = _timed(case, found)
    clock = clocks.restate(timed, course, actor=actor, at=at)
    answered = max((each.on for each in queries.told_to_clock(case) if each.kind is Kind.ANSWERED), default=localdate(at))
    clocks.meet(clock, met_at=min(at, make_aware(datetime.combine(answered, time(23, 59)))), actor=actor, at=at)


def _void(case: Case, reason: str, actor: Actor, at: datetime) -> None:
    for clock in running.open_of(SUBJECT, case.pk):
        clocks.void(clock, reason=reason, actor=actor, at=at)
