"""What was published goes to the places: asked, done with a receipt, failed, not needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor, system_actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks import queries as running
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.organs.models import Organ
from zwgk.matters.channels.models import LIVE, RELEASE, Channel, Kind, Live, Piece, Proof, Receipt, Release, State

from .support import about, locked, not_later, page_address, tell, words

QUEUE = "/office/channels/releases/"
SYSTEM = system_actor("渠道发布")


@dataclass(frozen=True, slots=True)
class NewPiece:
    """One version of one publication, in plain values."""

    type: str  # "records.record"
    id: int | str
    title: str
    address: str  # where it stands here, with https:// when the site has an address
    hash: str  # of the version: another hash is another version
    organ: Organ
    published_on: date
    text: str  # plain text of the body
    html: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)  # 索引号, 文号, 主题分类… by their Chinese names
    files: Iterable[StoredFile] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """The receipt as somebody gives it."""

    address: str = ""
    issue: str = ""
    released_on: date | None = None
    note: str = ""


@transaction.atomic
def release(new: NewPiece, channels: Iterable[Channel], *, actor: Actor, at: datetime) -> list[Release]:
    """Ask for the release of a publication at these places. Called by the verb that publishes, which has checked right and review.

    The same version asked again adds only places that are new. A new version replaces what was still to be done of the former
    one, and is asked for wherever the former one stands. Our own portal gives its receipt by itself.
    """
    piece = _piece(new, at)
    standing = _former(piece)
    wanted = {channel.pk: channel for channel in [*channels, *(row.channel for row in standing.values())]}
    there = set(piece.releases.values_list("channel_id", flat=True))
    rows = [
        Release(piece=piece, channel=channel, replaces=standing.get(channel.pk), asked_at=at, asked_by=actor.name)
        for channel in wanted.values()
        if channel.pk not in there and channel.state in LIVE
    ]
    back = [row for row in piece.releases.select_related("channel__organ", "channel__keeper", "piece") if row.state == State.WITHDRAWN and row.channel_id in wanted]
    for row in back:  # taken down once, and now released again as it was: the journal keeps the way back
        row.state, row.asked_at, row.asked_by, row.address, row.removed_at, row.removed_by = State.TODO, at, actor.name, "", None, ""
    rows += back
    for row in rows:
        if row.channel.kind == Kind.PORTAL:
            row.state, row.address, row.released_on, row.done_at, row.done_by = State.DONE, piece.address, piece.published_on, at, "本平台"
    for row in rows:
        row.save()
    start(rows, actor, at)
    _announce(piece, [row for row in rows if row.state == State.TODO], actor, at)
    return rows


@transaction.atomic
def add_channels(piece: Piece, channels: Iterable[Channel], *, actor: Actor, at: datetime) -> list[Release]:
    """Somebody wants it at further places."""
    actor.require("channels.release", piece.organ_id)
    chosen = list(channels)
    if not chosen:
        raise BadInput("请选择渠道。", field="channels")
    if Piece.objects.filter(type=piece.type, item=piece.item, pk__gt=piece.pk).exists():
        raise Conflict("这份信息已有新的版本。", remedy="请在新版本上选择渠道。")
    if piece.releases.filter(state__in=(State.RECALL, State.WITHDRAWN)).exists():
        raise Conflict("这份信息正在撤除或已经撤除，不能再发布到其他渠道。")
    there = set(piece.releases.values_list("channel_id", flat=True))
    new = [Release(piece=piece, channel=channel, asked_at=at, asked_by=actor.name) for channel in chosen if channel.pk not in there and channel.is_live]
    for row in new:
        row.save(force_insert=True)
        tell(about(row), row.channel.organ, "release", f"交办发布到“{row.channel.name}”", actor=actor, at=at)
    start(new, actor, at)
    _announce(piece, new, actor, at)
    return new


@transaction.atomic
def confirm(row: Release, given: Given, *, proofs: Iterable[StoredFile] = (), actor: Actor, at: datetime) -> Release:
    """It stands there: address, photo, issue number or day, as the place wants it. A given address is looked at by the job."""
    may_keep(row, actor)
    row = locked(row, "登记回执", State.TODO, State.FAILED, State.DONE)
    files = list(proofs)
    address = page_address(given.address)
    not_later(given.released_on, at, "released_on")
    if given.released_on and given.released_on < row.piece.published_on and row.channel.kind != Kind.SUPERIOR:
        raise BadInput(f"发布日期早于本平台发布日期{row.piece.published_on}。", field="released_on", remedy="请核对实际发布日期。")
    _refuse_missing(row, address, given, bool(files) or row.proofs.filter(removal=False).exists())
    looked = row.live if address == row.address else (Live.WAITING if address else "")
    row.state, row.address, row.issue, row.note = State.DONE, address, given.issue.strip()[:80], given.note.strip()[:300]
    row.released_on, row.done_at, row.done_by, row.live = given.released_on or timezone.localdate(at), at, actor.name, looked
    row.save()
    Proof.objects.bulk_create(Proof(release=row, file=file) for file in files)
    for clock in running.open_of(RELEASE, row.pk):
        clocks.meet(clock, actor=actor, at=at)
    tell(about(row), row.channel.organ, "confirm", f"登记发布回执：{address or given.issue or f'{len(files)} 张照片'}", actor=actor, at=at)
    return row


@transaction.atomic
def fail(row: Release, reason: str, *, actor: Actor, at: datetime) -> Release:
    """The place did not take it; the time limit runs on."""
    may_keep(row, actor)
    row = locked(row, "登记失败", State.TODO, State.FAILED)
    row.state, row.note = State.FAILED, words(reason, "失败原因", "reason")[:300]
    row.save(update_fields=["state", "note"])
    tell(about(row), row.channel.organ, "fail", f"发布失败：{row.note}", actor=actor, at=at)
    return row


@transaction.atomic
def skip(row: Release, reason: str, *, actor: Actor, at: datetime) -> Release:
    """It is not needed there after all."""
    actor.require("channels.release", row.piece.organ_id)
    row = locked(row, "取消", State.TODO, State.FAILED)
    _void(row, words(reason, "理由", "reason"), actor, at)
    tell(about(row), row.channel.organ, "skip", f"不再发布：{row.note}", actor=actor, at=at)
    return row


@transaction.atomic
def pack(row: Release, *, actor: Actor, at: datetime) -> Release:
    """The package or the fields were taken to the superior platform; the address is still to come."""
    may_keep(row, actor)
    row = locked(row, "取走报送包", State.TODO, State.FAILED, State.DONE)
    if row.packed_at is None:
        row.packed_at = at
        row.save(update_fields=["packed_at"])
        tell(about(row), row.channel.organ, "pack", f"取走报送包，向“{row.channel.name}”报送", actor=actor, at=at)
    return row


def may_keep(row: Release, actor: Actor) -> None:
    """Who keeps the place, who works for its owner, or who works for the publisher."""
    if actor.person_id is not None and row.channel.keeper_id == actor.person_id and actor.may("channels.keep"):
        return
    if not actor.may("channels.keep", row.channel.organ_id):
        actor.require("channels.release", row.piece.organ_id)


def _refuse_missing(row: Release, address: str, given: Given, photo: bool) -> None:
    """The place says what proves a release."""
    match row.channel.receipt:
        case Receipt.ADDRESS if not address:
            raise BadInput(f"请粘贴在“{row.channel.name}”上的发布地址。", field="address")
        case Receipt.PHOTO if not photo:
            raise BadInput("请上传现场照片。", field="photos", remedy="拍下公开栏、屏幕或资料架，看得清标题即可。")
        case Receipt.ISSUE if not given.issue.strip():
            raise BadInput("请填写期号或版面。", field="issue", remedy="例如：2026年11月20日第3版。")


def _piece(new: NewPiece, at: datetime) -> Piece:
    values = {
        "title": new.title[:300], "address": new.address[:500], "organ": new.organ, "published_on": new.published_on, "text": new.text, "html": new.html,
        "fields": dict(new.fields), "made_at": at,
    }  # fmt: skip
    piece, made = Piece.objects.get_or_create(type=new.type, item=str(new.id), hash=new.hash, defaults=values)
    if made:
        piece.files.set(new.files)
    return piece


def _former(piece: Piece) -> dict[int, Release]:
    """Where the version before stands; what was still to be done of it is put aside."""
    rows = Release.objects.filter(piece__type=piece.type, piece__item=piece.item, piece__pk__lt=piece.pk).select_related("channel__organ", "piece").order_by("pk")
    standing: dict[int, Release] = {}
    for row in rows:
        if row.state in (State.TODO, State.FAILED):
            _void(row, "内容已更新，按新版本发布", None, piece.made_at)
            standing[row.channel_id] = row
        elif row.state in (State.DONE, State.LABEL):
            standing[row.channel_id] = row
    return standing


def _void(row: Release, reason: str, actor: Actor | None, at: datetime) -> None:
    row.state, row.note = State.VOID, reason[:300]
    row.save(update_fields=["state", "note"])
    for clock in running.open_of(RELEASE, row.pk):
        clocks.void(clock, reason=reason, actor=actor or SYSTEM, at=at)


def start(rows: list[Release], actor: Actor, at: datetime) -> None:
    """A clock for each place that has a limit."""
    timed = [
        clocks.Timed(about(row), f"发布到“{row.channel.name}”", row.channel.organ_id, clocks.Length(row.channel.within_days), timezone.localdate(at), row.channel.keeper_id)
        for row in rows
        if row.channel.within_days and row.state == State.TODO
    ]
    clocks.start_many(timed, actor=actor, at=at)


def _announce(piece: Piece, rows: list[Release], actor: Actor, at: datetime) -> None:
    """One message to each keeper, however many places he keeps."""
    by_keeper: dict[object, list[str]] = {}
    for row in rows:
        if row.channel.keeper and row.channel.keeper_id != actor.person_id:
            by_keeper.setdefault(row.channel.keeper, []).append(row.channel.name)
    notes = {
        person: inbox.Note(f"待发布到渠道：{piece.title}"[:200], "渠道：" + "、".join(names), QUEUE, kind="channels", key=f"channels:{piece.pk}:{person.pk}:{at:%d%H%M}")
        for person, names in by_keeper.items()
    }  # fmt: skip
    if notes:
        inbox.send_many(notes, actor=actor, at=at)
