"""What an applicant has typed and not sent: kept encrypted for a week, gone with the application."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from zwgk.foundation.files.actions import seal_text
from zwgk.foundation.gate.actions import within

from ..models import Sent, Unsaved
from .limits import DRAFTS_FROM_HERE

LASTS = timedelta(days=7)
MOST_CHARACTERS = 20_000


def keep_draft(key: str, values: Mapping[str, list[str]], address: str, *, at: datetime) -> bool:
    """Keep what was typed; False when it is too long to be a form of ours, or too many began from that address."""
    text = json.dumps(dict(values), ensure_ascii=False)
    if len(text) > MOST_CHARACTERS:
        return False
    if not Unsaved.objects.filter(key=key).exists() and not within(DRAFTS_FROM_HERE, address, at=at):
        return False
    Unsaved.objects.update_or_create(key=key, defaults={"values": seal_text(text), "at": at})
    return True


def drop_draft(key: str) -> None:
    """It was sent, or is not wanted any more."""
    Unsaved.objects.filter(key=key).delete()


def clear_drafts(*, at: datetime) -> int:
    """What nobody came back to; and the marks of forms sent long ago."""
    Sent.objects.filter(at__lt=at - timedelta(days=30)).delete()
    return Unsaved.objects.filter(at__lt=at - LASTS).delete()[0]
