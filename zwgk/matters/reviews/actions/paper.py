"""register_paper 线下签批: the signed sheet comes back; a named clerk enters who signed what, with the scan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput
from zwgk.domain.reviewing import Candidate, why_not
from zwgk.domain.rights import Actor
from zwgk.foundation.files import actions as files
from zwgk.foundation.organs import queries as organs
from zwgk.foundation.organs.models import Person
from zwgk.matters.reviews import queries
from zwgk.matters.reviews.models import Review, Step

from .deciding import go_on
from .support import locked, step_wanted, tell


@dataclass(frozen=True, slots=True)
class Signature:
    """One signed line of the sheet."""

    step: str
    person: Person
    signed_on: date
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheet that came back."""

    code: str  # as printed on it
    signatures: Sequence[Signature]
    scan: bytes
    scan_name: str


@transaction.atomic
def register_paper(review: Review, paper: Paper, *, actor: Actor, at: datetime) -> Review:
    """Enter the signatures in their order; a sheet of another version is refused."""
    actor.require("reviews.register_paper", review.organ_id)
    review = locked(review, "登记签批件")
    if paper.code.strip().upper().replace(" ", "") != review.code:
        raise BadInput(
            f"审批表上的版本码“{paper.code.strip()}”与现在的版本“{review.code}”不同，这份签批的不是现在的内容。", field="code",
            remedy="请核对版本码；内容改过的，须重新打印签批。",
        )  # fmt: skip
    if not paper.signatures:
        raise BadInput("请登记至少一个环节的签字。", field="signatures")
    if not paper.scan:
        raise BadInput("请上传签批件的扫描件或照片。", field="scan")
    scan = files.keep(paper.scan, paper.scan_name, actor=actor, at=at)
    for signature in paper.signatures:
        _take(review, signature, actor=actor, at=at)
        Step.objects.filter(review=review, step=signature.step, outcome=Step.Outcome.PASSED).update(scan=scan)
        review = Review.objects.select_related("organ").prefetch_related("steps").get(pk=review.pk)
    return go_on(review, actor=actor, at=at)


def _take(review: Review, signature: Signature, *, actor: Actor, at: datetime) -> None:
    step = step_wanted(review)
    if signature.step != step.id:
        raise BadInput(f"现在应登记“{step.title}”。", field="signatures", remedy="按审批表上的顺序逐个登记。")
    if signature.signed_on > localdate(at) or signature.signed_on < localdate(review.opened_at):
        raise BadInput(f"“{step.title}”的签字日期不对：应在送审（{localdate(review.opened_at)}）之后、今天之前。", field="signatures")
    person = signature.person
    signer = organs.actor_of(person, signature.signed_on)
    roles = queries.roles_at(signer, review.organ_id)
    refusal = why_not(queries.process_of(review), review.organ.kind, queries.taken_of(review), review.drafter_id, Candidate(person.pk, person.name, roles))
    if refusal:
        said = refusal.replace("您", person.name, 1) if refusal.startswith("您") else f"{person.name}：{refusal}"
        raise BadInput(said, field=f"person_{step.id}", remedy="请核对签批件上这一环节的签字人。")
    absent = queries.acting(review, signer).standing_in("reviews.decide", review.organ_id)
    by = f"{person.name}（代理{absent}）" if absent else person.name
    Step.objects.create(
        review=review, step=step.id, title=step.title, outcome=Step.Outcome.PASSED, opinion=signature.opinion.strip(), person=person, name=person.name,
        absent=absent, seen_hash=review.hash, taken_at=at, signed_on=signature.signed_on,
        registered_by=actor.name,
    )  # fmt: skip
    tell(review, "reviews.register_paper", f"登记线下签批：{by}{signature.signed_on}{step.title}通过《{review.title}》，版本{review.code}", actor=actor, at=at)
