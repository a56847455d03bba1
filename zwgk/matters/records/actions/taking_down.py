"""紧急撤稿: one act, no review; afterwards everything is asked, proved and checked."""

from __future__ import annotations

from datetime import datetime, time

from django.core.cache import cache
from django.db import transaction
from django.utils.timezone import make_aware

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor, Role
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.search import actions as search
from zwgk.matters.channels import actions as channels
from zwgk.matters.records import lists, shelves
from zwgk.matters.records.content import canonical, hash_of
from zwgk.matters.records.models import PUBLICATION, SUBJECT, Cell, Incident, OutsideCopy, Publication, Record, State

from .drafting import send_back
from .publishing import capture, cleared, name_successor, offer, project
from .support import locked, stop_clocks, tell


@transaction.atomic
def take_down(record: Record, reason: str, note: str = "", *, actor: Actor, at: datetime) -> Incident:
    """Off at once, all versions and files: sealed in this transaction, so that no page, file, feed, export or index shows it any more."""
    actor.require("records.take_down", record.organ_id)
    line = lists.line("reasons", reason, "emergency")
    record = locked(record, "紧急撤稿")
    if record.live_id is None:
        raise Conflict(f"《{record.title}》现在没有公开。", remedy="如仍能看到，可能是外部副本，请联系转载单位。")
    live = Publication.objects.select_related("organ").get(pk=record.live_id)
    send_back(record, "信息已紧急撤稿。", actor=actor, at=at)
    ids = list(record.publications.values_list("pk", flat=True))
    sealed = {"standing": Publication.Standing.SEALED, "shown": False, "sealed_at": at, "ended_at": at, "end_reason": line.id}
    record.publications.update(**sealed)
    Cell.objects.filter(publication_id__in=ids).delete()
    shelves.drop(ids)
    search.withdraw(PUBLICATION, ids)
    name_successor(live.slug, "", at)
    record.state, record.live, record.end_reason, record.end_note = State.SEALED, None, line.id, note.strip()[:500]
    record.save(update_fields=["state", "live", "end_reason", "end_note"])
    stop_clocks(record, "紧急撤稿", actor=actor, at=at)
    incident = Incident.objects.create(
        record=record, publication=live, reason=line.id, note=note.strip()[:500], taken_at=at, taken_by=actor.name, online_since=live.published_at
    )
    channels.recall(SUBJECT, record.pk, f"紧急撤稿：{line.title}", actor=actor, at=at)
    OutsideCopy.objects.bulk_create(OutsideCopy(incident=incident, place=each.title, asked_of=each.ask) for each in lists.lines("copies"))
    capture(live, "sealed", actor=actor, at=at)
    tell(record, "records.take_down", f"紧急撤稿《{record.title}》：{line.title}，共{len(ids)}个版本封存", actor=actor, at=at)
    _alarm(record, line.title, actor, at)
    transaction.on_commit(cache.clear)
    return incident


def _alarm(record: Record, why: str, actor: Actor, at: datetime) -> None:
    note = inbox.Note(title=f"紧急撤稿：{record.title}"[:200], body=f"原因：{why}。请核对外部副本并登记处理结果。", url=record.url, kind="records.alarm")
    for role in (Role.LEADER, Role.SECRECY):
        inbox.send_to_organ(note, organ=record.organ, role=role, actor=actor, at=at)
    inbox.send_to_organ(note, organ=record.organ, actor=actor, at=at)


@transaction.atomic
def add_copy(incident: Incident, place: str, url: str = "", *, actor: Actor, at: datetime) -> OutsideCopy:
    """Another place where it was seen."""
    actor.require("records.take_down", incident.record.organ_id)
    if not place.strip():
        raise BadInput("请写明在哪里发现了副本。", field="place")
    made = OutsideCopy.objects.create(incident=incident, place=place.strip()[:200], url=url.strip()[:500])
    tell(incident.record, "records.take_down", f"登记外部副本：{made.place}", actor=actor, at=at)
    return made


@transaction.atomic
def clear_copy(copy: OutsideCopy, note: str, proof: StoredFile | None = None, *, actor: Actor, at: datetime) -> OutsideCopy:
    """It is gone there, with proof, or there never was one, with a word about how this was checked."""
    actor.require("records.take_down", copy.incident.record.organ_id)
    if not note.strip() and proof is None:
        raise BadInput("请上传证明，或者写明核查情况。", field="note", remedy="例如：已检索，未发现副本。")
    copy.done_at, copy.done_by, copy.note, copy.proof = at, actor.name, note.strip()[:300], proof or copy.proof
    copy.save()
    tell(copy.incident.record, "records.take_down", f"外部副本已核对：{copy.place}，{copy.note or '见证明'}", actor=actor, at=at)
    return copy


@transaction.atomic
def open_sealed(publication: Publication, reason: str, *, actor: Actor, at: datetime) -> Publication:
    """Look at a sealed version: named, with a reason, in the journal."""
    actor.require("records.take_down", publication.organ_id)
    if len(reason.strip()) < 4:
        raise BadInput("请写明查看封存内容的理由。", field="reason")
    tell(publication.record, "records.open_sealed", f"查看封存的第{publication.number}版：{reason.strip()[:100]}", actor=actor, at=at)
    return publication


@transaction.atomic
def close_incident(incident: Incident, outcome: str, finding: str, *, actor: Actor, at: datetime) -> Incident:
    """What was found, and what becomes of it: mended and published anew, or never again. Going back online is `restore`."""
    actor.require("records.withdraw", incident.record.organ_id)
    if outcome not in ("mended", "removed"):
        raise BadInput("请选择处理结果。", field="outcome")
    incident = _close(incident, outcome, finding, actor, at)
    record = locked(incident.record, "办结紧急撤稿", State.SEALED)
    record.state = State.DRAFT if outcome == "mended" else State.WITHDRAWN
    record.save(update_fields=["state"])
    tell(record, "records.close_incident", f"紧急撤稿办结：{incident.get_outcome_display()}，{finding.strip()[:100]}", actor=actor, at=at)
    return incident


@transaction.atomic
def restore(incident: Incident, finding: str, *, actor: Actor, at: datetime) -> Publication:
    """After checking it was right all along: what a review had cleared goes online again, unchanged. Not by who took it down."""
    actor.require("records.publish", incident.record.organ_id)
    if actor.person_id is not None and actor.name == incident.taken_by:
        raise Conflict("撤稿人不能自己恢复公开。", remedy="请由另一名工作人员核查后恢复。")
    incident = _close(incident, "restored", finding, actor, at)
    record = locked(incident.record, "恢复公开", State.SEALED)
    publication = Publication.objects.select_related("organ").get(pk=incident.publication_id)
    # Art. 17: what a signed act of a migration let out has its clearance in that act; all else in a review of exactly what goes back.
    if publication.clearance != "migration":
        cleared(record, publication.hash)
    ended = _ended(publication)
    publication.standing, publication.shown, publication.sealed_at, publication.end_reason = ended or Publication.Standing.VALID, True, None, ""
    publication.ended_at = make_aware(datetime.combine(record.lapses_on, time.min)) if ended and record.lapses_on else None
    publication.save(update_fields=["standing", "shown", "sealed_at", "ended_at", "end_reason"])
    # A new version was being typed when it was taken down: it is still the drafter's, beside what is public.
    record.state = State(ended) if ended else State.PUBLISHED if publication.hash == hash_of(canonical(record)) else State.DRAFT
    record.live, record.end_reason, record.end_note = publication, "", ""
    record.save(update_fields=["state", "live", "end_reason", "end_note"])
    channels.resume(SUBJECT, record.pk, since=incident.taken_at, actor=actor, at=at)
    shelves.keep([publication])
    project(publication)
    offer(publication, at=at)
    name_successor(publication.slug, publication.title, at)
    capture(publication, "restored", actor=actor, at=at)
    tell(record, "records.restore", f"核查后恢复公开《{record.title}》：{finding.strip()[:100]}", actor=actor, at=at)
    return publication


def _ended(publication: Publication) -> str:
    """How it had ended before it was taken down; "" while it was in force."""
    before = publication.captures.exclude(event__in=("sealed", "restored")).order_by("pk").values_list("event", flat=True).last()
    return before if before in (Publication.Standing.LAPSED, Publication.Standing.REPEALED) else ""


def _close(incident: Incident, outcome: str, finding: str, actor: Actor, at: datetime) -> Incident:
    incident = Incident.objects.select_for_update(of=("self",)).select_related("record__organ").get(pk=incident.pk)
    if incident.closed_at:
        raise Conflict("这次紧急撤稿已经办结。")
    if len(finding.strip()) < 4:
        raise BadInput("请写明核查情况。", field="finding")
    left = incident.copies.filter(done_at__isnull=True).count()
    if left and outcome != "restored":
        raise Conflict(f"还有{left}处外部副本没有核对。", remedy="逐处登记清除证明或者核查情况后再办结。")
    incident.outcome, incident.finding, incident.closed_at, incident.closed_by = outcome, finding.strip(), at, actor.name
    incident.save()
    return incident
