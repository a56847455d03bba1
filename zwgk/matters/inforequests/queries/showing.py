"""What an applicant may see of the own case, and what looks like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from zwgk.domain.receiving import ALIKE, likeness
from zwgk.domain.rights import Actor
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.files.queries import keys_of
from zwgk.foundation.organs.queries import reach
from zwgk.matters.letters import queries as letters
from zwgk.matters.letters.models import State as LetterState

from ..models import SUBJECT, Case, Forwarding, Paper, State

LOOKED_BACK = timedelta(days=2 * 366)
MOST = 8
# Acts of the timeline that concern the applicant, in words that need no explanation; the rest is the organ's own work.
TOLD = {
    "submitted": "申请提交", "received": "收到申请，答复期限从次日起算", "clarification_requested": "请您补正申请内容", "clarified": "收到您补正的内容，答复期限重新计算",
    "clarification_lapsed": "没有收到补正，申请不再处理", "ask_reasons": "请您说明申请的理由", "give_reasons": "收到您说明的理由", "delay": "确定延迟答复的期限",
    "third_party_consulted": "正在征求第三方意见，这段时间不计入期限", "third_party_answered": "第三方已经答复", "co_maker_consulted": "正在征求共同制作机关意见，这段时间不计入期限",
    "co_maker_answered": "共同制作机关已经答复", "other_organ_consulted": "正在征求其他机关意见，这段时间不计入期限", "other_organ_answered": "其他机关已经答复",
    "extended": "延长答复期限", "fee_notified": "发出收费通知", "fee_paid": "收到缴费，答复期限重新计算", "fee_lapsed": "没有收到缴费，申请不再处理", "answered": "作出答复",
    "serve": "答复已经送出", "withdrawn": "您撤回了申请", "split": "申请拆分成几件分别办理", "forwarded": "申请改送其他机关", "handed_on": "集中受理点转送受理机关",
    "taken_over": "受理机关接收", "told_payment": "您告知已经缴费", "receipt_confirmed": "您确认收到答复", "evaluated": "您作了评价",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passed:
    """One line of the applicant's timeline."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Alike:
    """An earlier case that resembles this one; whether it is the same, a person decides."""

    case: Case
    score: float
    why: str

    @property
    def percent(self) -> int:
        return round(self.score * 100)


def seen_by_code(code: str) -> Case | None:
    """The case with this query code, with what its page needs."""
    return Case.objects.select_related("organ", "split_from", "forwarded_from").filter(code=code).first()


def found_by(code: str, contact: str) -> Case | None:
    """The case, when code and contact belong together; nothing tells which of the two was wrong."""
    case = seen_by_code(code)
    if case is None or not contact:
        return None
    told = {"".join(each.split()).lower().replace("-", "") for each in (case.phone, case.email) if each}
    if not told:
        told = {"".join(case.applicant.split()).lower()}
    return case if contact.replace("-", "") in told else None


def passed(case: Case) -> list[Passed]:
    """What happened, as far as it concerns the applicant."""
    return [Passed(row.on, TOLD[row.kind]) for row in case.events.all() if row.kind in TOLD]


def public_papers(case: Case) -> list[Paper]:
    """What was supplied with the answer, or sent in by the applicant."""
    return list(case.papers.filter(public=True).select_related("file"))


def letters_to_applicant(case: Case) -> list[tuple[str, date, StoredFile]]:
    """Letters issued to the applicant, the newest first: title, day, the PDF. Letters to anybody else are not the applicant's."""
    found = []
    for letter in letters.of_subject(SUBJECT, case.pk).filter(state=LetterState.ISSUED, addressee=case.applicant).select_related("pdf", "signed"):
        file = letter.signed or letter.pdf
        if file is not None and letter.issued_at is not None:
            found.append((f"{letter.kind_title}（{letter.number}）", localdate(letter.issued_at), file))
    return found


def parts_of(case: Case) -> list[Case]:
    """What a split or forwarded case became."""
    return list(Case.objects.filter(Q(split_from=case) | Q(forwarded_from=case)).select_related("organ").order_by("id"))


def alike(case: Case) -> list[Alike]:
    """Earlier cases of the same applicant at this organ with a similar text."""
    same = Q(applicant_key=case.applicant_key) | Q(applicant=case.applicant)
    if case.phone:
        same |= Q(phone_key__in=keys_of(case.phone))
    if case.email:
        same |= Q(email=case.email)
    since = case.submitted_at - LOOKED_BACK
    rows = Case.objects.filter(same, organ_id=case.organ_id, submitted_at__gte=since, pk__lt=case.pk).exclude(pk=case.split_from_id)
    text = f"{case.title} {case.description}"
    scored = [(max(likeness(case.title, row.title), likeness(text, f"{row.title} {row.description}")), row) for row in rows.order_by("-id")[:500]]
    found = [Alike(row, score, _why(case, row)) for score, row in scored if score >= ALIKE]
    return sorted(found, key=lambda each: (-each.score, -each.case.pk))[:MOST]


def _why(case: Case, row: Case) -> str:
    if row.applicant_key == case.applicant_key:
        return "同一申请人"
    if row.phone and row.phone == case.phone:
        return "同一电话"
    return "同一邮箱" if row.email and row.email == case.email else "同名申请人"


def forwardings(actor: Actor) -> QuerySet[Forwarding]:
    """The log of the common counter, for both sides."""
    organ_ids = reach(actor, "inforequests.see")
    rows = Forwarding.objects.select_related("case", "taken_at", "to")
    return rows if organ_ids is None else rows.filter(Q(taken_at_id__in=organ_ids) | Q(to_id__in=organ_ids))


def by_external(organ_ids: Sequence[int], numbers: Sequence[str]) -> dict[str, Case]:
    """Which numbers of the superior platform are here already."""
    rows = Case.objects.filter(organ_id__in=organ_ids, external_number__in=numbers)
    return {row.external_number: row for row in rows}


def from_platform(organ_ids: Sequence[int] | None) -> QuerySet[Case]:
    """What came from the superior platform and whose result goes back there."""
    rows = Case.objects.exclude(external_number="").exclude(state=State.ARRIVED).select_related("organ").order_by("id")
    return rows if organ_ids is None else rows.filter(organ_id__in=organ_ids)
