"""The answer leaves the organ: issued, served with proof; a record of the applicant's own is corrected (Art. 41)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.inforequests import ClockState
from zwgk.domain.outcomes import combined
from zwgk.domain.rights import Actor
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.law.outcome_model import OutcomeGroup

from .. import queries
from ..models import Case, Consultation, Reply, Service
from .course import Act, begin, finish, need
from .ending import end_as
from .telling import tell_applicant

REGULATION = "《中华人民共和国政府信息公开条例》"
SERVICE = "国办公开办函〔2016〕235号"
Way = Service.Way
# What proves each way: the field that must be filled in.
PROOF = {
    Way.POST: ("tracking", "邮件号码"), Way.DIRECT: ("signed_by", "签收人"), Way.ENTRUSTED: ("signed_by", "签收人"), Way.PICKUP: ("signed_by", "签收人"),
}  # fmt: skip


@transaction.atomic
def answer(case: Case, on: date, *, number: str = "", letter_id: int | None = None, actor: Actor, at: datetime) -> Reply:
    """The approved reply is issued; the limit ends, the case gets its row of the annual report."""
    case = begin(case, "answer", on, actor=actor, at=at)
    reply = case.replies.select_for_update().filter(state=Reply.State.APPROVED).latest("id")
    outcomes = [part.outcome for part in reply.parts.all()]
    _hear_third_parties(case, outcomes, on)
    reply.state, reply.issued_on, reply.number, reply.letter_id = Reply.State.ISSUED, on, number.strip(), letter_id
    reply.save(update_fields=["state", "issued_on", "number", "letter"])
    end_as(case, combined(rulebook.law(), outcomes).outcome.id, on)
    case.on_the_spot = on == case.received_on
    act = Act("answer", on, f"作出答复：{reply.number}" if reply.number else "作出答复", {"reply": reply.pk}, letter_id=letter_id)
    done = finish(case, act, actor=actor, at=at)
    _settle(case, at)
    tell_applicant(case, done, "已作出答复。", at=at)
    return reply


@dataclass(frozen=True, slots=True)
class Served:
    """How the answer reached the applicant, and what proves it."""

    way: str  # Service.Way
    on: date  # 交邮之日 or 签收之日
    tracking: str = ""
    signed_by: str = ""
    proof: StoredFile | None = None


@transaction.atomic
def serve(case: Case, served: Served, *, actor: Actor, at: datetime) -> Service:
    """国办公开办函〔2016〕235号: the answer counts as made on the day of signing, or of handing to the post."""
    case = begin(case, "serve", served.on, actor=actor, at=at)
    reply = case.replies.filter(state=Reply.State.ISSUED).latest("id")
    _check_service(reply, served)
    row = Service.objects.create(
        case=case, reply=reply, letter_id=reply.letter_id, addressee=case.applicant, way=served.way, on=served.on, tracking=served.tracking.strip(),
        signed_by=served.signed_by.strip(), proof=served.proof, by=actor.name, at=at,
    )  # fmt: skip
    reply.state = Reply.State.SERVED
    reply.save(update_fields=["state"])
    told = f"送达：{row.get_way_display()}，{served.on}"
    finish(case, Act("serve", served.on, f"{told}{_shown(row)}", {"service": row.pk, "counts": True}, told=told), actor=actor, at=at)
    case.finished_on = max(served.on, reply.issued_on or served.on)
    _settle(case, at)
    return row


@dataclass(frozen=True, slots=True)
class Correction:
    """Art. 41: a record about the applicant itself was said to be wrong."""

    verified: str  # what was compared, and what came of it
    result: str
    organ: str = ""  # with power to correct, where it is not this one


@transaction.atomic
def correct_record(case: Case, correction: Correction, *, actor: Actor, at: datetime) -> Case:
    """Verified and corrected, refused, or passed to the organ with the power; the applicant is told."""
    case = begin(case, "correct_record", localdate(at), actor=actor, at=at)
    verified = need(correction.verified, "verified", "核实的情况", f"{REGULATION}第四十一条")
    result = need(correction.result, "result", "处理的结果", f"{REGULATION}第四十一条")
    organ = f"，有权更正的机关：{correction.organ.strip()}" if correction.organ.strip() else ""
    data = {"verified": verified, "result": result, "organ": correction.organ.strip()}
    done = finish(case, Act("correct_record", localdate(at), f"更正：{verified}；{result}{organ}", data, told="办理更正"), actor=actor, at=at)
    tell_applicant(case, done, "您提出的更正已有结果。", at=at)
    return case


def _hear_third_parties(case: Case, outcomes: list[str], on: date) -> None:
    """Nothing is disclosed while a third party may still object."""
    law = rulebook.law().outcomes
    if not any(law[each].group in (OutcomeGroup.DISCLOSED, OutcomeGroup.PARTLY) for each in outcomes):
        return
    for row in queries.open_consultations(case, Consultation.Kind.THIRD_PARTY):
        if row.limit_on is not None and on <= row.limit_on:
            raise Conflict(
                f"{row.name}的答复期限到{row.limit_on}届满，期限内不能作出公开的答复。", basis=f"{REGULATION}第三十二条",
                remedy="收到意见或者期限届满以后再答复；征求意见的时间不计入答复期限。",
            )  # fmt: skip


def _check_service(reply: Reply, served: Served) -> None:
    if served.way not in Way.values:
        raise BadInput("请选择送达方式。", field="way")
    if reply.issued_on and served.on < reply.issued_on:
        raise BadInput(f"送达日期不能早于答复日期{reply.issued_on}。", field="on")
    wanted = PROOF.get(Way(served.way))
    if wanted and not getattr(served, wanted[0]).strip() and served.proof is None:
        raise BadInput(f"请填写{wanted[1]}，或者上传送达证明。", field=wanted[0], basis=SERVICE, remedy="邮寄须通过邮政企业，以交邮之日为答复之日；当面送达以签收之日为准。")


def _shown(row: Service) -> str:
    return f"，邮件号码{row.tracking}" if row.tracking else f"，{row.signed_by}签收" if row.signed_by else ""


def _settle(case: Case, at: datetime) -> None:
    """Whether it was in time, by the day that counts."""
    found = queries.standing(case, localdate(at))
    case.answered_late = found is not None and found.state is ClockState.ANSWERED_LATE
    case.save(update_fields=["answered_late", "finished_on"])
