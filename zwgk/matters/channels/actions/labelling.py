"""What lapsed or was repealed stays public and says so: the places outside are asked to say so too, each with its proof."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from zwgk.domain.rights import Actor
from zwgk.foundation.clocks import actions as clocks
from zwgk.foundation.clocks import queries as running
from zwgk.foundation.files.models import StoredFile
from zwgk.foundation.inbox import actions as inbox
from zwgk.matters.channels.models import RELEASE, Kind, Proof, Release, State

from .releasing import SYSTEM, may_keep
from .support import about, locked, tell, words


@transaction.atomic
def label(type: str, id: int | str, said: str, *, actor: Actor, at: datetime) -> list[Release]:
    """Ask every place where a version stands to write `said` on it. Called by the verb that lapses or repeals, which has checked the right.

    What was still to be released is not needed any more; our own portal says it by itself.
    """
    rows = list(
        Release.objects.select_for_update(of=("self",))
        .filter(piece__type=type, piece__item=str(id), state__in=(State.TODO, State.FAILED, State.DONE, State.LABEL))
        .exclude(channel__kind=Kind.PORTAL)
        .select_related("channel__organ", "channel__keeper", "piece")
        .order_by("pk")
    )
    for row in rows:
        waits = row.state in (State.TODO, State.FAILED)
        row.state, row.label, row.label_asked_at, row.labelled_at, row.labelled_by = State.VOID if waits else State.LABEL, said[:300], at, None, ""
        row.note = f"不再发布：{said}"[:300] if waits else row.note
    Release.objects.bulk_update(rows, ["state", "note", "label", "label_asked_at", "labelled_at", "labelled_by"], batch_size=200)
    for row in rows:
        for clock in running.open_of(RELEASE, row.pk) if row.state == State.VOID else ():
            clocks.void(clock, reason=said[:200], actor=SYSTEM, at=at)
    outside = [row for row in rows if row.state == State.LABEL]
    for row in outside:
        tell(about(row), row.channel.organ, "label", f"要求在“{row.channel.name}”标注：{said}", actor=actor, at=at)
        note = inbox.Note(f"请标注或撤除：{row.piece.title}"[:200], f"{row.channel.name}\n应写明：{said}\n标注后请登记并上传截图或照片。", row.url, kind="channels", key=f"channels.label:{row.pk}:{at:%m%d%H%M}")
        if row.channel.keeper:
            inbox.send(note, person=row.channel.keeper, actor=actor, at=at)
        else:
            inbox.send_to_organ(note, organ=row.channel.organ, actor=actor, at=at)
    return outside


@transaction.atomic
def mark_labelled(row: Release, note: str, *, proofs: Iterable[StoredFile] = (), actor: Actor, at: datetime) -> Release:
    """It says so there; a picture shows it, or words say how it was seen."""
    may_keep(row, actor)
    row = locked(row, "登记标注", State.LABEL)
    files = list(proofs)
    said = note.strip() if files else words(note, "标注说明", "note")
    row.state, row.labelled_at, row.labelled_by = State.DONE, at, actor.name
    row.save(update_fields=["state", "labelled_at", "labelled_by"])
    Proof.objects.bulk_create(Proof(release=row, file=file) for file in files)
    tell(about(row), row.channel.organ, "mark_labelled", f"已在“{row.channel.name}”标注" + (f"：{said}" if said else ""), actor=actor, at=at)
    return row
