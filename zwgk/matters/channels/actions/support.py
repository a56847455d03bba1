"""What the verbs of channels share: the journal, plain checks, the lock."""

from __future__ import annotations

from datetime import date, datetime
from urllib.parse import urlsplit

from django.utils import timezone

from zwgk.domain.errors import BadInput, Conflict
from zwgk.domain.rights import Actor
from zwgk.foundation.journal import actions as journal
from zwgk.foundation.journal.actions import Subject, Told
from zwgk.matters.channels.models import CHANNEL, RELEASE, Channel, Release


def fill(thing: object, **labels: str) -> None:
    """Refuse the first of these fields that is empty, by its label."""
    for field, label in labels.items():
        if not getattr(thing, field).strip():
            raise BadInput(f"请填写{label}。", field=field)


def words(text: str, label: str, field: str) -> str:
    """The text without blanks at its ends; refused when nothing is left."""
    if not text.strip():
        raise BadInput(f"请填写{label}。", field=field)
    return text.strip()


def page_address(text: str, field: str = "address") -> str:
    """A web address as people paste it; "" stays empty."""
    text = text.strip()
    if not text:
        return ""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or any(sign.isspace() for sign in text):
        raise BadInput(f"“{text[:60]}”不是网页地址。", field=field, remedy="请从浏览器地址栏复制以 http:// 或 https:// 开头的完整地址。")
    if len(text) > 500:
        raise BadInput("网页地址超过 500 字。", field=field)
    return text


def not_later(day: date | None, at: datetime, field: str) -> None:
    if day and day > timezone.localdate(at):
        raise BadInput("日期不能晚于今天。", field=field)


def locked(release: Release, verb: str, *states: str) -> Release:
    """The row as it is now; refused unless it is in one of the states."""
    row = Release.objects.select_for_update(of=("self",)).select_related("channel__organ", "piece").get(pk=release.pk)
    if row.state not in states:
        raise Conflict(f"“{row.piece.title}”在“{row.channel.name}”的状态是{row.get_state_display()}，不能{verb}。", remedy="请刷新页面查看最新情况。")
    return row


def about(release: Release) -> Subject:
    return Subject(RELEASE, release.pk, f"{release.piece.title} → {release.channel.name}"[:300], release.url)


def tell(subject: Subject, organ: object, verb: str, sentence: str, *, actor: Actor, at: datetime, basis: str = "") -> None:
    """Write it into the journal, under the organ of the place."""
    told = Told(f"channels.{verb}", sentence, basis=basis, organ_id=organ.pk, organ_name=organ.label)  # type: ignore[attr-defined]
    journal.record(subject, told, actor=actor, at=at)


def of_channel(channel: Channel) -> Subject:
    return Subject(CHANNEL, channel.pk, channel.name, channel.url)
