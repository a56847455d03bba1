"""What lies in the file of a request, in the order of its course; each paper with its day and with what it proves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.matters.letters import queries as letters
from zwgk.matters.letters.models import Letter, State

from .. import queries
from ..models import SUBJECT, WITHHELD, Case, Consultation, Event

# Kind of letter → what it proves in court.
PROVES = {
    "foi-receipt": "收到申请之日，以及已告知申请人答复期限", "foi-clarification": "在收到申请之日起七个工作日内一次性告知补正（条例第三十条）",
    "foi-reasons": "依法要求申请人说明理由（条例第三十五条）", "foi-third-party": "依法书面征求第三方意见（条例第三十二条）",
    "foi-consulting": "已告知申请人正在征求意见、期限停止计算（条例第三十三条第三款）", "foi-co-maker": "依法征求共同制作机关意见（条例第三十四条）",
    "foi-other-organ": "依法征求其他机关意见（条例第三十三条第三款）", "foi-extension": "在答复期限内告知延期（条例第三十三条第二款）",
    "foi-delay": "依法确定延迟答复的合理期限（条例第三十五条）", "foi-fee": "在答复期限内发出收费通知，金额计算有据（条例第四十二条）",
    "foi-reply": "作出答复的内容、依据、理由和救济途径的告知", "foi-refusal": "不予处理的依据、理由和救济途径的告知",
    "foi-discontinued": "不再处理的依据和救济途径的告知", "foi-third-party-disclosure": "已将决定公开的内容和理由告知第三方（条例第三十二条）",
    "foi-correction": "更正申请的核实和处理（条例第四十一条）", "foi-split": "一事一申请拆分已告知申请人", "foi-forwarding": "申请的转送",
}  # fmt: skip
INNER = frozenset({"foi-approval"})  # rendered from the rows of the case instead


@dataclass(frozen=True, slots=True)
class Piece:
    """One paper of the file."""

    title: str
    dated: date | None
    proves: str
    maker: str = ""  # 责任者
    page: str = ""  # name of an own page: template inforequests/file/_<page>.html
    values: dict[str, Any] = field(default_factory=dict)
    file: StoredFile | None = None


def pieces(case: Case, at: datetime) -> list[Piece]:
    """In the order of an archive: what came in, what was done, what went out with its proof, the reckoning of the limit."""
    return [*_came_in(case), *_done(case), *_went_out(case), *_reckoned(case, at)]


def _came_in(case: Case) -> Iterator[Piece]:
    papers = [row for row in case.papers.all() if row.kind in ("application", "envelope")]
    yield Piece("政府信息公开申请登记表", case.received_on, "申请人、申请的内容和收到申请之日（条例第二十九条、第三十一条）", case.organ.label, "application", {"events": _kinds(case, "submitted", "received")})
    for row in papers:
        what = "申请人提出申请的内容和日期" if row.kind == "application" else "申请寄出和收到的日期"
        yield Piece(row.title, row.dated, what, case.applicant, file=row.file)
    yield from _letters(case, "foi-receipt")


def _done(case: Case) -> Iterator[Piece]:
    yield Piece("办理过程登记", case.received_on, "登记、分办、办理的全过程（条例第四十五条）", case.organ.label, "course", {"events": list(case.events.all())})
    for kind in ("foi-split", "foi-forwarding", "foi-clarification", "foi-reasons", "foi-delay", "foi-third-party", "foi-consulting", "foi-co-maker", "foi-other-organ", "foi-extension", "foi-fee"):
        yield from _letters(case, kind)
    for row in case.consultations.all():
        if row.answered_on:
            yield from _opinion(case, row)
    if searches := list(case.searches.all()):
        yield Piece("检索记录", searches[-1].on, "已尽合理检索义务：位置、方法、检索词、检索人和结果（条例第三十六条第四项）", case.organ.label, "searches", {"searches": searches})
    for opinion in case.opinions.all():
        if opinion.given_at:
            yield Piece("法律审核意见", localdate(opinion.given_at), "答复经法律审核", opinion.given_by, "opinion", {"opinion": opinion})
            if opinion.file:
                yield Piece(opinion.file.name, localdate(opinion.given_at), "法律审核意见原件", opinion.given_by, file=opinion.file)
    for fee in case.fees.all():
        yield Piece("信息处理费计算表", fee.notified_on, "收费的标准、数量和计算过程", case.organ.label, "fee", {"fee": fee})
    law = rulebook.law().outcomes
    for reply in case.replies.all():
        parts = [(law[part.outcome], part) for part in reply.parts.all() if part.outcome in law]
        yield Piece(f"审批单（{reply.get_state_display()}）", localdate(reply.drafted_at), "答复经拟稿、审核、批准，拟稿人与批准人不同", reply.approved_by or reply.drafted_by, "approval", {"reply": reply, "parts": parts})


def _opinion(case: Case, row: Consultation) -> Iterator[Piece]:
    yield Piece(f"{row.get_kind_display()}意见（{row.name}）", row.answered_on, f"{row.get_kind_display()}的意见和收到的日期", row.name, "consultation", {"row": row})
    if row.file:
        yield Piece(row.file.name, row.answered_on, f"{row.get_kind_display()}意见原件", row.name, file=row.file)


def _went_out(case: Case) -> Iterator[Piece]:
    for kind in ("foi-third-party-disclosure", "foi-reply", "foi-refusal", "foi-discontinued", "foi-correction"):
        yield from _letters(case, kind)
    for row in case.papers.all():
        if row.kind not in ("application", "envelope", WITHHELD):
            yield Piece(row.title, row.dated, "随答复提供的政府信息" if row.public else "办理中形成的材料", case.organ.label, file=row.file)
    if services := list(case.services.select_related("letter", "proof")):
        yield Piece("送达登记", services[-1].on, "文书送达的方式和日期（国办公开办函〔2016〕235号）", case.organ.label, "services", {"services": services})
    for row in services:
        if row.proof:
            yield Piece(f"送达证明：{row.letter.number if row.letter else row.proof.name}", row.on, f"{row.get_way_display()}，{row.on.year}年{row.on.month}月{row.on.day}日", row.signed_by or "邮政企业", file=row.proof)


def _reckoned(case: Case, at: datetime) -> Iterator[Piece]:
    found = queries.standing(case, case.finished_on or localdate(at))
    if found is not None:
        yield Piece("期限计算说明", case.finished_on or localdate(at), "答复在法定期限内作出；逐日计算，所依据的规定以当时有效的为准", case.organ.label, "clock", {"found": found, "rules": queries.rules_then(case)})


def _letters(case: Case, kind: str) -> Iterator[Piece]:
    """Issued letters of a kind: the sealed copy where there is one."""
    rows = letters.of_subject(SUBJECT, case.pk).filter(kind=kind, state=State.ISSUED).select_related("pdf", "signed").order_by("dated", "pk")
    for letter in rows:
        yield Piece(_name(letter), letter.dated, PROVES.get(kind, ""), letter.organ.label, file=letter.signed or letter.pdf)


def _name(letter: Letter) -> str:
    return f"{letter.kind_title}（{letter.number}）"


def _kinds(case: Case, *kinds: str) -> list[Event]:
    return [row for row in case.events.all() if row.kind in kinds]
