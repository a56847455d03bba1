"""The closed sets of a request's life: states of the case, events of its clock, what a verb does to the clock."""

from __future__ import annotations

from enum import StrEnum


class CaseState(StrEnum):
    """Where a case is."""

    ARRIVED = "arrived"
    REGISTERED = "registered"
    IN_HAND = "in_hand"
    CLARIFYING = "clarifying"
    CONSULTING = "consulting"
    AWAITING_PAYMENT = "awaiting_payment"
    DRAFTED = "drafted"
    APPROVED = "approved"
    ANSWERED = "answered"
    SERVED = "served"
    CLOSED = "closed"
    ARCHIVED = "archived"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    FORWARDED = "forwarded"


STATE_NAMES = {
    CaseState.ARRIVED: "待确认", CaseState.REGISTERED: "已登记", CaseState.IN_HAND: "办理中", CaseState.CLARIFYING: "待补正",
    CaseState.CONSULTING: "征求意见", CaseState.AWAITING_PAYMENT: "待缴费", CaseState.DRAFTED: "拟答复", CaseState.APPROVED: "已批准",
    CaseState.ANSWERED: "已答复", CaseState.SERVED: "已送达", CaseState.CLOSED: "已办结", CaseState.ARCHIVED: "已归档",
    CaseState.WITHDRAWN: "已撤回", CaseState.LAPSED: "不再处理", CaseState.FORWARDED: "已转送",
}  # fmt: skip

# Before the answer is issued: here the organ can still be late.
OPEN = (
    CaseState.REGISTERED, CaseState.IN_HAND, CaseState.CLARIFYING, CaseState.CONSULTING, CaseState.AWAITING_PAYMENT,
    CaseState.DRAFTED, CaseState.APPROVED,
)  # fmt: skip


class Kind(StrEnum):
    """An event that the clock knows."""

    RECEIVED = "received"
    CLARIFICATION_REQUESTED = "clarification_requested"
    CLARIFIED = "clarified"
    CLARIFICATION_LAPSED = "clarification_lapsed"
    THIRD_PARTY_CONSULTED = "third_party_consulted"
    THIRD_PARTY_ANSWERED = "third_party_answered"
    CO_MAKER_CONSULTED = "co_maker_consulted"
    CO_MAKER_ANSWERED = "co_maker_answered"
    OTHER_ORGAN_CONSULTED = "other_organ_consulted"
    OTHER_ORGAN_ANSWERED = "other_organ_answered"
    EXTENDED = "extended"
    FEE_NOTIFIED = "fee_notified"
    FEE_PAID = "fee_paid"
    FEE_LAPSED = "fee_lapsed"
    DELAYED = "delayed"  # Art. 35; of cases only, not part of the file that the command reads
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


EVENT_NAMES = {
    Kind.RECEIVED: "收到申请", Kind.CLARIFICATION_REQUESTED: "告知补正", Kind.CLARIFIED: "收到补正",
    Kind.CLARIFICATION_LAPSED: "逾期不补正，不再处理", Kind.THIRD_PARTY_CONSULTED: "征求第三方意见",
    Kind.THIRD_PARTY_ANSWERED: "第三方答复意见", Kind.CO_MAKER_CONSULTED: "征求共同制作机关意见",
    Kind.CO_MAKER_ANSWERED: "共同制作机关答复意见", Kind.OTHER_ORGAN_CONSULTED: "征求其他机关意见",
    Kind.OTHER_ORGAN_ANSWERED: "其他机关答复意见", Kind.EXTENDED: "延长答复期限", Kind.FEE_NOTIFIED: "发出收费通知",
    Kind.DELAYED: "确定延迟答复的期限", Kind.FEE_PAID: "申请人缴费", Kind.FEE_LAPSED: "逾期不缴费，不再处理", Kind.ANSWERED: "作出答复", Kind.WITHDRAWN: "申请人撤回",
}  # fmt: skip


class ClockState(StrEnum):
    """How the clock stands on the day asked."""

    RUNNING = "running"
    SUSPENDED = "suspended"
    AWAITING_CLARIFICATION = "awaiting_clarification"
    AWAITING_PAYMENT = "awaiting_payment"
    ANSWERED = "answered"
    ANSWERED_LATE = "answered_late"
    LATE = "late"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


CLOCK_NAMES = {
    ClockState.RUNNING: "计算中", ClockState.SUSPENDED: "征求意见，停止计算", ClockState.AWAITING_CLARIFICATION: "等待补正",
    ClockState.AWAITING_PAYMENT: "等待缴费", ClockState.ANSWERED: "已按期答复", ClockState.ANSWERED_LATE: "已答复（逾期）",
    ClockState.LATE: "已逾期", ClockState.LAPSED: "不再处理", ClockState.WITHDRAWN: "申请人已撤回",
}  # fmt: skip

FINISHED = (ClockState.ANSWERED, ClockState.ANSWERED_LATE, ClockState.LAPSED, ClockState.WITHDRAWN)


class Effect(StrEnum):
    """What a verb does to the clock of the answer."""

    NONE = "none"
    STARTS = "starts"
    STOPS = "stops"  # no day runs until the applicant acts; then anew
    RESTARTS = "restarts"
    STANDS_STILL = "stands_still"
    RUNS_ON = "runs_on"
    LENGTHENS = "lengthens"
    SETS = "sets"  # the organ sets a reasonable period (Art. 35)
    ENDS = "ends"


EFFECT_NAMES = {
    Effect.NONE: "期限照常计算", Effect.STARTS: "答复期限自次日起算", Effect.STOPS: "期限停止，待申请人办理后重新计算",
    Effect.RESTARTS: "期限自次日起重新计算", Effect.STANDS_STILL: "征求意见的时间不计入期限", Effect.RUNS_ON: "期限自次日起继续计算",
    Effect.LENGTHENS: "期限延长", Effect.SETS: "按机关确定的延迟期限答复", Effect.ENDS: "答复期限终结",
}  # fmt: skip
