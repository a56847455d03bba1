"""复议 and 诉讼 about a request: registered with the organ's own limits, answered, closed; an order to act again opens a new case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.timezone import localdate, make_aware

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.inforequests import TABLE, CaseState
from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks import queries as running
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject

from ..models import APPEAL, Appeal, Case
from .course import Act, happened, need
from .ending import Remand, reopen

RIGHT = "inforequests.appeal"
ORDINARY, SUMMARY = "ordinary", "summary"
# Which limit the organ has from the day on which the copy reached it.
LIMITS = {
    (Appeal.Kind.RECONSIDERATION, ORDINARY): ("reconsideration/answer", "提出复议答复并提交证据"),
    (Appeal.Kind.RECONSIDERATION, SUMMARY): ("reconsideration/answer-summary", "提出复议答复并提交证据（简易程序）"),
    (Appeal.Kind.LITIGATION, ORDINARY): ("litigation/defence", "提交答辩状和证据"),
    (Appeal.Kind.LITIGATION, SUMMARY): ("litigation/defence", "提交答辩状和证据"),
}
OPINION = ("reconsideration/opinion-feedback", "报送行政复议意见书的纠正情况")
STEPS = {"evidence": "补充材料", "hearing": "听证、调查或者开庭", "opinion": "收到行政复议意见书", "corrected": "报送纠正情况", "other": "其他经过"}


@dataclass(frozen=True, slots=True)
class NewAppeal:
    """What the copy of the application says."""

    kind: str
    body: str
    received_on: date
    number: str = ""
    procedure: str = ORDINARY
    after_reconsideration: bool = False


@dataclass(frozen=True, slots=True)
class Closing:
    """How it ended."""

    result: str
    on: date
    text: str
    again: bool = False  # ordered to act again: a new case with its own limit


@transaction.atomic
def register_appeal(case: Case, new: NewAppeal, *, actor: Actor, at: datetime) -> Appeal:
    """The copy has come: the limit for the answer runs from the day after."""
    actor.require(RIGHT, case.organ_id)
    if new.received_on > localdate(at):
        raise BadInput("收到日期不能晚于今天。", field="received_on")
    if case.received_on is None or new.received_on < case.received_on:
        raise BadInput("收到副本的日期早于收到申请的日期。", field="received_on", remedy="请核对日期和申请编号。")
    if new.kind == Appeal.Kind.RECONSIDERATION and new.after_reconsideration:
        raise BadInput("“复议后起诉”只用于行政诉讼。", field="after_reconsideration")
    body = need(new.body, "body", "复议机关或者法院")
    if case.appeals.filter(kind=new.kind, result=Appeal.Result.PENDING, body=body).exists():
        raise Conflict(f"{case.number}在{body}已有一件没有审结的{Appeal.Kind(new.kind).label}。", remedy="请在原来的登记上记录经过。")
    appeal = Appeal(
        case=case, organ=case.organ, kind=new.kind, after_reconsideration=new.after_reconsideration, body=body, number=new.number.strip(),
        received_on=new.received_on,
    )  # fmt: skip
    rule, title = LIMITS[Appeal.Kind(new.kind), new.procedure]
    _pass(appeal, "registered", new.received_on, f"收到{body}发来的副本", procedure=new.procedure)
    appeal.save()
    clocks.start(subject_of(appeal), organ=case.organ, spec=rule, started_on=new.received_on, title=title, person=case.handler_id, actor=actor, at=at)
    _tell(appeal, f"登记{appeal.get_kind_display()}：{body}", actor, at)
    happened(case, Act("appealed", new.received_on, f"{appeal.get_kind_display()}：{body}{appeal.number}"), right=RIGHT, actor=actor, at=at)
    return appeal


@transaction.atomic
def answer_appeal(appeal: Appeal, on: date, text: str, *, actor: Actor, at: datetime) -> Appeal:
    """Answer and evidence have been handed in."""
    appeal = _open(appeal, on, actor, at)
    if any(one["kind"] == "answered" for one in appeal.events):
        raise Conflict("答复（答辩）和证据已经提交过。", remedy="后续材料登记为“补充材料”。")
    _pass(appeal, "answered", on, f"提交{_answer(appeal)}：{need(text, 'text', '提交了哪些材料')}")
    appeal.save(update_fields=["events"])
    _meet(appeal, (LIMITS[Appeal.Kind(appeal.kind), procedure_of(appeal)][0],), on, actor, at)
    _tell(appeal, f"提交{_answer(appeal)}和证据", actor, at)
    return appeal


@transaction.atomic
def turn_appeal(appeal: Appeal, on: date, text: str, *, actor: Actor, at: datetime) -> Appeal:
    """简易程序 becomes 普通程序: the longer limit takes the place of the shorter one, from the same day."""
    # 行政复议法 Art. 55: what does not fit the summary procedure may be turned; Art. 48 counts from the day on which the copy came.
    appeal = _open(appeal, on, actor, at)
    if procedure_of(appeal) != SUMMARY:
        raise Conflict("这件登记的就是普通程序。", remedy="程序登记错的，在“登记经过”里写明。")
    kind = Appeal.Kind(appeal.kind)
    (short, _), (long, title) = LIMITS[kind, SUMMARY], LIMITS[kind, ORDINARY]
    _pass(appeal, "turned", on, f"转为普通程序：{need(text, 'text', '通知的文号或者内容')}", procedure=ORDINARY)
    appeal.save(update_fields=["events"])
    for clock in running.open_of(APPEAL, appeal.pk):
        if clock.rule == short and short != long:
            clocks.void(clock, reason="转为普通程序，按普通程序的期限计算", actor=actor, at=at)
            clocks.start(subject_of(appeal), organ=appeal.organ, spec=long, started_on=appeal.received_on, title=title, person=clock.person_id, actor=actor, at=at)
    _tell(appeal, "转为普通程序", actor, at)
    return appeal


@transaction.atomic
def note_appeal(appeal: Appeal, kind: str, on: date, text: str, *, actor: Actor, at: datetime) -> Appeal:
    """Something on the way; a 行政复议意见书 starts the sixty days of its report, the report ends them."""
    appeal = _seen(appeal, on, actor, at)
    if kind not in STEPS:
        raise BadInput("请选择经过的种类。", field="kind")
    text = need(text, "text", "经过")
    _pass(appeal, kind, on, f"{STEPS[kind]}：{text}")
    appeal.save(update_fields=["events"])
    if kind == "opinion":
        if appeal.kind != Appeal.Kind.RECONSIDERATION:
            raise BadInput("行政复议意见书只出现在行政复议中。", field="kind")
        clocks.start(subject_of(appeal), organ=appeal.organ, spec=OPINION[0], started_on=on, title=OPINION[1], actor=actor, at=at)
    elif kind == "corrected":
        _meet(appeal, (OPINION[0],), on, actor, at)
    _tell(appeal, STEPS[kind], actor, at)
    return appeal


@transaction.atomic
def close_appeal(appeal: Appeal, closing: Closing, *, actor: Actor, at: datetime) -> Case | None:
    """The result for section 四; an order to act again opens a new case, which is given back."""
    appeal = _open(appeal, closing.on, actor, at)
    if closing.result not in (Appeal.Result.UPHELD, Appeal.Result.CORRECTED, Appeal.Result.OTHER):
        raise BadInput("请选择结果。", field="result")
    if closing.again and closing.result == Appeal.Result.UPHELD:
        raise BadInput("结果维持的，没有重新答复的要求。", field="again")
    text = need(closing.text, "text", "决定或者裁判的主要内容")
    appeal.result, appeal.closed_on, appeal.row = closing.result, closing.on, f"{block_of(appeal)}.{closing.result}"
    _pass(appeal, "closed", closing.on, f"审结，{appeal.get_result_display()}：{text}", again=closing.again)
    appeal.save()
    for clock in running.open_of(APPEAL, appeal.pk):
        if clock.rule != OPINION[0]:
            clocks.void(clock, reason="已经审结", actor=actor, at=at)
    _tell(appeal, f"审结：{appeal.get_result_display()}", actor, at)
    if not closing.again or appeal.case is None:
        return None
    if CaseState(appeal.case.state) not in TABLE["reopen"].sources:
        raise Conflict(f"{appeal.case.number}{appeal.case.get_state_display()}，还没有作出答复，不需要重新立案。", field="again", remedy="请在原来的案件里继续办理。")
    return reopen(appeal.case, Remand(appeal.body, appeal.number or "（无字号）", closing.on), actor=actor, at=at)


def block_of(appeal: Appeal) -> str:
    """Which block of section 四: review, direct suit, suit after review."""
    if appeal.kind == Appeal.Kind.RECONSIDERATION:
        return "review"
    return "after" if appeal.after_reconsideration else "direct"


def procedure_of(appeal: Appeal) -> str:
    """Ordinary or summary: as registered, or as turned since."""
    return next((str(one["procedure"]) for one in reversed(appeal.events) if "procedure" in one), ORDINARY)


def subject_of(appeal: Appeal) -> Subject:
    """The appeal for clocks and journal."""
    about = appeal.case.number if appeal.case else ""
    return Subject(APPEAL, appeal.pk, f"{appeal.get_kind_display()}（{about}）", appeal.url)


def _seen(appeal: Appeal, on: date, actor: Actor, at: datetime) -> Appeal:
    actor.require(RIGHT, appeal.organ_id)
    found = Appeal.objects.select_for_update(of=("self",)).select_related("organ", "case").get(pk=appeal.pk)
    if on > localdate(at) or on < found.received_on:
        raise BadInput(f"日期应当在收到副本（{found.received_on}）以后、今天以前。", field="on")
    return found


def _open(appeal: Appeal, on: date, actor: Actor, at: datetime) -> Appeal:
    found = _seen(appeal, on, actor, at)
    if found.result != Appeal.Result.PENDING:
        raise Conflict(f"这件{found.get_kind_display()}已于{found.closed_on}审结（{found.get_result_display()}）。", remedy="请刷新页面查看最新情况。")
    return found


def _pass(appeal: Appeal, kind: str, on: date, text: str, **more: object) -> None:
    appeal.events = [*appeal.events, {"kind": kind, "on": on.isoformat(), "text": text, **more}]


def _meet(appeal: Appeal, rules: tuple[str, ...], on: date, actor: Actor, at: datetime) -> None:
    for clock in running.open_of(APPEAL, appeal.pk):
        if clock.rule in rules:
            clocks.meet(clock, met_at=min(at, make_aware(datetime.combine(on, time(23, 59)))), actor=actor, at=at)


def _answer(appeal: Appeal) -> str:
    return "复议答复书" if appeal.kind == Appeal.Kind.RECONSIDERATION else "答辩状"


def _tell(appeal: Appeal, said: str, actor: Actor, at: datetime) -> None:
    told = journal.Told(RIGHT, said[:480], organ_id=appeal.organ_id, organ_name=appeal.organ.label)
    journal.record(subject_of(appeal), told, actor=actor, at=at)
