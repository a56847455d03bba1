"""What was seen on the live page: kept when it is news, accepted with a reason, or made a problem."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from zwgk.domain.errors import Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.inbox import actions as inbox
from zwgk.foundation.journal.actions import Subject
from zwgk.matters.channels.comparing import Difference
from zwgk.matters.channels.models import Live, Release, Seen, State
from zwgk.matters.findings import actions as findings
from zwgk.matters.findings.models import Finding

from .support import about, tell, words

LIST = "/office/channels/differences/"
BASIS = "同一信息在不同平台应当内容一致"


@transaction.atomic
def note_seen(row: Release, result: str, differences: Iterable[Difference] = (), *, said: str = "", page_title: str = "", actor: Actor, at: datetime) -> Seen:
    """Keep what a look found. The same as last time only moves its end; something new is told to the keeper."""
    row = Release.objects.select_for_update(of=("self",)).select_related("piece__organ", "channel__organ", "channel__keeper").get(pk=row.pk)
    found = [{"field": each.field, "ours": each.ours, "theirs": each.theirs} for each in differences]
    digest = hashlib.sha256(json.dumps([result, found], ensure_ascii=False).encode()).hexdigest()
    last = row.seen.first()
    row.live, row.live_at = result, at
    row.save(update_fields=["live", "live_at"])
    if last and last.digest == digest:
        last.until, last.said = at, said[:300]
        last.save(update_fields=["until", "said"])
        return last
    seen = Seen.objects.create(release=row, result=result, differences=found, said=said[:300], page_title=page_title[:300], digest=digest, since=at, until=at)
    if result in (Live.DIFFERS, Live.GONE):
        what = "、".join(dict.fromkeys(each["field"] for each in found)) or said
        tell(about(row), row.channel.organ, "note_seen", f"核对“{row.channel.name}”上的页面：{seen.get_result_display()}（{what}）", actor=actor, at=at)
        _announce(row, seen, what, actor, at)
    return seen


@transaction.atomic
def look_again(row: Release, *, actor: Actor, at: datetime) -> Release:
    """Ask the job for another look."""
    actor.require("channels.see", row.channel.organ_id if actor.may("channels.see", row.channel.organ_id) else row.piece.organ_id)
    row = Release.objects.select_for_update(of=("self",)).select_related("channel__organ", "piece").get(pk=row.pk)
    if row.state != State.DONE or not row.address:
        raise Conflict("没有可以核对的发布地址。", remedy="请先登记发布地址。")
    row.live = Live.WAITING
    row.save(update_fields=["live"])
    return row


@transaction.atomic
def accept(seen: Seen, why: str, *, actor: Actor, at: datetime) -> Seen:
    """The difference may stay; another one will be told again."""
    seen = _open(seen)
    actor.require("channels.release", seen.release.piece.organ_id)
    seen.accepted_at, seen.accepted_by, seen.accepted_why = at, actor.name, words(why, "理由", "reason")[:300]
    seen.save(update_fields=["accepted_at", "accepted_by", "accepted_why"])
    tell(about(seen.release), seen.release.channel.organ, "accept", f"认可差异：{seen.accepted_why}", actor=actor, at=at)
    return seen


@transaction.atomic
def raise_difference(seen: Seen, *, actor: Actor, at: datetime) -> Finding:
    """One tap: the difference becomes a problem of the unit that keeps the place, or of the publisher when it is kept above."""
    seen = Seen.objects.select_for_update(of=("self",)).select_related("finding", "release__piece__organ", "release__channel__organ").get(pk=seen.pk)
    if seen.finding:
        return seen.finding
    row = _open(seen).release
    lines = [f"“{row.piece.title}”在“{row.channel.name}”上的页面{seen.get_result_display()}：{row.address}"]
    lines += [f"{each['field']}：本平台为“{each['ours']}”，页面为“{each['theirs']}”" for each in seen.differences] or [seen.said]
    organ = row.piece.organ if row.channel.is_outside else row.channel.organ
    source = Subject("channels.seen", seen.pk, f"渠道核对：{row.piece.title}"[:300], row.url)
    new = findings.NewFinding("\n".join(line for line in lines if line), organ, basis=BASIS, found_by="渠道核对", source=source)
    seen.finding = findings.raise_finding(new, actor=actor, at=at)
    seen.save(update_fields=["finding"])
    return seen.finding


def _open(seen: Seen) -> Seen:
    """The look as it is now; only the last one of a release is decided on."""
    row = Seen.objects.select_related("release__piece__organ", "release__channel__organ").get(pk=seen.pk)
    if row.result == Live.SAME or row.accepted_at or row.release.seen.first().pk != row.pk:
        raise Conflict("这条差异已经处理，或者页面又有变化。", remedy="请刷新页面查看最新情况。")
    return row


def _announce(row: Release, seen: Seen, what: str, actor: Actor, at: datetime) -> None:
    note = inbox.Note(f"渠道页面{seen.get_result_display()}：{row.piece.title}"[:200], f"{row.channel.name}：{what}", row.url, kind="channels", key=f"channels.seen:{seen.pk}")
    if row.channel.keeper:
        inbox.send(note, person=row.channel.keeper, actor=actor, at=at)
    else:
        inbox.send_to_organ(note, organ=row.piece.organ, actor=actor, at=at)
