"""To review: what is missing is told, what was found must be decided, then the content is frozen under one hash."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.domain.screening.model import KIND_NAMES, Kind
from zwgk.foundation.journal.actions import Subject
from zwgk.matters.records import rendering
from zwgk.matters.records.content import canonical, hash_of
from zwgk.matters.records.examining import Examined, examine
from zwgk.matters.records.models import SUBJECT, Hit, Record, State
from zwgk.matters.records.queries import missing
from zwgk.matters.reviews import actions as reviews
from zwgk.matters.reviews.actions import NewReview, Part, Remark
from zwgk.matters.reviews.models import Review

from .drafting import send_back
from .screening import keep
from .support import FOI, locked, subject, tell

BATCH = "records.batch"
GONE = (Hit.Decision.MASKED, Hit.Decision.MENDED)
MOST_REMARKS = 300


def submit(record: Record, note: str = "", *, actor: Actor, at: datetime) -> Review:
    """Screen, check, freeze, open the review. Files are read before the transaction begins."""
    actor.require("records.submit", record.organ_id)
    record = Record.objects.get(pk=record.pk)
    examined = examine(record)
    with transaction.atomic():
        keep(record, examined, at=at)
    fresh = Record.objects.select_related("organ").get(pk=record.pk)
    html = rendering.rendition(fresh)
    with transaction.atomic():
        return _open([(fresh, examined)], subject(fresh), html, note, actor=actor, at=at)


def submit_batch(records: Sequence[Record], title: str, note: str = "", *, actor: Actor, at: datetime) -> Review:
    """Many rows of one organ under one hash; one that cannot go stops the batch and is named."""
    if not records:
        raise BadInput("请选择要送审的信息。", field="records")
    organ = records[0].organ
    if any(record.organ_id != organ.pk for record in records):
        raise BadInput("一批只能是同一单位的信息。", field="records")
    actor.require("records.submit", organ.pk)
    records = list(Record.objects.filter(pk__in=[record.pk for record in records]).select_related("organ", "drafter").prefetch_related("attachments").order_by("pk"))
    looked = [(record, examine(record)) for record in records]
    with transaction.atomic():
        for record, examined in looked:
            keep(record, examined, at=at)
    html = rendering.batch_rendition(records)
    about = Subject(BATCH, f"{organ.pk}-{int(at.timestamp())}-{records[0].pk}", title[:300], f"/office/records/?organ={organ.pk}&state=in_review")
    with transaction.atomic():
        return _open(looked, about, html, note, actor=actor, at=at)


def _open(looked: Sequence[tuple[Record, Examined]], about: Subject, html: str, note: str, *, actor: Actor, at: datetime) -> Review:
    parts, frozen = [], []
    for record, examined in looked:
        fresh = locked(record, "送审", State.DRAFT)
        _refuse(fresh, examined, many=len(looked) > 1)
        fresh.state, fresh.hash = State.IN_REVIEW, hash_of(canonical(fresh))
        parts.append(Part(SUBJECT, fresh.pk, fresh.title, fresh.hash, fresh.url))
        frozen.append(fresh)
    Record.objects.bulk_update(frozen, ["state", "hash"], batch_size=200)
    first = frozen[0]
    new = NewReview(subject=about, organ=first.organ, items=parts, drafter=first.drafter, rendition=html, note=note.strip(), remarks=_remarks(frozen))
    review = reviews.open_review(new, actor=actor, at=at)
    for record in frozen:
        tell(record, "records.submit", f"送审《{record.title}》，第{record.number}版，{record.get_attribute_display()}", actor=actor, at=at, basis=f"{FOI}第十七条")
    return review


def _remarks(records: Sequence[Record]) -> list[Remark]:
    """What the screening found, for every reviewer; of what was masked or taken out only the mask is told on."""
    hits = Hit.objects.filter(record__in=records).select_related("record").order_by("-blocks", "record_id", "position")[:MOST_REMARKS]
    named = len(records) > 1
    return [
        Remark(
            KIND_NAMES[Kind(hit.kind)], (hit.mask or "（已删去）") if hit.decision in GONE else hit.text, f"{hit.record.title[:40]}　{hit.where}" if named else hit.where,
            hit.severity, hit.get_decision_display() if hit.decision else "", hit.reason,
        )
        for hit in hits
    ]  # fmt: skip


def _refuse(record: Record, examined: Examined, *, many: bool) -> None:
    named = f"《{record.title}》" if many else ""
    if hash_of(canonical(record)) != examined.hash:
        raise Conflict(f"{named}筛查期间内容又有修改。", remedy="请重新送审。")
    stands = missing(record)
    if stands:
        raise BadInput(named + stands[0].said, field=stands[0].field, remedy=_spots(record) if stands[0].field == "hits" else "")


def _spots(record: Record) -> str:
    found = record.hits.filter(blocks=True, decision=Hit.Decision.OPEN)[:3]
    spots = "；".join(f"{hit.where or '正文'}的{KIND_NAMES[Kind(hit.kind)]}“{hit.text}”" for hit in found)
    return f"请修改、遮盖，或由有权的人说明理由后确认：{spots}。"


@transaction.atomic
def take_back(record: Record, reason: str = "", *, actor: Actor, at: datetime) -> Record:
    """The drafter wants it back before the review ends."""
    actor.require("records.submit", record.organ_id)
    record = locked(record, "撤回送审", State.IN_REVIEW)
    send_back(record, reason.strip() or "起草人撤回。", actor=actor, at=at)
    tell(record, "records.take_back", f"撤回送审《{record.title}》", actor=actor, at=at)
    return record
