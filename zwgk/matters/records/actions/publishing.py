"""publish: only what a completed review has cleared, in exactly this form. The one place where publications are made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from zwgk.domain import kinds
from zwgk.domain.errors import BadInput, Conflict, NotAllowed
from zwgk.domain.rights import Actor
from zwgk.foundation.rulebook import queries as rulebook
from zwgk.foundation.search import actions as search
from zwgk.foundation.search.actions import Offer
from zwgk.matters.catalogue.models import Part
from zwgk.matters.channels import actions as channels
from zwgk.matters.channels import queries as places
from zwgk.matters.channels.actions import NewPiece
from zwgk.matters.records import clean, rendering, shelves
from zwgk.matters.records.content import body_hash, canonical, hash_of
from zwgk.matters.records.models import (
    DOCUMENT,
    PUBLICATION,
    SUBJECT,
    Attribute,
    Capture,
    Cell,
    Publication,
    PublishedFile,
    Record,
    State,
)
from zwgk.matters.reviews import queries as reviews
from zwgk.matters.reviews.queries import Clearance

from . import numbering
from .classifying import confirm
from .support import FOI, announce, locked, stop_clocks, tell

READY = (State.IN_REVIEW, State.APPROVED)
ARTICLE_17 = f"{FOI}第十七条"
GUIDES = (Part.GUIDE, Part.REQUEST)  # what tells people how to get something done


@transaction.atomic
def publish(record: Record, *, actor: Actor, at: datetime) -> Publication:
    """Make it public now. Refused without a completed review of exactly this content, or a leader's leave in an emergency."""
    actor.require("records.publish", record.organ_id)
    record = locked(record, "发布", *READY)
    clearance = cleared(record)
    if record.attribute != Attribute.PUBLIC:
        raise NotAllowed(f"《{record.title}》认定为{record.get_attribute_display()}，不能发布。", basis=f"{FOI}第十三条", remedy="公开属性认定有误的，请修改后重新送审。")
    if record.mark and record.mark != record.attribute:
        raise Conflict(f"文件上印有“{Attribute(record.mark).label}”字样，与认定的公开属性不一致。", remedy="请更正后重新送审。")
    return release(record, clearance, actor=actor, at=at)


def cleared(record: Record, of: str = "") -> Clearance:
    """The leave for exactly what is stored now, or for the version with the hash `of`; raises when there is none."""
    # Art. 17: reviewed before it is made public; what was not reviewed may not be.
    clearance = reviews.cleared(SUBJECT, record.pk, of or hash_of(canonical(record)))
    if clearance is None:
        raise NotAllowed(f"《{record.title}》没有完成审核，不能发布。", basis=ARTICLE_17, remedy="先审查、后公开：请送审并办完全部环节。")
    return clearance


def release(record: Record, clearance: Clearance, *, actor: Actor, at: datetime) -> Publication:
    """Write the publication and everything that hangs on it, in the transaction of the caller, who holds the clearance."""
    confirm_attribute(record, clearance, at=at)
    first = record.first_published_at is None
    numbering.assign(record, at)
    publication = _row(record, clearance, actor, at)
    before = record.live
    if before is not None:
        end(before, Publication.Standing.REPLACED, "", "", at)
    publication.save(force_insert=True)
    _copy(record, publication)
    record.state, record.live, record.publish_at, record.end_reason, record.end_note = State.PUBLISHED, publication, None, "", ""
    record.first_published_at = record.first_published_at or at
    record.save()
    stop_clocks(record, actor=actor, at=at)
    offer(publication, at=at)
    if not first:
        name_successor(publication.slug, publication.title, at)
    capture(publication, "published" if first else "amended", actor=actor, at=at)
    _carry(record, publication, actor=actor, at=at)
    how = "紧急发布（先发布、后补审）" if clearance.emergency else "发布"
    tell(record, "records.publish", f"{how}《{record.title}》，第{publication.number}版，索引号{record.index_number}，审核{clearance.review.code}", actor=actor, at=at, basis=ARTICLE_17)
    return publication


def confirm_attribute(record: Record, clearance: Clearance, *, at: datetime) -> None:
    """Who passed the last step has confirmed the attribute, for the hash covers it."""
    taken = reviews.taken_of(clearance.review)
    if not record.attribute_confirmed_by and taken:
        confirm(record, taken[-1].name, taken[-1].person_id, at=at)


def end(publication: Publication, standing: Publication.Standing, reason: str, note: str, at: datetime, *, shown: bool = False) -> None:
    """It is not what the public sees any more, or it says loudly that it has ended."""
    publication.standing, publication.end_reason, publication.end_note, publication.ended_at, publication.shown = standing, reason, note[:500], at, shown
    publication.save(update_fields=["standing", "end_reason", "end_note", "ended_at", "shown", "successor_slug", "successor_title", "sealed_at"])
    if shown:
        shelves.tell(publication)
        offer(publication, at=at)
    else:
        publication.cells.all().delete()
        shelves.drop([publication.pk])
        search.withdraw(PUBLICATION, [publication.pk])


def name_successor(slug: str, title: str, at: datetime) -> None:
    """What it took the place of goes on leading to its address, and says its title as long as that may be read there."""
    for each in Publication.objects.select_related("organ").filter(shown=True, successor_slug=slug, successor_slug__gt="").exclude(successor_title=title):
        each.successor_title = title
        each.save(update_fields=["successor_title"])
        shelves.tell(each)
        offer(each, at=at)


def _row(record: Record, clearance: Clearance, actor: Actor, at: datetime) -> Publication:
    values, title = {}, record.title
    if record.kind != DOCUMENT:
        kind = rulebook.law().kinds[record.kind]
        values = kinds.masked(kind, record.values)
        title = kinds.titled(kind, values)  # a name that is masked in its field is masked in the title
    meta = {name: getattr(record, name) for name in ("summary", "keywords") if getattr(record, name)}
    meta["source"] = record.source or record.organ.name
    body = clean.clean(record.body)
    return Publication(
        record=record, number=record.publications.count() + 1, organ=record.organ, kind=record.kind, title=title, body=body, values=values, meta=meta,
        slug=record.slug, index_number=record.index_number, doc_number=record.doc_number, genre=record.genre, theme=record.theme, formed_on=record.formed_on,
        written_on=record.written_on, effective_on=record.effective_on, lapses_on=record.lapses_on, shown_until=record.shown_until,
        hash=hash_of(canonical(record)), body_hash=body_hash(title, body, values), published_at=at,
        first_published_at=record.first_published_at or at, published_by=actor.name, clearance="emergency" if clearance.emergency else "review",
        review_id=clearance.review.pk,
    )  # fmt: skip


def _copy(record: Record, publication: Publication) -> None:
    """Files, entries, columns, lists and cells, as they are at this moment."""
    PublishedFile.objects.bulk_create(
        PublishedFile(publication=publication, file=each.file, title=each.title, order=each.order) for each in record.attachments.all() if not each.inner
    )
    publication.entries.set(record.entries.all())
    publication.columns.set(record.columns.all())
    shelves.keep([publication])
    project(publication)


def project(publication: Publication) -> None:
    """Typed cells of a kind row, as the public sees them."""
    if publication.kind == DOCUMENT:
        return
    kind = rulebook.law().kinds[publication.kind]
    Cell.objects.bulk_create(
        Cell(
            record_id=publication.record_id, publication=publication, kind=publication.kind, field=cell.field, text=cell.text[:300], amount=cell.number,
            day=cell.day,
        )
        for cell in kinds.projected(kind, publication.values)
    )  # fmt: skip


def offer(publication: Publication, *, at: datetime) -> None:
    """Into the index of the search."""
    words = [clean.text(publication.body), *(str(value) for value in publication.values.values() if isinstance(value, str))]
    files = publication.kind == DOCUMENT and publication.files.exists()
    search.offer(Offer(
        PUBLICATION, publication.pk, publication.title, publication.url, "\n".join(words), publication.organ_id, publication.organ.name,
        publication.published_at, facets_of(publication), publication.doc_number, (publication.index_number, publication.meta.get("keywords", "")), files,
    ), at=at)  # fmt: skip


def facets_of(publication: Publication) -> dict[str, object]:
    """By what the search counts and filters it."""
    told = {
        "kind": publication.kind, "theme": publication.theme, "genre": publication.genre, "standing": publication.standing, "manner": Attribute.PUBLIC.label,
        "successor": [publication.successor_slug, publication.successor_title],
    }  # fmt: skip
    if publication.kind != DOCUMENT:
        kind = rulebook.law().kinds[publication.kind]
        return {**told, "type": kind.title, "role": "service" if kind.service else ""}
    columns = list(publication.columns.all())
    return {
        **told, "type": publication.genre or "文件", "column": [column.title for column in columns],
        "role": "service" if any(column.part in GUIDES for column in columns) else "",
    }  # fmt: skip


def capture(publication: Publication, event: str, *, actor: Actor, at: datetime) -> Capture:
    """公开留痕: asked for now, written as a PDF by the worker."""
    url = f"{settings.SITE_URL}{publication.url}"
    return Capture.objects.create(
        record_id=publication.record_id, publication=publication, event=event, at=at, url=url, body_hash=publication.body_hash, by=actor.name
    )


def note_turns(publications: Iterable[Publication], event: str, by: str, *, at: datetime) -> None:
    """What happened to many at once: each is told to those who keep copies, none is written as a PDF."""
    Capture.objects.bulk_create([
        Capture(record_id=each.record_id, publication=each, event=event, at=at, url=f"{settings.SITE_URL}{each.url}", body_hash=each.body_hash, by=by, state=Capture.State.NONE)
        for each in publications
    ])  # fmt: skip


def _carry(record: Record, publication: Publication, *, actor: Actor, at: datetime) -> None:
    """To the places that its catalogue entries prescribe."""
    carriers = [each["name"] for entry in record.entries.all() for each in entry.channels]
    if not carriers:
        return
    prescribed = places.prescribed(record.organ, carriers, localdate(at))
    fields = {"索引号": publication.index_number, **dict(rendering.head_of(record))}
    files = [each.file for each in publication.files.select_related("file")]
    version = hash_of({"read": publication.body_hash, "files": [each.sha256 for each in files]})  # another attachment is another version outside
    piece = NewPiece(
        type=SUBJECT, id=record.pk, title=publication.title, address=f"{settings.SITE_URL}{publication.url}", hash=version, organ=record.organ,
        published_on=localdate(at), text=clean.text(publication.body), html=publication.body, fields=fields,
        files=files,
    )  # fmt: skip
    channels.release(piece, prescribed.channels, actor=actor, at=at)


@transaction.atomic
def schedule(record: Record, publish_at: datetime | None, *, actor: Actor, at: datetime) -> Record:
    """Publish at a moment, once the review is completed; None takes the appointment back."""
    actor.require("records.publish", record.organ_id)
    record = locked(record, "定时发布", *READY)
    if record.attribute != Attribute.PUBLIC:
        raise NotAllowed(f"《{record.title}》认定为{record.get_attribute_display()}，不能发布。")
    if publish_at is not None and not at < publish_at <= at + timedelta(days=366):
        raise BadInput("定时发布的时间应在现在之后、一年之内。", field="publish_at")
    record.publish_at = publish_at
    record.save(update_fields=["publish_at"])
    said = f"定于{publish_at.astimezone(at.tzinfo):%Y-%m-%d %H:%M}发布" if publish_at else "取消定时发布"
    tell(record, "records.schedule", f"《{record.title}》{said}", actor=actor, at=at)
    return record


@transaction.atomic
def settle(record: Record, *, actor: Actor, at: datetime) -> Record:
    """The review has ended elsewhere: publish, keep for the appointed hour, keep unpublished, or back to the desk. Nothing new is decided here."""
    actor.require("records.publish", record.organ_id)
    record = locked(record, "办理审核结果")
    if record.state not in READY:
        return record
    clearance = reviews.cleared(SUBJECT, record.pk, hash_of(canonical(record)))
    if clearance is None:
        if record.state == State.IN_REVIEW and reviews.open_of(SUBJECT, record.pk) is None:
            record.state = State.DRAFT
            record.save(update_fields=["state"])
        return record
    if record.attribute != Attribute.PUBLIC:
        if clearance.emergency:
            return record
        return _keep(record, clearance, actor=actor, at=at)
    if record.publish_at is None or record.publish_at <= at or clearance.emergency:  # an emergency waits for no appointed hour
        release(record, clearance, actor=actor, at=at)
    elif record.state != State.APPROVED:
        record.state = State.APPROVED
        record.save(update_fields=["state"])
        confirm_attribute(record, clearance, at=at)
        announce(record, f"审核通过，等待定时发布：{record.title}", actor=actor, at=at)
    return record


def _keep(record: Record, clearance: Clearance, *, actor: Actor, at: datetime) -> Record:
    """依申请公开, 不予公开: judged and kept, looked at again every year."""
    confirm_attribute(record, clearance, at=at)
    record.state = State.KEPT
    record.save(update_fields=["state"])
    stop_clocks(record, f"认定为{record.get_attribute_display()}", actor=actor, at=at)
    tell(record, "records.keep", f"《{record.title}》认定为{record.get_attribute_display()}，留存不发布", actor=actor, at=at)
    return record
