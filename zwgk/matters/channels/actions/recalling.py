"""The way back: what stands outside is to be removed, each place with its proof."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks import queries as running
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.inbox import actions as inbox
from zwgk.matters.channels.models import RELEASE, Kind, Live, Proof, Release, State

from .releasing import QUEUE, SYSTEM, may_keep, start
from .support import about, locked, tell, words

LIST = f"{QUEUE}?state=recall"


@transaction.atomic
def recall(type: str, id: int | str, reason: str, *, actor: Actor, at: datetime) -> list[Release]:
    """The check list of outside copies of a publication, all versions. Called by the verb that takes it down, which has checked the right.

    What was not yet released is not needed any more; our own portal is cleared by whoever calls.
    """
    rows = list(
        Release.objects.select_for_update(of=("self",))
        .filter(piece__type=type, piece__item=str(id), state__in=(State.TODO, State.FAILED, State.DONE, State.LABEL))
        .select_related("channel__organ", "channel__keeper", "piece")
        .order_by("pk")
    )
    why = reason.strip()[:300]
    for row in rows:
        if row.state in (State.TODO, State.FAILED):
            row.state, row.note = State.VOID, f"信息已撤回：{why}"[:300]
        elif row.channel.kind == Kind.PORTAL:
            row.state, row.removed_at, row.removed_by = State.WITHDRAWN, at, "本平台"
        else:
            row.state = State.RECALL
        row.recall_reason, row.recalled_at, row.live = why, at, ""
    Release.objects.bulk_update(rows, ["state", "note", "recall_reason", "recalled_at", "removed_at", "removed_by", "live"], batch_size=200)
    for row in rows:
        for clock in running.open_of(RELEASE, row.pk) if row.state == State.VOID else ():
            clocks.void(clock, reason="信息已撤回", actor=SYSTEM, at=at)
    outside = [row for row in rows if row.state == State.RECALL]
    for row in outside:
        tell(about(row), row.channel.organ, "recall", f"要求从“{row.channel.name}”撤除：{why}", actor=actor, at=at)
        note = inbox.Note(f"请立即撤除：{row.piece.title}"[:200], f"{row.channel.name}\n原因：{why}\n撤除后请上传截图或照片。", row.url, kind="channels.recall", key=f"channels.recall:{row.pk}")
        if row.channel.keeper:
            inbox.send(note, person=row.channel.keeper, actor=actor, at=at)
        else:
            inbox.send_to_organ(note, organ=row.channel.organ, actor=actor, at=at)
    return outside


@transaction.atomic
def resume(type: str, id: int | str, *, since: datetime, actor: Actor, at: datetime) -> list[Release]:
    """What was recalled at `since` was right after all: what still stands may stay, what was removed or put aside is asked for again.

    Called by the verb that restores the publication, which has checked the right.
    """
    rows = list(
        Release.objects.select_for_update(of=("self",))
        .filter(piece__type=type, piece__item=str(id), recalled_at=since, state__in=(State.VOID, State.RECALL, State.WITHDRAWN))
        .select_related("channel__organ", "channel__keeper", "piece")
        .order_by("pk")
    )
    for row in rows:
        stands = row.state == State.RECALL or row.channel.kind == Kind.PORTAL
        row.state, row.live = (State.DONE, Live.WAITING if row.address else "") if stands else (State.TODO, "")
        if not stands:
            row.address, row.asked_at, row.asked_by = "", at, actor.name
        row.note, row.recall_reason, row.recalled_at, row.removed_at, row.removed_by, row.removal_note = "", "", None, None, "", ""
    Release.objects.bulk_update(rows, [
        "state", "live", "address", "asked_at", "asked_by", "note", "recall_reason", "recalled_at", "removed_at", "removed_by", "removal_note",
    ], batch_size=200)  # fmt: skip
    for row in rows:
        said = "不必撤除" if row.state == State.DONE else "请重新发布"
        tell(about(row), row.channel.organ, "resume", f"信息经核查恢复公开，“{row.channel.name}”{said}", actor=actor, at=at)
        if row.channel.keeper and row.channel.kind != Kind.PORTAL:
            note = inbox.Note(f"信息恢复公开，{said}：{row.piece.title}"[:200], row.channel.name, row.url, kind="channels", key=f"channels.resume:{row.pk}:{at:%m%d%H%M}")
            inbox.send(note, person=row.channel.keeper, actor=actor, at=at)
    start([row for row in rows if row.state == State.TODO], actor, at)
    return rows


@transaction.atomic
def remove(row: Release, note: str, *, proofs: Iterable[StoredFile] = (), actor: Actor, at: datetime) -> Release:
    """It is gone from there; a picture shows it, or words say how it was seen."""
    may_keep(row, actor)
    row = locked(row, "登记撤除", State.RECALL, State.LABEL)
    files = list(proofs)
    said = note.strip() if files else words(note, "撤除说明", "note")
    row.state, row.removed_at, row.removed_by, row.removal_note = State.WITHDRAWN, at, actor.name, said[:300]
    row.save(update_fields=["state", "removed_at", "removed_by", "removal_note"])
    Proof.objects.bulk_create(Proof(release=row, file=file, removal=True) for file in files)
    tell(about(row), row.channel.organ, "remove", f"已从“{row.channel.name}”撤除" + (f"：{said}" if said else ""), actor=actor, at=at)
    return row
