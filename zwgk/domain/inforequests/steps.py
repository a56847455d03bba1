"""What may follow now, each with its consequence in a sentence; what may not, with the article that forbids it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from zwgk.domain.inforequests.standing import Standing
from zwgk.domain.inforequests.states import EFFECT_NAMES, CaseState, ClockState
from zwgk.domain.inforequests.table import RULES, TABLE, Verb, verbs_of
from zwgk.domain.workdays import Calendar
from zwgk.law.book import Law

_ANSWER, _PAID = "requests/answer", "fees/answer-after-payment"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the case knows about itself on the day of the question."""

    today: date
    law: Law
    standing: Standing | None = None  # None: not received yet
    third_parties_open: int = 0  # consultations without a recorded answer
    co_makers_open: int = 0
    organs_open: int = 0
    reasons_asked: bool = False
    reasons_given: bool = False
    legal_asked: bool = False
    papers_missing: tuple[str, ...] = ()  # of the case file

    @property
    def consulting(self) -> int:
        """Consultations that nobody has answered yet."""
        return self.third_parties_open + self.co_makers_open + self.organs_open

    @property
    def calendar(self) -> Calendar:
        """The working days of the law in force here."""
        return Calendar.of(self.law)

    def days(self, rule: str) -> int:
        """The working days of a rule, as of today."""
        held = self.law.deadlines[rule].value_on(self.today)
        return held.value if held and isinstance(held.value, int) else 0

    def after(self, rule: str) -> date:
        """The last day of a limit that would begin today."""
        return self.calendar.add(self.today, self.days(rule))


@dataclass(frozen=True, slots=True)
class Step:
    """One act as it is offered."""

    verb: str
    title: str
    consequence: str
    needs: tuple[str, ...]
    article: str
    letter: str
    right: str
    target: CaseState
    allowed: bool
    why_not: str = ""


def steps(state: CaseState, facts: Facts) -> tuple[Step, ...]:
    """Every act of the table for this state; those that are not lawful now say why."""
    return tuple(_step(verb, state, facts) for verb in verbs_of(state))


def next_state(state: CaseState, verb: str, facts: Facts) -> CaseState:
    """Where a verb leads; an answer leads back only when nobody else is still being asked (`facts` after the act)."""
    row = TABLE[verb]
    if row.by != "consulted":
        return row.target or state
    if state is not CaseState.CONSULTING:
        return state
    return CaseState.CONSULTING if facts.consulting else CaseState.IN_HAND


def _step(verb: Verb, state: CaseState, facts: Facts) -> Step:
    barred = _BARS.get(verb.name, _free)(facts)
    said = _SAID.get(verb.name, _plain)(facts) or EFFECT_NAMES[verb.clock]
    after = Facts(facts.today, facts.law) if facts.consulting <= 1 else facts
    target = next_state(state, verb.name, after)
    return Step(
        verb.name, verb.title, f"{said}。", verb.needs, verb.article, verb.letter, verb.right, target, not barred, barred
    )  # fmt: skip


# --- what bars an act: "" or the reason with its article


def _free(facts: Facts) -> str:
    return ""


def _bar_clarify(facts: Facts) -> str:
    by = facts.standing.clarify_by if facts.standing else None
    if by is None:
        return f"补正须一次性告知，不能再次要求（{RULES}第三十条）。"
    return f"告知补正的最后一日是{by}，已经超过（{RULES}第三十条）。" if facts.today > by else ""


def _bar_lapse(facts: Facts) -> str:
    limit = facts.standing.waits_until if facts.standing else None
    return f"申请人的期限到{limit}届满，次日起才能认定。" if limit and facts.today <= limit else ""


def _bar_extend(facts: Facts) -> str:
    now = facts.standing
    if now is None or now.due is None:
        return "正在等待申请人补正或者缴费，之后期限重新计算，没有可以延长的期限。"
    if facts.today > now.due:
        return f"答复期限已于{now.due}届满，不能再延长（{RULES}第三十三条第二款）。"
    return "" if now.may_extend else f"答复期限已经延长过一次（{RULES}第三十三条第二款）。"


def _bar_fee(facts: Facts) -> str:
    now = facts.standing
    late = now is not None and now.due is not None and facts.today > now.due
    return f"收费通知应当在答复期限内发出，期限已于{now.due}届满（《政府信息公开信息处理费管理办法》第六条）。" if now and late else ""


def _bar_delay(facts: Facts) -> str:
    if not facts.reasons_given:
        return f"先要求申请人说明理由，理由合理的才能延迟答复（{RULES}第三十五条）。"
    return _bar_fee(facts).replace("收费通知应当在答复期限内发出", "延迟答复应当在答复期限内告知").partition("（")[0]


def _bar_close(facts: Facts) -> str:
    return f"案卷还缺：{'、'.join(facts.papers_missing)}。" if facts.papers_missing else ""


_BARS: dict[str, Callable[[Facts], str]] = {
    "clarify": _bar_clarify, "lapse_correction": _bar_lapse, "lapse_fee": _bar_lapse, "extend": _bar_extend,
    "notify_fee": _bar_fee, "delay": _bar_delay, "close": _bar_close,
    "give_reasons": lambda facts: "" if facts.reasons_asked else "没有要求申请人说明理由。",
    "give_legal": lambda facts: "" if facts.legal_asked else "没有送法律审核。",
    "third_party_answered": lambda facts: "" if facts.third_parties_open else "没有尚未答复的征求第三方意见。",
    "co_maker_answered": lambda facts: "" if facts.co_makers_open else "没有尚未答复的征求共同制作机关意见。",
    "organ_answered": lambda facts: "" if facts.organs_open else "没有尚未答复的征求其他机关意见。",
}  # fmt: skip


# --- what follows from an act


def _plain(facts: Facts) -> str:
    return ""


def _said_extend(facts: Facts) -> str:
    now = facts.standing
    if now is None or now.due is None or not now.may_extend:
        return ""
    return f"最多延长{now.may_extend}个工作日，到{facts.calendar.add(now.due, now.may_extend)}；须经政府信息公开工作机构负责人同意并告知申请人"


def _said_clarify(facts: Facts) -> str:
    return f"期限停止；收到补正次日起重新计算{facts.days(_ANSWER)}个工作日，如今日收到即到{facts.after(_ANSWER)}"


def _said_consult(facts: Facts) -> str:
    return f"自明日起停止计算，最长到{facts.after('requests/third-party')}；逾期没有意见的，由本机关决定"


def _said_co_maker(facts: Facts) -> str:
    return f"自明日起停止计算，最长到{facts.after('requests/co-maker')}；逾期没有意见的，视为同意公开"


def _said_fee(facts: Facts) -> str:
    return f"期限停止；申请人应当在{facts.after('fees/payment')}以前缴费，缴费次日起重新计算{facts.days(_PAID)}个工作日"


def _said_answer(facts: Facts) -> str:
    now = facts.standing
    if now is None or now.due is None:
        return "答复期限终结"
    return f"答复期限（{now.due}）终结" + ("，按逾期答复统计" if now.state is ClockState.LATE else "")


_SAID: dict[str, Callable[[Facts], str]] = {
    "extend": _said_extend, "clarify": _said_clarify, "consult_third_party": _said_consult, "consult_co_maker": _said_co_maker,
    "consult_organ": lambda facts: "自明日起停止计算，到收到意见为止；法律没有规定答复期限，请自行催办",
    "notify_fee": _said_fee, "answer": _said_answer,
    "supply_correction": lambda facts: f"期限自明日起重新计算，到{facts.after(_ANSWER)}",
    "pay_fee": lambda facts: f"期限自缴费次日起重新计算，今日缴费即到{facts.after(_PAID)}，此前的延长不再计入",
    "lapse_correction": lambda facts: "视为放弃申请，不再处理；年度报告计入“逾期不补正”",
    "lapse_fee": lambda facts: "视为放弃申请，不再处理；年度报告计入“逾期未缴费”",
    "withdraw": lambda facts: "不再计算期限；年度报告计入“其他处理—其他”",
    "reopen": lambda facts: "开始新的答复期限，原结果保留",
    "serve": lambda facts: "直接送达以签收之日、邮寄以交邮之日为作出答复之日",
}  # fmt: skip
