"""A request moves before it is handled: taken over from the common counter, forwarded by it, split into its matters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.receiving import FOI
from zwgk.domain.rights import Actor
from zwgk.foundation.gate.queries import new_code
from zwgk.foundation.organs.models import Organ

from .. import queries
from ..models import Case, Channel, Forwarding, Paper, State
from .course import Act, begin, happened, need, restate
from .numbering import next_number
from .receiving import RECEIVE, received

FEES = "《政府信息公开信息处理费管理办法》"
MOVABLE = (State.ARRIVED, State.REGISTERED)
# What a case made from another one takes over.
INHERITED = (
    "channel", "applicant_kind", "applicant", "representative", "organisation_code", "identity_kind", "identity_sealed", "identity_file", "phone", "email",
    "address", "postcode", "contact_ok", "applicant_key", "hint_number", "form", "delivery", "assistance", "submitted_at", "received_on",
    "tags",
)  # fmt: skip


@transaction.atomic
def take_over(case: Case, *, actor: Actor, at: datetime) -> Forwarding:
    """The organ has what the common counter took in for it."""
    actor.require(RECEIVE, case.organ_id)
    row = Forwarding.objects.select_for_update(of=("self",)).filter(case=case).first()
    if row is None or row.taken_over_at is not None:
        raise Conflict(f"{case.number}不是等待接收的转送件。")
    row.taken_over_at, row.taken_over_by = at, actor.name
    row.save(update_fields=["taken_over_at", "taken_over_by"])
    happened(case, Act("taken_over", localdate(at), f"{case.organ.label}接收{row.taken_at.label}转送的申请"), right=RECEIVE, actor=actor, at=at)
    return row


@transaction.atomic
def forward(case: Case, to: Organ, reason: str, *, actor: Actor, at: datetime) -> Case:
    """The common counter hands a request on to another organ than it first chose. An organ itself never may: it answers under Art. 36(5)."""
    old = _locked(case)
    taken_at = Forwarding.objects.filter(case=old).values_list("taken_at_id", flat=True).first() or old.organ_id
    actor.require(RECEIVE, taken_at)
    if old.channel != Channel.ZONE:
        raise Conflict(
            "申请人向本机关提出的申请不能转走。", basis=f"{FOI}第三十六条第五项",
            remedy="不属于本机关负责公开的，请作出答复，说明理由；能够确定负责机关的，告知其名称和联系方式。",
        )  # fmt: skip
    if old.state not in MOVABLE:
        raise Conflict(f"{old.number}已经开始办理，不能再转送。", remedy="请由受理机关依法答复。")
    if to.pk == old.organ_id:
        raise BadInput("请选择另一个机关。", field="to")
    new = _made_from(old, to, old.title, old.description, forwarded_from=old)
    Forwarding.objects.create(case=new, taken_at_id=taken_at, to=to, sent_at=at, sent_by=actor.name, reason=reason.strip()[:300])
    begun = _begun(old, at)
    _leave(old, State.FORWARDED, Act("forwarded", localdate(at), f"改送{to.label}，新编号{new.number}：{reason.strip()}"), actor, at)
    _begin(new, begun, f"由集中受理点从{old.organ.label}改送（原编号{old.number}）", actor, at)
    return new


@transaction.atomic
def split(case: Case, parts: Sequence[str], reason: str, *, actor: Actor, at: datetime) -> list[Case]:
    """一事一申请: each matter gets its own number; the day of receipt stays; the applicant sees what became of it."""
    old = begin(case, "split", localdate(at), actor=actor, at=at)
    if old.received_on is None:
        raise Conflict(f"{old.number}还没有确定收到申请之日。", basis=f"{FOI}第三十一条", remedy="请先与申请人确认，再拆分。")
    if len(parts) < 2:
        raise BadInput("至少拆成两件。", field="parts")
    why = need(reason, "reason", "为什么拆分，申请人看得到", f"{FEES}第四条")
    made = [_made_from(old, old.organ, part.strip()[:200], f"{part.strip()}\n（由{old.number}拆分；原申请：{old.title}）", split_from=old) for part in parts]
    told = f"按一事一申请拆分为{len(made)}件（{'、'.join(each.number for each in made)}）：{why}"
    begun = _begun(old, at)
    _leave(old, State.SPLIT, Act("split", localdate(at), told), actor, at)
    for each in made:
        _begin(each, begun, f"由{old.number}拆分，收到申请之日不变", actor, at)
    return made


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).select_related("organ").get(pk=case.pk)


def _made_from(old: Case, organ: Organ, title: str, description: str, **link: Case) -> Case:
    """A case with the same applicant, day of receipt and papers under its own number."""
    kept = {name: getattr(old, name) for name in INHERITED}
    year = (old.received_on or localdate(old.submitted_at)).year
    new = Case(organ=organ, number=next_number(organ.pk, year), code=new_code(), title=title, description=description, **kept, **link)
    new.save(force_insert=True)
    papers = [
        Paper(case=new, kind=row.kind, title=row.title, file_id=row.file_id, order=row.order, pages=row.pages, dated=row.dated, public=row.public,
              added_at=row.added_at, added_by=row.added_by)
        for row in old.papers.all()
    ]  # fmt: skip
    Paper.objects.bulk_create(papers)
    return new


def _begun(case: Case, at: datetime) -> date | None:
    """The day from which its limit runs: of receipt, or of the corrected application."""
    found = queries.standing(case, localdate(at))
    return found.spec.start if found and found.spec else case.received_on


def _begin(case: Case, begun: date | None, sentence: str, actor: Actor, at: datetime) -> None:
    """Its own course begins, with the limit that ran already."""
    happened(case, Act("submitted", localdate(case.submitted_at), sentence), right=RECEIVE, actor=actor, at=at)
    if begun is not None:
        received(case, "register", begun, f"承继原申请，答复期限自{begun}次日起算", actor=actor, at=at)


def _leave(case: Case, state: State, act: Act, actor: Actor, at: datetime) -> None:
    """The old case ends here and is not counted; its limit goes on in the new ones."""
    case.state, case.counted = state, False
    case.save(update_fields=["state", "counted"])
    happened(case, act, right=RECEIVE, actor=actor, at=at)
    restate(case, actor=actor, at=at)
