"""The life of a request as one table: verb → from where to where, with its act, letter, clock effect, right and report row.

The officer's page, the flow chart and the handbook are made from this table; nothing else knows which step may follow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from zwgk.domain.inforequests.states import OPEN, CaseState, Effect, Kind

S = CaseState
WORKING = (S.IN_HAND, S.CONSULTING)
BEFORE_DRAFT = (S.REGISTERED, S.IN_HAND, S.CONSULTING)
ENDED = (S.SERVED, S.WITHDRAWN, S.LAPSED)
RULES = "《中华人民共和国政府信息公开条例》"
FEES = "《政府信息公开信息处理费管理办法》"


@dataclass(frozen=True, slots=True)
class Verb:
    """One row: an act that the organ, the applicant or somebody consulted may take."""

    name: str
    title: str
    sources: tuple[CaseState, ...]
    target: CaseState | None  # None: the case stays where it is
    article: str = ""
    letter: str = ""  # kind of letter that goes with it
    clock: Effect = Effect.NONE
    event: Kind | None = None  # what is told to the clock
    right: str = ""
    report: str = ""  # row of the annual report, where the act itself fixes it
    needs: tuple[str, ...] = ()  # what must be recorded with it
    by: str = "organ"  # organ | applicant | consulted | court


def _table(*verbs: Verb) -> Mapping[str, Verb]:
    return MappingProxyType({verb.name: verb for verb in verbs})


TABLE = _table(
    # --- receiving
    Verb("confirm", "与申请人确认收到", (S.ARRIVED,), S.REGISTERED, f"{RULES}第三十一条", "foi-receipt", Effect.STARTS, Kind.RECEIVED, right="inforequests.receive", needs=("确认日期和方式",)),
    Verb("register", "登记", (S.ARRIVED,), S.REGISTERED, f"{RULES}第二十九条、第三十一条", "foi-receipt", Effect.STARTS, Kind.RECEIVED, right="inforequests.receive", needs=("收到日期的依据",)),
    Verb("forward", "转送其他受理机关", (S.ARRIVED, S.REGISTERED), S.FORWARDED, f"{RULES}第三十六条第（五）项", "foi-forwarding", Effect.ENDS, None, right="inforequests.receive", needs=("接收机关",)),
    Verb("split", "一事一申请拆分", (S.ARRIVED, S.REGISTERED, S.IN_HAND), None, f"{FEES}第四条", "foi-split", Effect.NONE, None, right="inforequests.receive", needs=("拆分后的各项内容",)),
    Verb("assign", "分办到科室", (S.REGISTERED, S.IN_HAND), S.IN_HAND, f"{RULES}第四十五条", right="inforequests.assign", needs=("承办科室", "承办人")),
    Verb("transfer", "内部转办", (*BEFORE_DRAFT, S.CLARIFYING, S.AWAITING_PAYMENT, S.DRAFTED), None, f"{RULES}第四十五条", right="inforequests.assign", needs=("接办科室", "原因")),
    # --- the applicant is asked
    Verb("clarify", "告知补正", BEFORE_DRAFT, S.CLARIFYING, f"{RULES}第三十条", "foi-clarification", Effect.STOPS, Kind.CLARIFICATION_REQUESTED, right="inforequests.clarify", needs=("需要补正的全部事项", "补正期限")),
    Verb("supply_correction", "收到补正", (S.CLARIFYING,), S.IN_HAND, f"{RULES}第三十条", "", Effect.RESTARTS, Kind.CLARIFIED, right="inforequests.receive", needs=("补正后的内容",), by="applicant"),
    Verb("lapse_correction", "逾期不补正，不再处理", (S.CLARIFYING,), S.LAPSED, f"{RULES}第三十条", "foi-discontinued", Effect.ENDS, Kind.CLARIFICATION_LAPSED, report="R3.6.1", right="inforequests.clarify", needs=("申请人没有正当理由",)),
    Verb("ask_reasons", "要求说明理由", WORKING, None, f"{RULES}第三十五条", "foi-reasons", right="inforequests.clarify", needs=("申请数量、频次的统计",)),
    Verb("give_reasons", "收到说明的理由", (*WORKING, S.DRAFTED), None, f"{RULES}第三十五条", right="inforequests.receive", needs=("说明的理由",), by="applicant"),
    Verb("delay", "确定延迟答复的合理期限", WORKING, None, f"{RULES}第三十五条", "foi-delay", Effect.SETS, Kind.DELAYED, right="inforequests.approve_extension", needs=("申请人说明的理由", "延迟答复的期限", "同意人")),
    # --- others are asked
    Verb("consult_third_party", "征求第三方意见", WORKING, S.CONSULTING, f"{RULES}第三十二条、第三十三条第三款", "foi-third-party", Effect.STANDS_STILL, Kind.THIRD_PARTY_CONSULTED, right="inforequests.consult", needs=("第三方名称和联系方式",)),
    Verb("third_party_answered", "登记第三方意见", (*WORKING, S.DRAFTED), S.IN_HAND, f"{RULES}第三十二条", "", Effect.RUNS_ON, Kind.THIRD_PARTY_ANSWERED, right="inforequests.consult", needs=("意见", "理由"), by="consulted"),
    Verb("consult_co_maker", "征求共同制作机关意见", WORKING, S.CONSULTING, f"{RULES}第三十四条、第三十三条第三款", "foi-co-maker", Effect.STANDS_STILL, Kind.CO_MAKER_CONSULTED, right="inforequests.consult", needs=("共同制作机关",)),
    Verb("co_maker_answered", "登记共同制作机关意见", (*WORKING, S.DRAFTED), S.IN_HAND, f"{RULES}第三十四条", "", Effect.RUNS_ON, Kind.CO_MAKER_ANSWERED, right="inforequests.consult", needs=("意见",), by="consulted"),
    Verb("consult_organ", "征求其他机关意见", WORKING, S.CONSULTING, f"{RULES}第三十三条第三款", "foi-other-organ", Effect.STANDS_STILL, Kind.OTHER_ORGAN_CONSULTED, right="inforequests.consult", needs=("被征求机关",)),
    Verb("organ_answered", "登记其他机关意见", (*WORKING, S.DRAFTED), S.IN_HAND, f"{RULES}第三十三条第三款", "", Effect.RUNS_ON, Kind.OTHER_ORGAN_ANSWERED, right="inforequests.consult", needs=("意见",), by="consulted"),
    # --- time and money
    Verb("extend", "延长答复期限", (*BEFORE_DRAFT, S.DRAFTED, S.APPROVED), None, f"{RULES}第三十三条第二款", "foi-extension", Effect.LENGTHENS, Kind.EXTENDED, right="inforequests.extend", needs=("延长的工作日数", "政府信息公开工作机构负责人同意", "告知申请人的理由")),
    Verb("notify_fee", "发出收费通知", WORKING, S.AWAITING_PAYMENT, f"{RULES}第四十二条、{FEES}第六条", "foi-fee", Effect.STOPS, Kind.FEE_NOTIFIED, right="inforequests.fee", needs=("计收方式", "数量", "金额")),
    Verb("pay_fee", "登记缴费", (S.AWAITING_PAYMENT,), S.IN_HAND, f"{FEES}第七条", "", Effect.RESTARTS, Kind.FEE_PAID, right="inforequests.fee", needs=("缴费凭证",), by="applicant"),
    Verb("lapse_fee", "逾期不缴费，不再处理", (S.AWAITING_PAYMENT,), S.LAPSED, f"{FEES}第六条", "foi-discontinued", Effect.ENDS, Kind.FEE_LAPSED, right="inforequests.fee", report="R3.6.2"),
    # --- the answer
    Verb("ask_legal", "送法律审核", (*WORKING, S.DRAFTED), None, f"{RULES}第四十五条", right="inforequests.ask_legal", needs=("送审稿",)),
    Verb("give_legal", "登记法律意见", (*WORKING, S.DRAFTED), None, f"{RULES}第四十五条", right="inforequests.give_legal", needs=("意见",)),
    Verb("draft_reply", "拟答复", WORKING, S.DRAFTED, f"{RULES}第三十六条", right="inforequests.draft", needs=("处理决定", "事实和理由")),
    Verb("return_reply", "退回修改", (S.DRAFTED, S.APPROVED), S.IN_HAND, f"{RULES}第四十五条", right="inforequests.approve", needs=("退回意见",)),
    Verb("approve_reply", "批准答复", (S.DRAFTED,), S.APPROVED, f"{RULES}第四十五条", right="inforequests.approve"),
    Verb("answer", "作出答复", (S.APPROVED,), S.ANSWERED, f"{RULES}第三十三条、第三十六条", "foi-reply", Effect.ENDS, Kind.ANSWERED, right="inforequests.answer", needs=("答复书",)),
    Verb("serve", "登记送达", (S.ANSWERED,), S.SERVED, "《国务院办公厅政府信息与政务公开办公室关于政府信息公开处理决定送达问题的解释》（国办公开办函〔2016〕235号）", right="inforequests.serve", needs=("送达方式", "送达日期", "送达证明")),
    Verb("correct_record", "更正政府信息", (*WORKING, S.ANSWERED, S.SERVED), None, f"{RULES}第四十一条", "foi-correction", right="inforequests.correct", needs=("核实情况", "有权更正的机关")),
    # --- the end
    Verb("withdraw", "申请人撤回", (S.ARRIVED, *OPEN), S.WITHDRAWN, "", "", Effect.ENDS, Kind.WITHDRAWN, report="R3.6.3", right="inforequests.withdraw", needs=("申请人撤回的表示",), by="applicant"),
    Verb("close", "办结", ENDED, S.CLOSED, f"{RULES}第四十五条", right="inforequests.close", needs=("案卷材料齐全",)),
    Verb("archive", "归档", (S.CLOSED,), S.ARCHIVED, f"{RULES}第四十五条", right="inforequests.archive", needs=("案卷",)),
    Verb("reopen", "责令重新答复", (S.ANSWERED, S.SERVED, S.LAPSED, S.CLOSED, S.ARCHIVED), S.IN_HAND, "《中华人民共和国行政复议法》第六十四条、第六十六条", "", Effect.RESTARTS, Kind.RECEIVED, right="inforequests.appeal", needs=("复议决定或者裁判文书", "重新答复的期限"), by="court"),
)  # fmt: skip


def verbs_of(state: CaseState) -> tuple[Verb, ...]:
    """What may follow in a state, in the order of the table."""
    return tuple(verb for verb in TABLE.values() if state in verb.sources)


@dataclass(frozen=True, slots=True)
class Arrow:
    """One arrow of the flow chart."""

    source: CaseState
    target: CaseState
    titles: tuple[str, ...]


def arrows() -> tuple[Arrow, ...]:
    """Every change of state, verbs between the same two states together; what leaves the state as it is, is left out."""
    found: dict[tuple[CaseState, CaseState], list[str]] = {}
    for verb in TABLE.values():
        for source in verb.sources:
            if verb.target is not None and verb.target is not source:
                found.setdefault((source, verb.target), []).append(verb.title)
    return tuple(Arrow(*ends, tuple(titles)) for ends, titles in found.items())
