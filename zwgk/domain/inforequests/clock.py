"""The clock of a request: events in, the standing on a day out. Each event is tried against its article; an unlawful one moves nothing.

    run(events, asked_on, law=…, calendar=…)  → Standing

Where the law is silent the conventions of `law/conventions/requests` decide; the grounds say so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from zwgk.domain.deadlines import Extension, find, value_on
from zwgk.domain.deadlines.extending import granted
from zwgk.domain.errors import BadInput, Conflict, Refusal
from zwgk.domain.inforequests.course import Course
from zwgk.domain.inforequests.events import Event
from zwgk.domain.inforequests.holds import ANSWERED, ASKED, Hold
from zwgk.domain.inforequests.holds import answered as answered_hold
from zwgk.domain.inforequests.looking import standing
from zwgk.domain.inforequests.standing import Refused, Standing
from zwgk.domain.inforequests.states import EVENT_NAMES, Kind
from zwgk.domain.workdays import Calendar
from zwgk.law.book import Law


def run(events: Sequence[Event], asked_on: date, *, law: Law, calendar: Calendar) -> Standing:
    """How the request stands on a day; what lies after that day has not happened yet."""
    course = Course(law, calendar)
    refused: list[Refused] = []
    last: date | None = None
    for index, event in enumerate(events):
        if event.on > asked_on:
            continue
        try:
            if last is not None and event.on < last:
                raise Conflict(f"日期{event.on}早于前一事项（{last}），事项应当按发生的先后登记。", basis=course.cite("第四十五条"))
            last = event.on
            _take(course, event)
        except Refusal as refusal:
            refused.append(Refused(index, refusal.sentence))
    if course.received is None:
        raise BadInput(f"到{asked_on}还没有收到申请，无法计算答复期限。", field="events", remedy="第一项应当是 received（收到申请），日期不晚于 asked_on。")
    return standing(course, asked_on, tuple(refused))


def _take(course: Course, event: Event) -> None:
    """Try one event: refuse it, or let it change the course."""
    if course.ended is not None:
        done = EVENT_NAMES[course.ended.kind]
        raise Conflict(f"申请已于{course.ended.on}终结（{done}），“{EVENT_NAMES[event.kind]}”不再产生效力。", basis=course.cite("第三十三条"))
    if course.received is None and event.kind is not Kind.RECEIVED:
        raise Conflict(f"还没有收到申请，不能“{EVENT_NAMES[event.kind]}”。", basis=course.cite("第三十一条"), remedy="第一项应当是收到申请。")
    if event.kind in ASKED:
        _consult(course, event)
    elif event.kind in ANSWERED:
        _consulted(course, event)
    else:
        _ACTS[event.kind](course, event)


def _receive(course: Course, event: Event) -> None:
    if course.received is not None:
        raise Conflict(
            f"申请已于{course.received}收到，不能再次登记收到。", basis=course.cite("第三十一条"),
            remedy="收到补正的，登记为 clarified（收到补正）。",
        )  # fmt: skip
    course.receive(event.on)


def _request_clarification(course: Course, event: Event) -> None:
    basis = course.cite("第三十条")
    if course.clarification is not None:
        raise Conflict(f"已于{course.clarification.on}告知补正；补正须一次性告知，不能再次要求。", basis=basis)
    if course.fee is not None:
        raise Conflict("收费通知已经发出，申请内容应已明确，不能再告知补正。", basis=basis)
    by = course.clarify_by
    if event.on > by:
        raise Conflict(f"告知补正应当自收到申请之日起{course.clarify_days}个工作日内（最迟{by}）作出，{event.on}已经超过。", basis=basis)
    if event.limit_on is None or event.limit_on <= event.on:
        raise Conflict("告知补正应当给申请人合理的补正期限，期限的最后一日须晚于告知之日。", basis=basis)
    course.ask_correction(event)


def _clarified(course: Course, event: Event) -> None:
    if not course.awaits_correction:
        raise Conflict("没有等待补正的告知，不能登记收到补正。", basis=course.cite("第三十条"))
    course.restart(event, "requests/answer", "收到补正后的申请", course.cite("第三十条"))
    course.awaits_correction = False


def _clarification_lapsed(course: Course, event: Event) -> None:
    basis = course.cite("第三十条")
    if not course.awaits_correction or course.clarification is None or course.clarification.limit_on is None:
        raise Conflict("没有等待补正的告知，不能认定逾期不补正。", basis=basis)
    limit = course.clarification.limit_on
    if event.on <= limit:
        raise Conflict(f"补正期限到{limit}届满（当日仍可补正），{event.on}不能认定逾期不补正。", basis=basis)
    course.end(event, basis, f"补正期限{limit}届满，申请人没有补正，{event.on}认定视为放弃申请，不再处理。")


def _consult(course: Course, event: Event) -> None:
    sort = ASKED[event.kind]
    limit = course.limit_of(sort.rule, event.on)
    course.consult(Hold(sort, event.on, limit, event.who))


def _consulted(course: Course, event: Event) -> None:
    sort = ANSWERED[event.kind]
    hold = answered_hold(course.holds, sort, event.who, event.on)
    if hold is None:
        raise Conflict(f"没有尚未答复的征求{sort.name}意见，不能登记答复。", basis=course.cite(sort.article))
    course.hear(hold, event.on)


def _extend(course: Course, event: Event) -> None:
    rule = find(course.law, "requests/answer")
    basis = str(rule.extension.values[-1].reference) if rule.extension else course.cite("第三十三条第二款")
    if course.stopped:
        raise Conflict("正在等待申请人补正或者缴费，之后期限重新计算，此时没有可以延长的期限。", basis=basis)
    if course.extension is not None:
        raise Conflict(f"答复期限已经延长过一次（{course.extension.amount}个工作日），不能再次延长。", basis=basis)
    wanted = Extension(event.days, event.approved_by, event.on)
    granted(rule, wanted, course.start, course.due(event.on))
    course.extend(wanted, basis)


def _notify_fee(course: Course, event: Event) -> None:
    held = find(course.law, "fees/notice").value_on(event.on)
    if held is None:
        raise Conflict(f"{event.on}信息处理费办法还没有施行，不得收费。", basis=course.cite_fee("第六条"))
    article = str(held.reference)
    if course.fee is not None:
        raise Conflict(f"已于{course.fee}发出收费通知，同一申请不能再次收费。", basis=course.agreed("fee-once", event.on))
    if course.awaits_correction:
        raise Conflict("申请内容还在等待补正，不能发出收费通知。", basis=course.cite("第三十条"))
    due = course.due(event.on)
    if due is not None and event.on > due:
        raise Conflict(f"收费通知应当在答复期限内发出，期限已于{due}届满。", basis=article)
    course.charge(event.on, article)


def _pay(course: Course, event: Event) -> None:
    if not course.awaits_payment:
        raise Conflict("没有等待缴费的收费通知，不能登记缴费。", basis=course.cite_fee("第七条"))
    value = value_on(find(course.law, "fees/answer-after-payment"), event.on)
    course.restart(event, "fees/answer-after-payment", "申请人缴费", str(value.reference))
    course.awaits_payment = False


def _fee_lapsed(course: Course, event: Event) -> None:
    basis = course.cite_fee("第六条")
    if not course.awaits_payment or course.pay_by is None:
        raise Conflict("没有等待缴费的收费通知，不能认定逾期不缴费。", basis=basis)
    if event.on <= course.pay_by:
        raise Conflict(f"缴费期限到{course.pay_by}届满（当日仍可缴费），{event.on}不能认定逾期不缴费。", basis=basis)
    course.end(event, basis, f"缴费期限{course.pay_by}届满，申请人没有缴费，{event.on}认定视为放弃申请，不再处理。")


def _delay(course: Course, event: Event) -> None:
    basis = course.cite("第三十五条")
    due = course.due(event.on)
    if course.stopped or due is None or event.on > due:
        raise Conflict("延迟答复的期限应当在答复期限内确定并告知申请人。", basis=basis)
    if not event.approved_by or event.limit_on is None or event.limit_on <= due:
        raise Conflict(f"延迟答复须写明同意人和晚于{due}的合理期限。", basis=basis)
    course.delay(event, basis)


def _answer(course: Course, event: Event) -> None:
    course.end(event, course.cite("第三十三条第二款"), f"{event.on}作出答复。")


def _withdraw(course: Course, event: Event) -> None:
    course.end(event, course.cite("第二十九条"), f"{event.on}申请人撤回申请，不再计算答复期限。")


_ACTS: dict[Kind, Callable[[Course, Event], None]] = {
    Kind.RECEIVED: _receive, Kind.CLARIFICATION_REQUESTED: _request_clarification, Kind.CLARIFIED: _clarified,
    Kind.CLARIFICATION_LAPSED: _clarification_lapsed, Kind.EXTENDED: _extend, Kind.FEE_NOTIFIED: _notify_fee,
    Kind.FEE_PAID: _pay, Kind.FEE_LAPSED: _fee_lapsed, Kind.DELAYED: _delay, Kind.ANSWERED: _answer, Kind.WITHDRAWN: _withdraw,
}  # fmt: skip
