"""REQ-09: what the law asks of every case, point by point, as it stands in this one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zwgk.domain.inforequests import ClockState, Kind, Standing
from zwgk.foundation.rulebook import queries as rulebook

from ..models import Case, Consultation, Event, Reply, State

REGULATION = "《中华人民共和国政府信息公开条例》"
KEPT, BROKEN, WAITS = "fine", "late", "neutral"
WORDS = {KEPT: "符合", BROKEN: "不符合", WAITS: "待办"}


@dataclass(frozen=True, slots=True)
class Point:
    """One point: what is asked, whether it is kept, and by what one sees it."""

    label: str
    tone: str  # fine, late, neutral
    said: str
    basis: str = ""

    @property
    def word(self) -> str:
        return WORDS[self.tone]


def compliance(case: Case, found: Standing | None, reply: Reply | None) -> list[Point]:
    """Only what has become a question in this case."""
    events = {row.kind: row for row in case.events.all()}
    return [*_received(case, events), *_asked(case, events), *_answered(case, found, reply), *_grounds(case, reply)]


def _received(case: Case, events: dict[str, Event]) -> Iterator[Point]:
    row = events.get(Kind.RECEIVED)
    if row is None:
        yield Point("收到申请之日已确定", WAITS, "尚未与申请人确认", f"{REGULATION}第三十一条")
    else:
        yield Point("收到申请之日已确定", KEPT, row.sentence, f"{REGULATION}第三十一条")
    if case.state != State.ARRIVED and row is not None:
        yield Point("已登记、有承办人", KEPT if case.section else WAITS, case.section or "尚未分办", f"{REGULATION}第四十五条")


def _asked(case: Case, events: dict[str, Event]) -> Iterator[Point]:
    if row := events.get(Kind.CLARIFICATION_REQUESTED):
        yield Point("补正一次性告知，在七个工作日内", KEPT, row.sentence, f"{REGULATION}第三十条")
    if row := events.get(Kind.EXTENDED):
        yield Point("延期经工作机构负责人同意并告知", KEPT, row.sentence, f"{REGULATION}第三十三条第二款")
    for row in case.consultations.all():
        heard = f"{row.answered_on}答复" if row.answered_on else f"期限到{row.limit_on}" if row.limit_on else "等待答复"
        yield Point(f"书面征求{row.get_kind_display()}意见", KEPT if row.answered_on else WAITS, f"{row.sent_on}发出，{heard}", f"{REGULATION}第三十二条至第三十四条")


def _answered(case: Case, found: Standing | None, reply: Reply | None) -> Iterator[Point]:
    if found is None or found.state in (ClockState.LAPSED, ClockState.WITHDRAWN):
        return
    late = found.state in (ClockState.LATE, ClockState.ANSWERED_LATE)
    done = case.finished_on is not None
    said = f"{case.finished_on}答复，期限{found.due}" if done else f"期限{found.due or '停止计算'}"
    yield Point("在答复期限内答复", BROKEN if late else KEPT if done else WAITS, said, f"{REGULATION}第三十三条")
    if reply is not None:
        approved = bool(reply.approved_at)
        yield Point("经负责人批准，拟稿人与批准人不同", KEPT if approved else WAITS, f"拟稿{reply.drafted_by}，批准{reply.approved_by or '—'}", f"{REGULATION}第四十五条")
    if done:
        proof = next((row for row in case.services.all() if row.reply_id), None)
        yield Point("送达有证明", KEPT if proof else WAITS, f"{proof.get_way_display()}，{proof.on}" if proof else "尚未登记送达", "国办公开办函〔2016〕235号")


def _grounds(case: Case, reply: Reply | None) -> Iterator[Point]:
    law = rulebook.law().outcomes
    for part in reply.parts.all() if reply else ():
        outcome = law[part.outcome]
        if outcome.more_open:
            yield Point("不公开限于最小范围", KEPT if part.not_taken else BROKEN, part.not_taken or "没有说明不采用更公开方案的理由", f"{REGULATION}第五条")
        if outcome.remedy == "P":
            given = [row for row in case.opinions.all() if row.given_at]
            if given or case.finished_on is None:
                yield Point("不予公开经法律顾问审核", KEPT if given else WAITS, given[-1].opinion if given else "可以送法律审核", "本单位制度")
        if outcome.id == "D14" and not any(row.kind == Consultation.Kind.THIRD_PARTY for row in case.consultations.all()):
            yield Point("涉及第三方权益，已书面征求意见", BROKEN, "没有征求第三方意见的记录", f"{REGULATION}第三十二条")
    if "公共卫生" in case.tags:
        yield Point("公共卫生事件：除依法不得公开的外，尽可能公开", WAITS if case.finished_on is None else KEPT, "隐去个人信息后公开；不以内部事务、过程性信息为由拒绝", f"{REGULATION}第十四条至第十六条")
