"""From the course of a request to its standing on a day."""

from __future__ import annotations

from datetime import date, timedelta

from zwgk.domain.deadlines import DayNote, Unit
from zwgk.domain.deadlines.notes import day_notes
from zwgk.domain.inforequests.course import Course
from zwgk.domain.inforequests.standing import ClockSpec, Ground, Refused, Standing
from zwgk.domain.inforequests.states import FINISHED, ClockState, Kind

_ENDS = {
    Kind.WITHDRAWN: ClockState.WITHDRAWN, Kind.CLARIFICATION_LAPSED: ClockState.LAPSED, Kind.FEE_LAPSED: ClockState.LAPSED,
}  # fmt: skip


def standing(course: Course, asked_on: date, refused: tuple[Refused, ...]) -> Standing:
    """How it stands; once answered, everything stays what it was on that day."""
    on = course.ended.on if course.ended else asked_on
    due = None if course.ended and course.ended.kind in _ENDS else course.due(on)
    state = _state(course, on, due)
    remaining = max(course.calendar.count(on, due), 0) if due and state not in FINISHED else None
    assumed = course.calendar.assumption(course.start + timedelta(1), due) if due else ""
    done = state in FINISHED
    return Standing(
        state=state, asked_on=asked_on, due=due, remaining=remaining, provisional=bool(assumed),
        grounds=tuple(course.grounds) + _closing(course, state, due, on, assumed), refused=refused,
        lines=_lines(course, due, on), spec=_spec(course, on) if due else None,
        waits_until=_waits(course) if course.stopped and not done else None,
        clarify_by=course.clarify_by if course.clarification is None and course.fee is None and not done else None,
        may_extend=_may_extend(course) if not done and due and on <= due else 0,
        open_until=() if done else tuple((hold.name, hold.limit) for hold in course.holds if hold.open_on(on)),
    )  # fmt: skip


def _state(course: Course, on: date, due: date | None) -> ClockState:
    late = due is not None and on > due
    if course.ended is not None:
        usual = ClockState.ANSWERED_LATE if late else ClockState.ANSWERED
        return _ENDS.get(course.ended.kind, usual)
    if course.awaits_correction:
        return ClockState.AWAITING_CLARIFICATION
    if course.awaits_payment:
        return ClockState.AWAITING_PAYMENT
    if late:
        return ClockState.LATE
    return ClockState.SUSPENDED if any(hold.open_on(on) for hold in course.holds) else ClockState.RUNNING


def _waits(course: Course) -> date | None:
    if course.awaits_payment:
        return course.pay_by
    return course.clarification.limit_on if course.clarification else None


def _may_extend(course: Course) -> int:
    rule = course.law.deadlines["requests/answer"]
    if course.extension is not None or rule.extension is None:
        return 0
    held = [value.value for value in rule.extension.values if value.since <= course.start]
    return held[-1] if held and isinstance(held[-1], int) else 0


def _spec(course: Course, on: date) -> ClockSpec:
    """The pauses without an end only where the day asked is not an end of its own."""
    until = on if course.ended else None
    return ClockSpec(course.rule, course.start, course.pauses(until), course.extension, course.anew, course.set_by_organ)


def _lines(course: Course, due: date | None, on: date) -> tuple[DayNote, ...]:
    """Day by day up to the last one; while the applicant is awaited, up to the day on which the count stopped."""
    end = due or course.stopped_on or on
    if end <= course.start:
        return ()
    return day_notes(course.start, end, Unit.WORKING_DAY, course.calendar, course.pauses(on))


def _closing(course: Course, state: ClockState, due: date | None, on: date, assumed: str) -> tuple[Ground, ...]:
    """What follows from it all."""
    found = []
    basis = course.cite("第三十三条第二款")
    if due:
        found.append(Ground(basis, f"计满{course.length}个工作日，答复期限的最后一日是{due}（当日仍在期限内）。"))
    if state in (ClockState.LATE, ClockState.ANSWERED_LATE):
        when = "作出答复时" if state is ClockState.ANSWERED_LATE else f"到{on}"
        found.append(Ground(basis, f"{when}已超过答复期限{course.calendar.count(due or on, on)}个工作日。"))
    if state is ClockState.SUSPENDED and due:
        found.append(_open(course, on))
    if course.stopped and course.ended is None:
        act = "缴费" if course.awaits_payment else "补正"
        basis = course.cite_fee("第六条") if course.awaits_payment else course.cite("第三十条")
        found.append(Ground(basis, f"等待申请人{act}，最后一日是{_waits(course)}；逾期由机关认定，不会自动终结。"))
    if assumed:
        found.append(Ground("《全国年节及纪念日放假办法》", assumed))
    return tuple(found)


def _open(course: Course, on: date) -> Ground:
    endless = [hold.name for hold in course.holds if hold.open_on(on) and hold.limit is None]
    if endless:
        text = f"{'、'.join(endless)}没有法定答复期限，所列最后期限按{on}收到意见推算，每过一日顺延。"
    else:
        until = max(hold.limit for hold in course.holds if hold.open_on(on) and hold.limit)
        text = f"意见还没有收到，所列最后期限按停止计算到{until}推算；意见提前收到的，最后期限相应提前。"
    return Ground(course.agreed("open-consultation", on), text)

